import { readFileSync } from 'node:fs'
import { Refused } from '#kernel/refused.ts'

const fontPlace = new URL('../../../data/fonts/LiberationSerif-Regular.ttf', import.meta.url)

/** Signs that look the same as one of the font's; Word writes the first two, forms the third. */
const twins: Readonly<Record<string, string>> = { '\u2011': '-', '\u3000': ' ', '☐': '□' }
const stand = '□'

/** Where a table of an OpenType file begins. */
function tableAt(font: Buffer, tag: string): number {
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16)
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  throw new Error(`the font has no table ${tag}`)
}

/** Where the font's Windows Unicode table of signs (cmap, format 4) begins. */
function signTableAt(font: Buffer): number {
  const cmap = tableAt(font, 'cmap')
  for (let at = cmap + 4; at < cmap + 4 + 8 * font.readUInt16BE(cmap + 2); at += 8) {
    const there = cmap + font.readUInt32BE(at + 4)
    if (font.readUInt16BE(at) === 3 && font.readUInt16BE(at + 2) === 1 && font.readUInt16BE(there) === 4) return there
  }
  throw new Error('the font has no table of signs')
}

/** The signs that a font draws: those of its segments whose glyph is not the empty box. */
function drawnBy(font: Buffer): Set<number> {
  const table = signTableAt(font)
  const row = font.readUInt16BE(table + 6)
  const signs = new Set<number>()
  for (let end = table + 14; end < table + 14 + row; end += 2) {
    const [start, delta, offset] = [end + 2 + row, end + 2 + 2 * row, end + 2 + 3 * row]
    const [first, far] = [font.readUInt16BE(start), font.readUInt16BE(offset)]
    for (let sign = first; sign <= font.readUInt16BE(end) && sign < 0xffff; sign++) {
      const named = far === 0 ? sign : font.readUInt16BE(offset + far + 2 * (sign - first))
      if (named !== 0 && ((named + (far === 0 ? font.readUInt16BE(delta) : 0)) & 0xffff) !== 0) signs.add(sign)
    }
  }
  return signs
}

let drawn: Set<number> | null = null

function isDrawn(sign: string): boolean {
  drawn ??= drawnBy(readFileSync(fontPlace))
  return sign in twins || /[\s\p{Cc}]/u.test(sign) || drawn.has(sign.codePointAt(0) ?? 0)
}

/** The signs of a text that the fonts of our papers do not draw, each once, in their order. */
export const unprintable = (text: string): string[] => [...new Set(text)].filter((sign) => !isDrawn(sign))

/** The text with a box for what cannot be drawn: a register is printed whatever others wrote in their subjects. */
export const printable = (text: string): string =>
  text.replace(/[^\x20-\x7e]/gu, (sign) => twins[sign] ?? (isDrawn(sign) ? sign : stand))

/**
 * What somebody signs is printed as it was written, by the same font on every machine, or not at all.
 * @throws Refused unprintable-sign (the signs, at most twenty)
 */
export function refuseUnprintable(printed: object): void {
  const signs = unprintable(JSON.stringify(printed))
  if (signs.length > 0) throw new Refused('unprintable-sign', signs.slice(0, 20).join(' '))
}
