import { hasSecretStamp, isSecretStamp } from '../secrecy.ts'
import { lean, linesOf, type Piece, type ReadPdf, type Stretch } from './read-pdf.ts'

/** Gaps at which a line is cut, in heights of its signs: words of a column, columns of a page, the whole width. */
const gaps = [1.2, 6, Number.POSITIVE_INFINITY]

/** The pieces as one sees them with the page turned so that those written at `angle` run from left to right. */
function turned(pieces: readonly Piece[], angle: number): Piece[] {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
  return pieces.map((piece) => ({ ...piece, x: piece.x * cos + piece.y * sin, y: piece.y * cos - piece.x * sin }))
}

const apart = (one: number, other: number) => Math.abs(((one - other + 540) % 360) - 180)

/** Pieces by the direction in which they are written. */
function byAngle(pieces: readonly Piece[]): { angle: number; pieces: Piece[] }[] {
  const groups: { angle: number; pieces: Piece[] }[] = []
  for (const piece of pieces) {
    const group = groups.find(({ angle }) => apart(angle, piece.angle) <= lean)
    if (group) group.pieces.push(piece)
    else groups.push({ angle: piece.angle, pieces: [piece] })
  }
  return groups.map(({ angle, pieces: own }) => ({ angle, pieces: turned(own, angle) }))
}

/** A row that was printed twice over to be bold: MẬTMẬT or MMẬẬTT, read once. */
function readOnce(text: string): string {
  const signs = [...text.normalize('NFC').replace(/[^\p{L}\p{Nd}]/gu, '')]
  const half = signs.length / 2
  if (signs.every((sign, at) => sign === signs[at % 2 === 0 ? at + 1 : at - 1]))
    return signs.filter((_, at) => at % 2 === 0).join('')
  return signs.slice(0, half).join('') === signs.slice(half).join('') ? signs.slice(0, half).join('') : text
}

const bears = (text: string) => isSecretStamp(text) || isSecretStamp(readOnce(text))

type Point = { x: number; y: number }
type Letter = Point & { sign: string; height: number }

const letterIn = ({ text, x, y, width, height }: Stretch): Letter[] => {
  const sign = text.normalize('NFC').replace(/[^\p{L}\p{Nd}]/gu, '')
  return [...sign].length === 1 ? [{ sign, x: x + width / 2, y, height }] : []
}

/** Most letters standing alone that are searched for a row; a page with more is set letter by letter, and its lines are read. */
const mostAlone = 400

/** The letter that follows at a step from a place, and no further aside than a part of that step. */
function following(letters: readonly Letter[], from: Point, step: Point): Letter | undefined {
  const length = Math.hypot(step.x, step.y)
  const ahead = letters.flatMap((letter) => {
    const [dx, dy] = [letter.x - from.x, letter.y - from.y]
    const along = (dx * step.x + dy * step.y) / length
    const aside = Math.abs(dx * step.y - dy * step.x) / length
    return along > length * 0.4 && along < length * 2.6 && aside < length * 0.35 ? [{ letter, along }] : []
  })
  return ahead.toSorted((one, other) => one.along - other.along)[0]?.letter
}

/** All letters of a row that goes on from a place by steps, until none follows. */
function rowFrom(letters: readonly Letter[], from: Point, step: Point): string {
  let row = ''
  let at = from
  for (let next = following(letters, at, step); next && row.length < 20; next = following(letters, at, step)) {
    row += next.sign
    at = next
  }
  return row
}

/** A stamp whose upright letters stand one below the other or along a slope: M, Ậ, T at even steps, and nothing else in the row. */
function inSteps(letters: readonly Letter[]): boolean {
  if (letters.length > mostAlone) return false
  const alike = (sign: string) => letters.filter((letter) => letter.sign === sign)
  return alike('M').some((m) =>
    alike('Ậ').some((a) => {
      const step = { x: a.x - m.x, y: a.y - m.y }
      const length = Math.hypot(step.x, step.y)
      if (length === 0 || length > m.height * 6 || following(letters, m, step) !== a) return false
      const before = [...rowFrom(letters, m, { x: -step.x, y: -step.y })].reverse().join('')
      return isSecretStamp(before + m.sign + rowFrom(letters, m, step))
    }),
  )
}

/**
 * True when page 1 bears a grade of state secret: on a line or in a column of its own, written at any angle, set letter by
 * letter, one letter below the other, or in a remark or stamp that lies on the page.
 */
export function hasStamp({ pages }: ReadPdf): boolean {
  const [first] = pages
  if (!first) return false
  if (first.said.some(hasSecretStamp)) return true
  return byAngle(first.pieces).some(({ pieces }) => {
    if (gaps.some((gap) => linesOf(pieces, gap).some(({ text }) => bears(text)))) return true
    return inSteps(linesOf(pieces, 0.8).flatMap(letterIn))
  })
}
