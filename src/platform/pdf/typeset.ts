import { compile, newCompiler, type TypstCompiler } from './typst.ts'

/** A place left open on a page, in PDF points from the lower left corner; `italic` and `size` (points) tell how a text field in it is written. */
export type Hole = {
  name: string
  page: number
  x: number
  y: number
  width: number
  height: number
  italic?: boolean
  size?: number
}
export type Typeset = { pdf: Uint8Array; pages: number; holes: Hole[] }

const a4Height = 841.8898
// Results of older documents are of no use to newer ones, while fonts and templates are hit each time and stay.
const keptRounds = 2

let kept: TypstCompiler | null = null

type Placed = {
  name: string
  page: number
  x: number
  top: number
  width: number
  height: number
  italic: boolean
  size: number | null
}

function holeOf({ name, page, x, top, width, height, italic, size }: Placed): Hole {
  const place = { name, page, x, y: a4Height - top - height, width, height }
  return size === null ? place : { ...place, italic, size }
}

/**
 * Typesets a template of `templates/` to PDF/A-2a on A4.
 * @param at - the creation time written into the file; the same input and time give the same bytes.
 * @returns the file, its number of pages, and the holes in the order of the text.
 * @throws Error when the template reports an error or a warning: a fault of ours, never of the person's text.
 */
export function typeset(template: string, inputs: Record<string, string>, at: Date = new Date(0)): Typeset {
  kept ??= newCompiler()
  const document = compile(kept, template, inputs)
  const placed = kept.query(document, { selector: '<hole>', field: 'value' }) as Placed[]
  const pdf = kept.pdf(document, { pdfStandard: 'a-2a', creationTimestamp: Math.floor(at.getTime() / 1000) })
  kept.evictCache(keptRounds)
  return {
    pdf: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength),
    pages: document.numOfPages,
    holes: placed.map(holeOf),
  }
}
