import { PdfDict, PdfStream } from '@libpdf/core'
import { arrayOf, type Context, dictOf, resolved } from '#platform/pdf/objects.ts'

/** The validation data of a file (ETSI EN 319 142-1, 5.4.2): certificates, lists and answers in DER. */
export type ValidationData = { certificates: Uint8Array[]; crls: Uint8Array[]; ocsps: Uint8Array[] }

const mostEntries = 100
const largestEntry = 5 * 1024 * 1024

function entries(context: Context, key: string): Uint8Array[] {
  const data = dictOf(context, context.catalog.getDict().get('DSS'))
  return [...(arrayOf(context, data?.get(key)) ?? [])].slice(0, mostEntries).flatMap((item) => {
    const stream = resolved(context, item)
    if (!(stream instanceof PdfStream) || stream.data.length > largestEntry) return []
    try {
      return [stream.getDecodedData()]
    } catch {
      return []
    }
  })
}

/** What a revision keeps for those who judge it later; entries that cannot be read are left out. */
export const validationDataIn = (context: Context): ValidationData => ({
  certificates: entries(context, 'Certs'),
  crls: entries(context, 'CRLs'),
  ocsps: entries(context, 'OCSPs'),
})

export const hasValidationData = (context: Context): boolean =>
  dictOf(context, context.catalog.getDict().get('DSS'))?.has('Certs') ?? false

/** Entries of a kind, each a stream; null where something else stands in their place. */
function streamsOf(context: Context, data: PdfDict | null, key: string): number | null {
  const value = data?.get(key)
  if (value === undefined) return 0
  const items = arrayOf(context, value)
  if (!items) return null
  const all = [...items]
  return all.every((item) => resolved(context, item) instanceof PdfStream) ? all.length : null
}

/** Validation data may come and grow after a signature (ETSI EN 319 142-1, 5.4.2); it stays a dictionary of lists of streams. */
export function validationDataGrew(before: Context, after: Context): boolean {
  const [was, is] = [before, after].map((context) => resolved(context, context.catalog.getDict().get('DSS')) ?? null)
  if (was === null && is === null) return true
  if (!(is instanceof PdfDict)) return false
  return ['Certs', 'CRLs', 'OCSPs'].every((key) => {
    const now = streamsOf(after, is, key)
    return now !== null && now >= ((was instanceof PdfDict ? streamsOf(before, was, key) : 0) ?? 0)
  })
}
