import { cookie, cookieIn } from './cookies.ts'

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

const languageCookie = 'ngon-ngu'
const year = 365 * 24 * 3600

/** The language that the browser keeps; Vietnamese when it keeps none. */
export function languageOf(cookieHeader: string | null | undefined): Language {
  const kept = cookieIn(cookieHeader, languageCookie)
  return languages.find((language) => language === kept) ?? 'vi'
}

/** The header by which the browser keeps a language for a year. */
export const keepLanguage = (language: Language, secure: boolean): string =>
  cookie(languageCookie, language, { maxAge: year, secure })
