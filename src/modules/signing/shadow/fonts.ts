import type { ShadowFinding } from './shadow.ts'

/** What pdf.js tells of a font when asked for more (`fontExtraProperties`). */
export type FontFacts = {
  name?: unknown
  composite?: unknown
  isSymbolicFont?: unknown
  isType3Font?: unknown
  differences?: unknown
  defaultEncoding?: unknown
  toUnicode?: unknown
}

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** The letter or figure that the name of a glyph stands for; null for all other names. */
function letterOf(glyph: unknown): string | null {
  if (typeof glyph !== 'string') return null
  if (/^[A-Za-z]$/.test(glyph)) return glyph
  const digit = digits.indexOf(glyph)
  return digit < 0 ? null : String(digit)
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const mapIn = (toUnicode: unknown): unknown[] => listIn((toUnicode as { _map?: unknown } | null)?._map)

/**
 * Letters that a font shows under one name and tells to searching and copying as another. Seen where the font names its glyphs;
 * a font of numbered glyphs alone says nothing that could be compared.
 */
export function oddLetters(font: FontFacts): string[] {
  if (font.composite === true || font.isType3Font === true) return []
  const [differences, usual, told] = [listIn(font.differences), listIn(font.defaultEncoding), mapIn(font.toUnicode)]
  const odd: string[] = []
  for (const [code, letter] of told.entries()) {
    const shown = letterOf(differences[code] ?? (font.isSymbolicFont === true ? null : usual[code]))
    const plain = typeof letter === 'string' && /^[A-Za-z0-9]$/.test(letter)
    if (shown !== null && plain && shown.toLowerCase() !== letter.toLowerCase()) odd.push(`${shown} → ${letter}`)
  }
  return odd
}

export const oddFont = (font: FontFacts, page: number): ShadowFinding[] => {
  const odd = oddLetters(font)
  return odd.length === 0 ? [] : [{ code: 'odd-font', page, area: null, what: odd.slice(0, 8).join(', ') }]
}
