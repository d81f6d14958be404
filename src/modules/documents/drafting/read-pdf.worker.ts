import { parentPort, workerData } from 'node:worker_threads'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** One piece of text where it stands, in PDF points from the lower left corner; `turned`: not written from left to right. */
export type Piece = { text: string; x: number; y: number; width: number; height: number; turned: boolean }
export type ReadPage = { width: number; height: number; pieces: Piece[] }
export type ReadPdf = { pages: ReadPage[] }
/** Why a file that can be opened is not taken. */
export type NotRead = { refused: 'file-protected' | 'file-with-script' | 'unreadable-file' }

/** Only the first and the last pages are read for their words; of all others the size is enough. */
const firstPages = 3

type Item = { str?: string; transform?: number[]; width?: number; height?: number }

function pieceOf({ str = '', transform = [], width = 0, height = 0 }: Item): Piece[] {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform
  if (str.trim() === '') return []
  return [{ text: str.normalize('NFC'), x, y, width, height: height || Math.abs(a), turned: Math.abs(b) > 0.01 }]
}

async function read(bytes: Uint8Array): Promise<ReadPdf | NotRead> {
  const task = getDocument({ data: bytes, useSystemFonts: true, verbosity: 0, isEvalSupported: false, stopAtErrors: false })
  const pdf = await task.promise
  if (pdf.numPages === 0) return { refused: 'unreadable-file' }
  if (await pdf.hasJSActions()) return { refused: 'file-with-script' }
  const pages: ReadPage[] = []
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const page = await pdf.getPage(at)
    if (await page.getJSActions()) return { refused: 'file-with-script' }
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view
    const worded = at <= firstPages || at === pdf.numPages
    const pieces = worded ? ((await page.getTextContent()).items as Item[]).flatMap(pieceOf) : []
    pages.push({ width: right - left, height: top - bottom, pieces })
  }
  await task.destroy()
  return { pages }
}

/** A file that asks for a password says so by the name of its error. */
const notOpened = (error: unknown): NotRead => ({
  refused: (error as { name?: unknown } | null)?.name === 'PasswordException' ? 'file-protected' : 'unreadable-file',
})

parentPort?.postMessage(await read(new Uint8Array(workerData as ArrayBuffer)).catch(notOpened))
