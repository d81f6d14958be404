import { verify, X509Certificate } from 'node:crypto'
import { Certificate, type IssuerAndSerialNumber, type SignedData } from 'pkijs'
import { chainFrom } from '../certificates/chain.ts'
import { bufferOf } from '../pkcs12/der.ts'

/** Algorithms of signatures by their identifiers; SHA-1 is none of them. */
const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}
export const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** RSA as itself: its digest stands beside it. */
const bareRsa = '1.2.840.113549.1.1.1'

export type Signed = { algorithm: string; digest?: string; content: Uint8Array; signature: Uint8Array }

/** Whether the holder of a certificate signed these bytes, by an algorithm that is still good enough. */
export function signedBy(certificate: X509Certificate, { algorithm, digest = '', content, signature }: Signed): boolean {
  const hash = algorithm === bareRsa ? digests[digest] : hashes[algorithm]
  if (!hash) return false
  try {
    return verify(hash, content, { key: certificate.publicKey, dsaEncoding: 'der' }, signature)
  } catch {
    return false
  }
}

/** The certificates that a CMS brings along, in no order. */
export const certificatesOf = (data: SignedData): X509Certificate[] =>
  (data.certificates ?? [])
    .filter((one) => one instanceof Certificate)
    .map((one) => new X509Certificate(Buffer.from(one.toSchema().toBER())))

/** The certificate that the first signer of a CMS names by issuer and number, with what is known of the path above it. */
export function pathOf(data: SignedData, known: readonly X509Certificate[]): X509Certificate[] {
  const sid: unknown = data.signerInfos[0]?.sid
  const brought = certificatesOf(data)
  const { issuer, serialNumber } = (sid ?? {}) as Partial<IssuerAndSerialNumber>
  if (!issuer || !serialNumber) return []
  const leaf = brought.find((one) => {
    const parsed = Certificate.fromBER(bufferOf(one.raw))
    return parsed.issuer.isEqual(issuer) && parsed.serialNumber.isEqual(serialNumber)
  })
  return leaf ? chainFrom(leaf, [...brought, ...known]) : []
}

/** The first instant at which a certificate of the path below its root has run out. */
export const pathEnds = (path: readonly X509Certificate[]): Date =>
  path
    .filter((one, at) => at === 0 || one.subject !== one.issuer)
    .map((one) => one.validToDate)
    .reduce((first, end) => (end < first ? end : first))
