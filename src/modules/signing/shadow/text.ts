import { type Edges, type Matrix, moved, times } from './matrix.ts'

/** One sign as pdf.js hands it over: its letter, its width in thousandths. */
export type Glyph = { unicode?: unknown; width?: unknown; isSpace?: unknown }

/** How letters are set. `leading` is added to y for the next line: it is negative. */
export type Letters = {
  matrix: Matrix
  line: Matrix
  font: string
  size: number
  spacing: number
  wordSpacing: number
  stretch: number
  leading: number
  rise: number
  mode: number
}

const below = 0.2
const above = 0.75

/**
 * Sets a run of signs: the words, and the box that they take up where the letters' matrix puts them (before the page's own). Moves
 * the letters on. Numbers among the signs move by thousandths of the size.
 */
export function shownText(
  letters: Letters,
  glyphs: readonly (Glyph | number | null)[],
  { vertical, scale }: { vertical: boolean; scale: number },
): { words: string; box: Edges } {
  let words = ''
  let length = 0
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') length += (-glyph / 1000) * letters.size * (vertical ? 1 : letters.stretch)
    else if (glyph) {
      const space = letters.spacing + (glyph.isSpace === true ? letters.wordSpacing : 0)
      length +=
        ((typeof glyph.width === 'number' ? glyph.width : 500) * scale * letters.size + space) * (vertical ? -1 : letters.stretch)
      words += typeof glyph.unicode === 'string' ? glyph.unicode : ''
    }
  }
  const { matrix, size, rise } = letters
  const edges: Edges = vertical
    ? [-size / 2, Math.min(0, length), size / 2, Math.max(0, length)]
    : [Math.min(0, length), rise - below * Math.abs(size), Math.max(0, length), rise + above * Math.abs(size)]
  letters.matrix = times(matrix, vertical ? [1, 0, 0, 1, 0, length] : [1, 0, 0, 1, length, 0])
  return { words, box: moved(matrix, edges) }
}
