import type { Area } from './shadow.ts'

/** A transformation as PDF writes it: [a b c d e f]. */
export type Matrix = readonly [number, number, number, number, number, number]
/** Edges: left, bottom, right, top. */
export type Edges = readonly [number, number, number, number]

export const unchanged: Matrix = [1, 0, 0, 1, 0, 0]
export const everywhere: Edges = [-Infinity, -Infinity, Infinity, Infinity]

/** First `inner`, then `outer`. */
export const times = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
]

/** Six numbers of a list, or null: files from outside hold anything. */
export function matrixIn(list: unknown): Matrix | null {
  const numbers = Array.from((list ?? []) as ArrayLike<unknown>)
  if (numbers.length !== 6 || !numbers.every((one) => typeof one === 'number' && Number.isFinite(one))) return null
  return numbers as unknown as Matrix
}

/** Where the corners of a box come to lie. */
export function moved(by: Matrix, [left, bottom, right, top]: Edges): Edges {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([x = 0, y = 0]) => [by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]] as const)
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

export const common = (one: Edges, other: Edges): Edges => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
]

export const sizeOf = ([left, bottom, right, top]: Edges): number => Math.max(0, right - left) * Math.max(0, top - bottom)

/** The share of `one` that lies inside `other`, 0 to 1. */
export const shareIn = (one: Edges, other: Edges): number => (sizeOf(one) === 0 ? 0 : sizeOf(common(one, other)) / sizeOf(one))

export const areaOf = ([left, bottom, right, top]: Edges): Area => ({
  x: Math.round(left * 10) / 10,
  y: Math.round(bottom * 10) / 10,
  width: Math.round((right - left) * 10) / 10,
  height: Math.round((top - bottom) * 10) / 10,
})
