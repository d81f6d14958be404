import { createHash } from 'node:crypto'
import { type PDF, type PdfDict, PdfString } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { type Drawing, draw } from '#platform/pdf/drawing.ts'
import { appended, array, dict, name, number, string } from '#platform/pdf/objects.ts'
import { hashOf, type Signer } from '../signer.ts'
import { signDetached } from './cms.ts'
import { type Field, sizeOf } from './field.ts'

/** One visible signature to be put into a prepared field. */
export type Signing = {
  signer: Signer
  /** A PNG with transparent background; without it an appearance of ours is drawn. */
  image?: Uint8Array
  at: Date
  /** Who signs, as the signature names him: written into the dictionary and the drawn appearance. */
  name: string
}

// A chain of three takes about 5 kB, a later time-stamp as much again.
const reservedBytes = 12_288
const widest = 9_999_999_999

const vietnam = (at: Date) => new Date(at.getTime() + 7 * 3_600_000).toISOString()

/** "20/11/2026 10:00:00 +07:00", Vietnam's time whatever the machine's zone. */
export function spokenTime(at: Date): string {
  const iso = vietnam(at)
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 19)} +07:00`
}

const pdfTime = (at: Date) => `D:${vietnam(at).slice(0, 19).replace(/[-T:]/g, '')}+07'00'`

/** Room in a signature's dictionary for what is known only after the file is written. */
export const reservedContents = () => ({
  ByteRange: array(number(0), number(widest), number(widest), number(widest)),
  Contents: PdfString.fromBytes(new Uint8Array(reservedBytes)),
})

/** The signature's dictionary. */
export function signatureDict({ name: signerName, at }: Signing): PdfDict {
  return dict({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    Name: string(signerName),
    M: string(pdfTime(at)),
    ...reservedContents(),
  })
}

/** Gives the field its value and its appearance. */
export async function showSignature(
  pdf: PDF,
  field: Field,
  value: PdfDict,
  drawing: Omit<Drawing, 'width' | 'height'>,
): Promise<void> {
  const form = await draw(pdf, { ...drawing, ...sizeOf(field.dict) })
  field.dict.set('V', pdf.context.getRef(value) ?? pdf.context.register(value))
  field.dict.set('AP', dict({ N: form }))
}

/** Writes the update, signs all of the file but the signature's own place, and puts the signature there. */
export const signAppended = (pdf: PDF, signer: Signer): Promise<Uint8Array> =>
  sealAppended(pdf, (digest) => signDetached(digest, signer), hashOf(signer.algorithm))

/**
 * The same with a CMS made elsewhere, such as a time-stamp's token.
 * @param make - gets the digest of the covered bytes, answers with the CMS in DER
 * @throws Refused too-large when the CMS exceeds its reserve
 */
export async function sealAppended(
  pdf: PDF,
  make: (digest: Uint8Array) => Promise<Uint8Array>,
  hash: 'sha256' | 'sha384' = 'sha256',
): Promise<Uint8Array> {
  const file = Buffer.from(await appended(pdf))
  const empty = `<${'0'.repeat(reservedBytes * 2)}>`
  const range = `[0 ${widest} ${widest} ${widest}]`
  // From the end: an older signature with the same reserve may stand before.
  const from = file.lastIndexOf(empty)
  const rangeAt = file.lastIndexOf(range)
  if (from < 0 || rangeAt < 0) throw new Error('the reserve for the signature is missing')
  const to = from + empty.length
  file.write(`[0 ${from} ${to} ${file.length - to}]`.padEnd(range.length), rangeAt, 'latin1')
  const digest = createHash(hash).update(file.subarray(0, from)).update(file.subarray(to)).digest()
  const cms = await make(digest)
  if (cms.length > reservedBytes) throw new Refused('too-large', 'signature')
  file.write(Buffer.from(cms).toString('hex'), from + 1, 'latin1')
  return new Uint8Array(file.buffer, file.byteOffset, file.length)
}
