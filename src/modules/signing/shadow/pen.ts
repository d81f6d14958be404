import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { common, type Edges, everywhere, type Matrix, matrixIn, moved, times, unchanged } from './matrix.ts'
import { type Glyph, type Letters, shownText } from './text.ts'

/** Something painted on a page, in the order of painting. Colour null: a picture, whose colours are not one. */
export type Mark =
  | {
      kind: 'text'
      words: string
      box: Edges
      colour: string | null
      opacity: number
      mode: number
      height: number
      font: string
    }
  | { kind: 'cover'; picture: boolean; box: Edges; colour: string | null }

export type State = {
  matrix: Matrix
  clip: Edges
  /** A clip that is no rectangle shows less than its box. */
  clipped: boolean
  fill: string | null
  stroke: string | null
  alpha: number
  group: number
  blended: boolean
  /** Painted through a mask: nobody knows how much of it shows. */
  masked: boolean
  letters: Letters
}

/** What the page under the pen is asked for besides its operators. */
export type Drawn = {
  fontOf: (name: string) => { vertical: boolean; scale: number }
  /** The share of a picture that hides what lies under it, 0 to 1. */
  opacityOf: (picture: string) => number
  hidden: (layer: unknown) => boolean
}

export type Pen = {
  state: State
  saved: State[]
  marks: Mark[]
  drawn: Drawn
  /** Depth of marked content, and at which depths a hidden layer or a mask began. */
  depth: number
  hiddenFrom: number[]
  masks: boolean[]
  clipNext: boolean
}

const black = '#000000'
const opaque = 0.9

const newLetters = (): Letters => ({
  matrix: unchanged,
  line: unchanged,
  font: '',
  size: 0,
  spacing: 0,
  wordSpacing: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  mode: 0,
})

const newState = (): State => ({
  matrix: unchanged,
  clip: everywhere,
  clipped: false,
  fill: black,
  stroke: black,
  alpha: 1,
  group: 1,
  blended: false,
  masked: false,
  letters: newLetters(),
})

export const save = (pen: Pen) => pen.saved.push({ ...pen.state, letters: { ...pen.state.letters } })
export const restore = (pen: Pen) => {
  pen.state = pen.saved.pop() ?? pen.state
}
const seen = (pen: Pen) => pen.hiddenFrom.length === 0 && !pen.masks.includes(true)
export const edgesIn = (list: unknown): Edges | null => {
  const numbers = Array.from((list ?? []) as ArrayLike<unknown>)
  return numbers.length === 4 && numbers.every((one) => typeof one === 'number' && Number.isFinite(one))
    ? (numbers as unknown as Edges)
    : null
}

/** Hides what lies below: only what is painted whole, without blending, inside a clip whose form is known. */
export function cover(pen: Pen, box: Edges, { colour, picture }: { colour: string | null; picture: boolean }): void {
  const { state } = pen
  if (!seen(pen) || state.blended || state.clipped || state.masked || state.alpha * state.group < opaque) return
  pen.marks.push({ kind: 'cover', picture, box: common(box, state.clip), colour })
}

export function picture(pen: Pen, name: unknown, masked: boolean): void {
  if (masked && (typeof name !== 'string' || pen.drawn.opacityOf(name) < opaque)) return
  cover(pen, moved(pen.state.matrix, [0, 0, 1, 1]), { colour: null, picture: true })
}

const curves = [2, 3]

/** True when the path is one rectangle along the axes: its area is that of its box. The numbers are those of pdf.js: 0 moves, 1 draws a line, 2 and 3 curves, 4 closes. */
function isRectangle(path: ArrayLike<number>, [left, bottom, right, top]: Edges): boolean {
  const points: [number, number][] = []
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? 4
    if (curves.includes(step) || (step === 0 && points.length > 0)) return false
    if (step === 0 || step === 1) points.push([path[at + 1] ?? 0, path[at + 2] ?? 0])
    at += step === 4 ? 1 : 3
  }
  const doubled = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(doubled) / 2 >= 0.95 * (right - left) * (top - bottom)
}

const fills: number[] = [OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]

export function path(pen: Pen, [step, [data] = [null], minMax]: [number, [ArrayLike<number> | null] | undefined, unknown]): void {
  const box = edgesIn(minMax)
  const { state } = pen
  if (box && data) {
    const rectangle = isRectangle(data, box) && (state.matrix[1] === 0 || state.matrix[0] === 0)
    if (fills.includes(step) && rectangle && state.fill)
      cover(pen, moved(state.matrix, box), { colour: state.fill, picture: false })
    if (pen.clipNext) {
      state.clip = common(state.clip, moved(state.matrix, box))
      state.clipped ||= !rectangle
    }
  }
  pen.clipNext = false
}

export function settings(pen: Pen, list: unknown): void {
  for (const [key, value] of (list ?? []) as [string, unknown][]) {
    if (key === 'ca' && typeof value === 'number') pen.state.alpha = value
    if (key === 'BM') pen.state.blended = value !== 'source-over'
    if (key === 'SMask') pen.state.masked = value === true
    if (key === 'Font' && Array.isArray(value)) {
      pen.state.letters.font = String(value[0])
      pen.state.letters.size = Number(value[1]) || 0
    }
  }
}

export type Group = { matrix?: unknown; bbox?: unknown; smask?: unknown } | undefined

export function enter(pen: Pen, matrix: unknown, bbox: unknown): void {
  save(pen)
  pen.state.matrix = times(pen.state.matrix, matrixIn(matrix) ?? unchanged)
  const box = edgesIn(bbox)
  if (box) pen.state.clip = common(pen.state.clip, moved(pen.state.matrix, box))
}

export function words(pen: Pen, glyphs: readonly (Glyph | number | null)[]): void {
  const { state } = pen
  const { letters } = state
  const found = shownText(letters, glyphs, pen.drawn.fontOf(letters.font))
  if (!seen(pen) || found.words.trim() === '') return
  const box = moved(state.matrix, found.box)
  const inside = common(box, state.clip)
  // What its clip leaves nothing of is not seen, however it is painted.
  const gone = inside[2] <= inside[0] || inside[3] <= inside[1]
  pen.marks.push({
    kind: 'text',
    words: found.words,
    box,
    colour: letters.mode === 1 || letters.mode === 5 ? state.stroke : state.fill,
    opacity: gone ? 0 : state.alpha * state.group,
    mode: letters.mode,
    height:
      Math.hypot(state.matrix[2], state.matrix[3]) * Math.hypot(letters.matrix[2], letters.matrix[3]) * Math.abs(letters.size),
    font: letters.font,
  })
}

export function newLine(letters: Letters, x: number, y: number): void {
  letters.line = times(letters.line, [1, 0, 0, 1, x, y])
  letters.matrix = letters.line
}

/** A pen that has painted nothing yet. */
export const newPen = (drawn: Drawn): Pen => ({
  state: newState(),
  saved: [],
  marks: [],
  drawn,
  depth: 0,
  hiddenFrom: [],
  masks: [],
  clipNext: false,
})
