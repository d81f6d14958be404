import { readFile } from 'node:fs/promises'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** One piece of text where it stands, in PDF points from the lower left corner; `angle`: degrees against the direction left to right. */
export type Piece = { text: string; x: number; y: number; width: number; height: number; angle: number }
/** `said`: words of what lies on the page: remarks, stamps, fields. */
export type ReadPage = { width: number; height: number; pieces: Piece[]; said: string[] }
export type ReadPdf = { pages: ReadPage[] }
/** Why a file that can be opened is not taken. */
export type NotRead = { refused: 'file-protected' | 'file-with-script' | 'unreadable-file' }
/** What is read: a file by its path, or bytes. */
export type Asked = { path: string } | { bytes: Uint8Array }

/** Only the first and the last pages are read for their words; of all others the size is enough. */
const firstPages = 3

type Item = { str?: string; transform?: number[]; width?: number; height?: number }

function pieceOf({ str = '', transform = [], width = 0, height = 0 }: Item): Piece[] {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform
  if (str.trim() === '') return []
  const angle = (Math.atan2(b, a) * 180) / Math.PI
  return [{ text: str.normalize('NFC'), x, y, width, height: height || Math.hypot(a, b), angle }]
}

/** A mark that is drawn by itself belongs to the letter before it. */
function withMarks(pieces: Piece[]): Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const letter = whole.at(-1)
    if (letter && /^\p{M}+$/u.test(piece.text)) letter.text = (letter.text.trimEnd() + piece.text).normalize('NFC')
    else whole.push(piece)
  }
  return whole
}

type Note = { contentsObj?: { str?: unknown }; textContent?: unknown; fieldValue?: unknown }

const saidBy = ({ contentsObj, textContent, fieldValue }: Note): string[] =>
  [contentsObj?.str, Array.isArray(textContent) ? textContent.join('\n') : textContent, fieldValue].filter(
    (words) => typeof words === 'string' && words !== '',
  ) as string[]

async function pageOf(pdf: PDFDocumentProxy, at: number): Promise<ReadPage | NotRead> {
  const page = await pdf.getPage(at)
  if (await page.getJSActions()) return { refused: 'file-with-script' }
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const size = { width: right - left, height: top - bottom }
  if (at > firstPages && at !== pdf.numPages) return { ...size, pieces: [], said: [] }
  const { items } = await page.getTextContent()
  const said = at === 1 ? ((await page.getAnnotations()) as Note[]).flatMap(saidBy) : []
  return { ...size, pieces: withMarks((items as Item[]).flatMap(pieceOf)), said }
}

/** Scripts of the document and of its fields. The library's own question takes every signature field for one. */
async function hasScript(pdf: PDFDocumentProxy): Promise<boolean> {
  if (await pdf.getJSActions()) return true
  const fields: { actions?: object | null }[] = Object.values((await pdf.getFieldObjects()) ?? {}).flat()
  return fields.some(({ actions }) => Object.keys(actions ?? {}).length > 0)
}

async function opened(asked: Asked): Promise<ReadPdf | NotRead> {
  const data = 'path' in asked ? new Uint8Array(await readFile(asked.path)) : asked.bytes
  const task = getDocument({ data, useSystemFonts: true, verbosity: 0, isEvalSupported: false, stopAtErrors: false })
  const pdf = await task.promise
  if (pdf.numPages === 0) return { refused: 'unreadable-file' }
  if (await hasScript(pdf)) return { refused: 'file-with-script' }
  const pages: ReadPage[] = []
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const page = await pageOf(pdf, at)
    if ('refused' in page) return page
    pages.push(page)
  }
  return { pages }
}

/** A file that asks for a password says so by the name of its error. */
const notOpened = (error: unknown): NotRead => ({
  refused: (error as { name?: unknown } | null)?.name === 'PasswordException' ? 'file-protected' : 'unreadable-file',
})

/** Reads a PDF here and now; a file from outside is read by `readPdf`, which does it apart. */
export const pdfWords = (asked: Asked): Promise<ReadPdf | NotRead> => opened(asked).catch(notOpened)
