import { cookie, cookieIn } from './cookies.ts'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

/** The switch of the look writes the same cookie from the browser. */
export const themeCookie = 'giao-dien'
const year = 365 * 24 * 3600

/** The theme that the browser keeps, or the system's when it keeps none. */
export function themeOf(cookieHeader: string | null | undefined): Theme {
  const kept = cookieIn(cookieHeader, themeCookie)
  return themes.find((theme) => theme === kept) ?? 'system'
}

/** The header by which the browser keeps a theme for a year. Scripts may read it: it is no secret. */
export const keepTheme = (theme: Theme, secure: boolean): string =>
  cookie(themeCookie, theme, { maxAge: year, secure, httpOnly: false })
