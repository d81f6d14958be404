import { PDF, type PdfDict, PdfNumber, PdfString } from '@libpdf/core'
import { arrayOf, type Context, dictOf } from '#platform/pdf/objects.ts'
import { fieldsOf } from './field.ts'
import { rootSaidIn, withSearchedObjects } from './search.ts'

/** One file as it stood at the end of one revision. Not reliable: readable only by guessing, as other readers might not guess. */
export type Revision = { bytes: Uint8Array; context: Context; reliable: boolean }

/** A signature as its dictionary claims it; nothing of it is checked yet. */
export type ClaimedSignature = {
  field: string
  dict: PdfDict
  kind: 'signature' | 'timestamp'
  subFilter: string
  name: string | null
  /** The dictionary's /M. */
  claimedAt: Date | null
  contents: Uint8Array
  range: number[]
}

const tail = /startxref\s+(\d+)\s+%%EOF\s*$/
const longestTail = 1_024
const mostHidden = 20

/** Whether the file ends as the format demands, and its last cross-reference lies where the end says. */
function endsProperly(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.subarray(-longestTail)).toString('latin1')
  const at = Number(tail.exec(end)?.[1] ?? Number.NaN)
  if (!(at < bytes.length)) return false
  return /^(xref\s|\d+\s+\d+\s+obj\b)/.test(Buffer.from(bytes.subarray(at, at + 40)).toString('latin1'))
}

/** Reads a torn file by searching it for objects; null when even that shows no catalogue. */
async function searched(bytes: Uint8Array): Promise<Revision | null> {
  const root = rootSaidIn(bytes)
  if (root === null) return null
  try {
    const { context } = await PDF.load(withSearchedObjects(bytes, 0, { root, size: 1 }), { lenient: false })
    fieldsOf(context)
    return { bytes, context, reliable: false }
  } catch {
    return null
  }
}

/** Opens a revision strictly; where that fails, by searching it, marked as unreliable. Null: nothing that can be read. */
export async function openRevision(bytes: Uint8Array): Promise<Revision | null> {
  try {
    const { context, recoveredViaBruteForce } = await PDF.load(bytes, { lenient: false })
    // Objects are read when asked for: those that a signature stands on must be readable too.
    fieldsOf(context)
    return { bytes, context, reliable: endsProperly(bytes) && !recoveredViaBruteForce }
  } catch {
    return searched(bytes)
  }
}

/** A date of PDF: "D:20261120100000+07'00'". */
export function dateOf(said: string | undefined): Date | null {
  const parts = said?.match(/^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/)
  if (!parts) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, hours = '00', minutes = '00'] = parts
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign ? `${sign}${hours}:${minutes}` : 'Z'}`)
  return Number.isNaN(date.getTime()) ? null : date
}

/** The signatures of a revision, in the order in which they were made. */
export function signaturesOf({ context }: Revision): ClaimedSignature[] {
  const resolve = context.resolve.bind(context)
  const found = fieldsOf(context).flatMap(({ name, dict: field }) => {
    const dict = dictOf(context, field.get('V'))
    const type = fieldType(context, field)
    if (!dict || type !== 'Sig') return []
    const subFilter = dict.getName('SubFilter', resolve)?.value ?? ''
    const contents = dict.get('Contents', resolve)
    const range = [...(arrayOf(context, dict.get('ByteRange')) ?? [])].map((part) =>
      part instanceof PdfNumber ? part.value : Number.NaN,
    )
    const claimed: ClaimedSignature = {
      field: name,
      dict,
      kind: subFilter === 'ETSI.RFC3161' ? 'timestamp' : 'signature',
      subFilter,
      name: dict.getString('Name', resolve)?.asString() ?? null,
      claimedAt: dateOf(dict.getString('M', resolve)?.asString()),
      contents: contents instanceof PdfString ? contents.bytes : new Uint8Array(0),
      range,
    }
    return [claimed]
  })
  return found.sort((one, other) => endOf(one) - endOf(other))
}

/**
 * All signatures ever made in the file, in their order: also those that a later revision took out of the form, which would
 * else look like a file that nobody signed.
 */
export async function everySignature(last: Revision): Promise<ClaimedSignature[]> {
  const found = signaturesOf(last)
  const file = Buffer.from(last.bytes.buffer, last.bytes.byteOffset, last.bytes.byteLength).toString('latin1')
  const ends = [...file.matchAll(/\/ByteRange\s*\[\s*0\s+\d+\s+(\d+)\s+(\d+)\s*\]/g)].map(
    ([, next, rest]) => Number(next) + Number(rest),
  )
  const hidden = new Set(ends.filter((end) => end < last.bytes.length && !found.some((one) => endOf(one) === end)))
  for (const end of [...hidden].sort((one, other) => other - one).slice(0, mostHidden)) {
    const revision = await openRevision(last.bytes.subarray(0, end))
    found.push(...(revision ? signaturesOf(revision).filter((one) => endOf(one) === end) : []))
  }
  return found.sort((one, other) => endOf(one) - endOf(other))
}

/** A field's type, its own or inherited. */
export function fieldType(context: Context, field: PdfDict): string | null {
  let at: PdfDict | null = field
  for (let depth = 0; at && depth < 20; depth++) {
    const type = at.getName('FT', context.resolve.bind(context))?.value
    if (type) return type
    at = dictOf(context, at.get('Parent'))
  }
  return null
}

/** Where the revision ends that a signature covers; NaN when its range is no range. */
export const endOf = ({ range }: ClaimedSignature): number => (range[2] ?? Number.NaN) + (range[3] ?? Number.NaN)

/**
 * The bytes that a signature covers: from the first to the end of its revision, without the place of the signature itself and
 * nothing else. Null when the range leaves out more, or when the gap holds something other than the signature.
 */
export function coveredBytes(bytes: Uint8Array, { range, contents }: ClaimedSignature): Uint8Array | null {
  const [start, length, next, rest] = range
  if (range.length !== 4 || start !== 0 || length === undefined || next === undefined || rest === undefined) return null
  if (!range.every((part) => Number.isSafeInteger(part) && part >= 0) || length >= next || next + rest > bytes.length) return null
  const gap = Buffer.from(bytes.subarray(length, next)).toString('latin1')
  if (!/^<[0-9A-Fa-f]*>$/.test(gap) || contents.length === 0) return null
  if (Buffer.compare(Buffer.from(gap.slice(1, -1), 'hex'), contents) !== 0) return null
  return Buffer.concat([bytes.subarray(0, length), bytes.subarray(next, next + rest)])
}
