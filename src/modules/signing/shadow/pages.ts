import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type FontFacts, oddFont } from './fonts.ts'
import { marksOf } from './marks.ts'
import type { Edges } from './matrix.ts'
import type { Drawn } from './pen.ts'
import type { ShadowFinding } from './shadow.ts'
import { unseenWords } from './visible.ts'

type Held = { has(name: string): boolean; get(name: string): unknown }
type Font = FontFacts & { vertical?: unknown; fontMatrix?: unknown }
type Picture = { kind?: unknown; data?: unknown; width?: unknown; height?: unknown } | null

const objectsOf = (page: PDFPageProxy): Held[] => [page.objs as Held, page.commonObjs as Held]
const held = (page: PDFPageProxy, name: string): unknown =>
  objectsOf(page)
    .find((all) => all.has(name))
    ?.get(name)

/** pdf.js: four bytes a point, the last of them how much it hides. */
const withAlpha = 3

/** The mean of how much a picture hides, looked at in at most some thousand points. */
function opacityIn(picture: Picture): number {
  const { kind, data } = picture ?? {}
  if (kind !== withAlpha || !(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) return kind === undefined ? 0 : 1
  const step = Math.max(1, Math.floor(data.length / 4 / 5_000)) * 4
  let [sum, count] = [0, 0]
  for (let at = 3; at < data.length; at += step) {
    sum += data[at] ?? 0
    count += 1
  }
  return count === 0 ? 0 : sum / count / 255
}

function scaleOf({ isType3Font, fontMatrix }: Font): number {
  const first = isType3Font === true && Array.isArray(fontMatrix) ? fontMatrix[0] : null
  return typeof first === 'number' && Number.isFinite(first) ? first : 0.001
}

async function findingsOn(pdf: PDFDocumentProxy, at: number): Promise<ShadowFinding[]> {
  const page = await pdf.getPage(at)
  const layers = await pdf.getOptionalContentConfig()
  const fonts = new Map<string, Font>()
  const drawn: Drawn = {
    fontOf(name) {
      const font = fonts.get(name) ?? ((held(page, name) ?? {}) as Font)
      fonts.set(name, font)
      return { vertical: font.vertical === true, scale: scaleOf(font) }
    },
    opacityOf: (name) => opacityIn(held(page, name) as Picture),
    hidden: (layer) => layer !== null && layer !== undefined && !layers.isVisible(layer),
  }
  try {
    const marks = await marksOf(page, drawn)
    const view = page.view as unknown as Edges
    return [...unseenWords({ at, view, marks }), ...[...fonts.values()].flatMap((font) => oddFont(font, at))]
  } finally {
    page.cleanup()
  }
}

/** What the pages of a file paint that nobody sees. A page that cannot be looked at is told as such. */
export async function pageFindings(bytes: Uint8Array): Promise<ShadowFinding[]> {
  const task = getDocument({
    // The library takes the bytes for itself.
    data: Uint8Array.from(bytes),
    useSystemFonts: true,
    verbosity: 0,
    isEvalSupported: false,
    stopAtErrors: false,
    fontExtraProperties: true,
  })
  const pdf = await task.promise
  const found: ShadowFinding[] = []
  for (let at = 1; at <= pdf.numPages; at += 1) {
    try {
      found.push(...(await findingsOn(pdf, at)))
    } catch {
      found.push({ code: 'not-looked', page: at, area: null, what: '' })
    }
  }
  return found
}
