/** The signs of a code: Crockford's 32, without I, L, O and U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const readAs: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' }
/** 14 signs of chance (70 bits) and one that a slip of the pen does not survive. */
export const codeLength = 15

/** What a code leaves, read from the left in the field of 32 elements; nothing: it fits. The database counts the same. */
function rest(code: string): number {
  let left = 0
  for (const sign of code) left = (left << 1) ^ (left & 16 ? 37 : 0) ^ alphabet.indexOf(sign)
  return left
}

/**
 * The code that somebody typed, or null when it cannot be one: a sign missing, wrong or exchanged. Small letters, spaces, hyphens and
 * the signs that look like another are no mistake.
 */
export function readCheckCode(typed: string): string | null {
  const signs = typed
    .slice(0, 200)
    .toUpperCase()
    .replace(/[\s\p{Pd}.]/gu, '')
  const code = [...signs].map((sign) => readAs[sign] ?? sign).join('')
  const known = code.length === codeLength && [...code].every((sign) => alphabet.includes(sign))
  return known && rest(code) === 0 ? code : null
}

/** As it is printed: three groups of five. */
export const formatCheckCode = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-')

/** Where a document is checked. */
export const checkPath = (code: string): string => `/kiem-tra/${formatCheckCode(code)}`
