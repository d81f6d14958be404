import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import { fromBER } from 'asn1js'
import { Attribute, ContentInfo, SignedAndUnsignedAttributes } from 'pkijs'
import { array, dict, name, stream } from '#platform/pdf/objects.ts'
import { readSignedData } from '../pdf/cms.ts'
import { sealAppended, signatureDict } from '../pdf/embed.ts'
import { openField } from '../pdf/field.ts'
import type { TestAuthority } from '../pdf/testing.ts'
import type { Signer } from '../signer.ts'

const run = (args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
const place = ({ folder }: TestAuthority, file: string) => join(folder, file)
const issuing = 'Thử Issuing'

/** A key and a certificate of the issuing authority with extensions of one's own ("extendedKeyUsage = OCSPSigning"). */
export function issueWith(authority: TestAuthority, who: string, extensions: string): void {
  const [key, pem, request, file] = ['key', 'pem', 'csr', 'ext'].map((end) => place(authority, `${who}.${end}`)) as [
    string,
    string,
    string,
    string,
  ]
  writeFileSync(file, extensions)
  run(['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-subj', `/CN=${who}`, '-utf8', '-out', request])
  const by = ['-CA', place(authority, `${issuing}.pem`), '-CAkey', place(authority, `${issuing}.key`), '-CAcreateserial']
  run(['x509', '-req', '-in', request, ...by, '-days', '3000', '-extfile', file, '-out', pem])
}

/** An OCSP answer of openssl's on a certificate that the authority issued, signed by the issuer itself unless said otherwise. */
export function ocspAnswer(authority: TestAuthority, of: string, by = issuing): Uint8Array {
  const [request, answer] = [place(authority, 'ocsp.req'), place(authority, 'ocsp.resp')]
  const ca = place(authority, `${issuing}.pem`)
  run(['ocsp', '-sha256', '-issuer', ca, '-cert', place(authority, `${of}.pem`), '-no_nonce', '-reqout', request])
  const signer = ['-rsigner', place(authority, `${by}.pem`), '-rkey', place(authority, `${by}.key`), '-rmd', 'sha256']
  run([
    'ocsp',
    '-index',
    place(authority, 'index.txt'),
    '-CA',
    ca,
    ...signer,
    '-reqin',
    request,
    '-respout',
    answer,
    '-ndays',
    '30',
  ])
  return new Uint8Array(readFileSync(answer))
}

/** The same signature with a token over it among its unsigned attributes (CAdES signature-time-stamp). */
export function withStamp(cms: Uint8Array, stamp: (digest: Uint8Array) => Uint8Array): Uint8Array {
  const data = readSignedData(cms)
  const signer = data?.signerInfos[0]
  if (!data || !signer) throw new Error('no signature')
  const digest = createHash('sha256').update(signer.signature.valueBlock.valueHexView).digest()
  const token = fromBER(new Uint8Array(stamp(digest)).buffer).result
  const attribute = new Attribute({ type: '1.2.840.113549.1.9.16.2.14', values: [token] })
  signer.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute] })
  const content = new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) })
  return new Uint8Array(content.toSchema().toBER())
}

export type Material = { certificates?: readonly Uint8Array[]; crls?: readonly Uint8Array[]; ocsps?: readonly Uint8Array[] }

/** The file with validation data for those who judge it later. */
export async function withValidationData(
  bytes: Uint8Array,
  { certificates = [], crls = [], ocsps = [] }: Material,
): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes)
  const list = (all: readonly Uint8Array[]) => array(...all.map((der) => pdf.context.register(stream({}, der))))
  const data = dict({ Certs: list(certificates), CRLs: list(crls), OCSPs: list(ocsps) })
  pdf.context.catalog.getDict().set('DSS', pdf.context.register(data))
  return pdf.save({ incremental: true })
}

/** The file with a time-stamp over all of it in a prepared field. */
export async function withDocumentStamp(
  bytes: Uint8Array,
  field: string,
  stamp: (digest: Uint8Array) => Uint8Array,
): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes)
  const nobody: Signer = { chain: [], algorithm: 'RSA-SHA256', sign: async () => new Uint8Array() }
  const value = signatureDict({ signer: nobody, at: new Date(0), name: '' })
  value.set('Type', name('DocTimeStamp'))
  value.set('SubFilter', name('ETSI.RFC3161'))
  value.delete('M')
  value.delete('Name')
  openField(pdf, field).dict.set('V', pdf.context.register(value))
  return sealAppended(pdf, async (digest) => stamp(digest))
}

/** The least PDF that can be signed: one page, one signature field. */
export function smallestPdf(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R] /Resources << >> >>',
    '<< /Length 27 >>\nstream\n0 0 m 100 100 l S 05 w 20 J\nendstream',
    '<< /Fields [6 0 R] /SigFlags 3 >>',
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (person) /Rect [0 0 0 0] /F 132 /P 3 0 R >>',
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${`${place}`.padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 7\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/**
 * The file signed in its field with a CMS that another program makes over the covered bytes.
 * @param subFilter - the form that the signature's dictionary names
 */
export async function signedBy(
  bytes: Uint8Array,
  make: (covered: Uint8Array) => Uint8Array,
  { subFilter = 'ETSI.CAdES.detached', at = new Date() } = {},
): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes)
  const nobody: Signer = { chain: [], algorithm: 'RSA-SHA256', sign: async () => new Uint8Array() }
  const value = signatureDict({ signer: nobody, at, name: 'Người ký' })
  value.set('SubFilter', name(subFilter))
  openField(pdf, 'person').dict.set('V', pdf.context.register(value))
  const room = Buffer.from(await sealAppended(pdf, async () => new Uint8Array([0])))
  const [, from = 0, to = 0, rest = 0] =
    [...room.toString('latin1').matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)/g)].at(-1)?.map(Number) ?? []
  const covered = Buffer.concat([room.subarray(0, from), room.subarray(to, to + rest)])
  room.write(Buffer.from(make(covered)).toString('hex'), from + 1, 'latin1')
  return new Uint8Array(room)
}
