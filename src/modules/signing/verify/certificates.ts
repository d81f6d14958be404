import { createHash } from 'node:crypto'
import { Certificate, type ExtKeyUsage, type RSAPublicKey } from 'pkijs'
import type { CertificateFacts } from './verdict.ts'

/**
 * What is trusted, and when: certificates, revocation lists and OCSP answers in DER. `at` is the clock's time; null judges a
 * signature as of the time that it claims itself.
 */
export type Trust = {
  anchors: readonly Uint8Array[]
  at: Date | null
  crls?: readonly Uint8Array[]
  ocsps?: readonly Uint8Array[]
}

export const extensionOids = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
}
export const purposes = { timeStamping: '1.3.6.1.5.5.7.3.8', ocspSigning: '1.3.6.1.5.5.7.3.9' }
const nameTypes = { commonName: '2.5.4.3', organization: '2.5.4.10' }
const curves = new Map([
  ['1.2.840.10045.3.1.7', 256],
  ['1.3.132.0.34', 384],
  ['1.3.132.0.35', 521],
])

export const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

const ders = new WeakMap<Certificate, Uint8Array>()

/** The certificate as it stands in DER: what its issuer signed is taken as it came, written anew only where it was never read. */
export function derOf(certificate: Certificate): Uint8Array {
  const known = ders.get(certificate)
  if (known) return known
  const { tbsView, signatureAlgorithm, signatureValue } = certificate
  const parts = [tbsView, signatureAlgorithm.toSchema().toBER(), signatureValue.toBER()].map((part) => new Uint8Array(part))
  const inside = Buffer.concat(parts)
  const made = tbsView.length === 0 ? certificate.toSchema().toBER() : Buffer.concat([headOf(inside.length), inside])
  const der = new Uint8Array(made)
  ders.set(certificate, der)
  return der
}

/** Tag and length of a SEQUENCE. */
function headOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(0x30, length)
  const bytes = [length >>> 24, length >>> 16, length >>> 8, length].map((part) => part & 0xff)
  const short = bytes.slice(bytes.findIndex((byte) => byte !== 0))
  return Uint8Array.of(0x30, 0x80 | short.length, ...short)
}

export const sameCertificate = (one: Certificate, other: Certificate) => Buffer.compare(one.tbsView, other.tbsView) === 0

/** Those of a list that can be read; the others are left out. */
export function parsed<Kind>(list: readonly Uint8Array[], read: (bytes: ArrayBuffer) => Kind): Kind[] {
  return list.flatMap((der) => {
    try {
      return [read(bufferOf(der))]
    } catch {
      return []
    }
  })
}

const parsedLists = new WeakMap<readonly Uint8Array[], Certificate[]>()

/** Those of a list, read once for as long as the list lives. */
export function certificatesIn(list: readonly Uint8Array[]): Certificate[] {
  const known = parsedLists.get(list)
  if (known) return known
  const found = parsed(list, (der) => Certificate.fromBER(der))
  parsedLists.set(list, found)
  return found
}

export const extension = (certificate: Certificate, oid: string) => certificate.extensions?.find(({ extnID }) => extnID === oid)

function namePart(name: Certificate['subject'], type: string): string | null {
  const said = name.typesAndValues.find((part) => part.type === type)?.value.valueBlock.value
  return typeof said === 'string' ? said : null
}

/** The name that people know: common name, else organisation. */
export const nameIn = (name: Certificate['subject']): string | null =>
  namePart(name, nameTypes.commonName) ?? namePart(name, nameTypes.organization)

/** Whether the certificate names this purpose (RFC 5280, 4.2.1.12). */
export function hasPurpose(certificate: Certificate, purpose: string): boolean {
  const said = extension(certificate, extensionOids.extendedKeyUsage)?.parsedValue as ExtKeyUsage | undefined
  return said?.keyPurposes.includes(purpose) ?? false
}

/** The bits of the key usage extension from the left; null when the certificate does not limit it. */
export function usageBits(certificate: Certificate): number | null {
  const usage = extension(certificate, extensionOids.keyUsage)?.parsedValue?.valueBlock?.valueHexView as Uint8Array | undefined
  return usage ? (usage[0] ?? 0) : null
}

/** A signer's key must be meant for signatures, a time-stamper's for time-stamps. */
export function usageFits(leaf: Certificate, forTime: boolean): boolean {
  const usage = usageBits(leaf)
  // The two leading bits: digitalSignature and nonRepudiation.
  if (usage !== null && (usage & 0xc0) === 0) return false
  return !forTime || hasPurpose(leaf, purposes.timeStamping)
}

export type KeyFacts = { kind: 'RSA' | 'ECDSA' | null; bits: number }

/** Which key a certificate holds, and how long it is. */
export function keyFacts(certificate: Certificate): KeyFacts {
  const { algorithm, parsedKey } = certificate.subjectPublicKeyInfo
  if (algorithm.algorithmId === '1.2.840.10045.2.1') {
    const curve = (algorithm.algorithmParams as { valueBlock?: { toString(): string } } | undefined)?.valueBlock?.toString()
    return { kind: 'ECDSA', bits: curves.get(curve ?? '') ?? 0 }
  }
  if (!['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'].includes(algorithm.algorithmId)) return { kind: null, bits: 0 }
  const modulus = (parsedKey as RSAPublicKey | undefined)?.modulus.valueBlock.valueHexView ?? new Uint8Array()
  const first = modulus.findIndex((byte) => byte !== 0)
  return { kind: 'RSA', bits: first < 0 ? 0 : (modulus.length - first) * 8 - Math.clz32(modulus[first] ?? 0) + 24 }
}

/** TT 15/2025: RSA from 2048 bits, ECDSA from P-256. */
export const isWeak = ({ kind, bits }: KeyFacts): boolean => (kind === 'RSA' ? bits < 2048 : kind === 'ECDSA' ? bits < 256 : true)

export function factsOf(certificate: Certificate, trusted: boolean, path: readonly Certificate[]): CertificateFacts {
  return {
    serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
    organisation: namePart(certificate.subject, nameTypes.organization),
    validFrom: certificate.notBefore.value,
    validTo: certificate.notAfter.value,
    fingerprint: createHash('sha256').update(derOf(certificate)).digest('hex'),
    trusted,
    pathEnds: path.length === 0 ? null : new Date(Math.min(...path.map(({ notAfter }) => notAfter.value.getTime()))),
  }
}
