/** How many colours a picture has: what annex I of Decree 30/2020 calls a picture in colour, or less. */
export type Colour = 'COLOUR' | 'GREY' | 'BLACK_AND_WHITE'

/** What was seen on one page. `dpi` null: the page holds no picture. */
export type PageSeen = {
  width: number
  height: number
  dpi: number | null
  colour: Colour
  /** Degrees by which its lines lean, median over the page; to the hundredth. */
  tilt: number
  words: number
  /** What the program itself thinks of its words, 0 to 100; null without words. */
  confidence: number | null
  text: string
}

/** One page as the recognising program describes it. */
export type PageRead = Omit<PageSeen, 'colour'>

export const median = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[values.length >> 1] ?? null
