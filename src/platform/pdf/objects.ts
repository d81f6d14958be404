import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfRef, PdfStream, PdfString } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'

/** The shared state of one opened file: objects by reference, catalogue, pages. */
export type Context = PDF['context']

/**
 * Opens a file for a change of ours.
 * @throws Refused unreadable-file when it is not a PDF, or is encrypted.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDF> {
  const pdf = await PDF.load(bytes).catch(() => {
    throw new Refused('unreadable-file', 'pdf')
  })
  if (pdf.context.info.isEncrypted) throw new Refused('file-protected', 'pdf')
  return pdf
}

/** The object itself, one reference followed. */
export const resolved = (context: Context, object: PdfObject | null | undefined): PdfObject | null =>
  object instanceof PdfRef ? context.resolve(object) : (object ?? null)

/** The dictionary meant by an object or a reference, or null. */
export function dictOf(context: Context, object: PdfObject | null | undefined): PdfDict | null {
  const value = resolved(context, object)
  return value instanceof PdfDict ? value : null
}

/** The array meant by an object or a reference, or null. */
export function arrayOf(context: Context, object: PdfObject | null | undefined): PdfArray | null {
  const value = resolved(context, object)
  return value instanceof PdfArray ? value : null
}

export const name = (value: string) => PdfName.of(value)
export const number = (value: number) => PdfNumber.of(Math.round(value * 1000) / 1000)
export const numbers = (...values: number[]) => new PdfArray(values.map(number))
export const string = (value: string) => PdfString.fromString(value)
export const dict = (entries: Record<string, PdfObject>) => PdfDict.of(entries)
export const array = (...items: PdfObject[]) => new PdfArray(items)

/** A stream of plain bytes; compressed when the file is saved if that pays. */
export const stream = (entries: Record<string, PdfObject>, data: string | Uint8Array) =>
  PdfStream.fromDict(entries, typeof data === 'string' ? Buffer.from(data, 'latin1') : data)

/** Saves as an incremental update: earlier bytes stay as they are, whatever else would break the signatures over them. */
export async function appended(pdf: PDF): Promise<Uint8Array> {
  const blocker = pdf.canSaveIncrementally()
  if (blocker) throw new Refused('unreadable-file', `incremental-update:${blocker}`)
  return pdf.save({ incremental: true })
}
