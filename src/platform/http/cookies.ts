export const sessionCookie = 'lt_session'

type Keep = {
  /** Seconds; 0 forgets the cookie at once, absent keeps it until the browser closes. */
  maxAge?: number
  secure: boolean
  httpOnly?: boolean
}

/** One Set-Cookie header. SameSite=Lax: a link from a mail opens the page, a form of another site posts nothing. */
export function cookie(name: string, value: string, { maxAge, secure, httpOnly = true }: Keep): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, 'Path=/', 'SameSite=Lax']
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
  if (httpOnly) parts.push('HttpOnly')
  if (secure) parts.push('Secure')
  return parts.join('; ')
}

/** The value of one cookie in a Cookie header, or null. */
export function cookieIn(header: string | null | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return decoded(pair.slice(at + 1).trim())
  }
  return null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Set-Cookie header that begins a session: HttpOnly, SameSite=Lax, Secure as the visitor's. `maxAge` in seconds. */
export const beginSession = (token: string, visitor: { secure: boolean }, maxAge?: number): string =>
  cookie(sessionCookie, token, { secure: visitor.secure, ...(maxAge === undefined ? {} : { maxAge }) })

/** Set-Cookie header that ends the browser's session. */
export const endSession = (visitor: { secure: boolean }): string =>
  cookie(sessionCookie, '', { secure: visitor.secure, maxAge: 0 })
