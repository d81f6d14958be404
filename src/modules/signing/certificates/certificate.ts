import { createHash, X509Certificate } from 'node:crypto'
import type { BitString } from 'asn1js'
import { Certificate } from 'pkijs'
import { Refused } from '#kernel/refused.ts'
import { bufferOf } from '../pkcs12/der.ts'
import type { SignerAlgorithm } from '../signer.ts'

/** What people and tables need to know of one certificate; names are as its issuer wrote them. */
export type CertificateFacts = {
  /** Common name of the holder, and of the issuer. */
  subject: string
  issuer: string
  /** Organisation of the holder, empty when the certificate names none. */
  organisation: string
  /** Hexadecimal, upper case. */
  serial: string
  validFrom: Date
  validTo: Date
  /** Made by a demonstration authority: without legal value. */
  demonstration: boolean
}

/** Organisation of every demonstration authority, by which its certificates are known again. */
export const demonstrationMark = 'Liên Thông Demonstration Authority – no legal value'

type Name = Record<string, string | string[] | undefined>
const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.normalize('NFC') ?? ''
const nameOf = (name: object): Name => name as Name

/** @throws Refused unreadable-certificate */
export function readCertificate(certificate: Uint8Array | string): X509Certificate {
  try {
    return new X509Certificate(certificate)
  } catch {
    throw new Refused('unreadable-certificate', 'file')
  }
}

export function factsOf(certificate: X509Certificate): CertificateFacts {
  const { subject, issuer } = certificate.toLegacyObject()
  const [holder, maker] = [nameOf(subject), nameOf(issuer)]
  return {
    subject: first(holder.CN) || first(holder.O),
    issuer: first(maker.CN) || first(maker.O),
    organisation: first(holder.O),
    serial: certificate.serialNumber.toUpperCase(),
    validFrom: certificate.validFromDate,
    validTo: certificate.validToDate,
    demonstration: first(maker.O) === demonstrationMark,
  }
}

/** SHA-256 of the whole certificate, 32 bytes. */
export const fingerprintOf = (certificate: X509Certificate): Buffer => createHash('sha256').update(certificate.raw).digest()

/** RFC 5280 4.2.1.3: bit 0 is digitalSignature, bit 1 nonRepudiation. Without the extension every use is open. */
function forSigning(certificate: X509Certificate): boolean {
  const usage = Certificate.fromBER(bufferOf(certificate.raw)).extensions?.find((one) => one.extnID === '2.5.29.15')
  if (!usage) return true
  const [bits = 0] = new Uint8Array((usage.parsedValue as BitString).valueBlock.valueHexView)
  return (bits & 0b1100_0000) !== 0
}

/**
 * The algorithm that a certificate's key signs with.
 * @throws Refused key-unsuitable: too weak or of another kind (Circular 15/2025), or the certificate is not for signing
 */
export function algorithmOf(certificate: X509Certificate): SignerAlgorithm {
  const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = certificate.publicKey
  if (certificate.ca || !forSigning(certificate)) throw new Refused('key-unsuitable', 'not-for-signing')
  if (kind === 'rsa' && (details?.modulusLength ?? 0) >= 2048) return 'RSA-SHA256'
  if (kind === 'ec' && details?.namedCurve === 'prime256v1') return 'ECDSA-P256-SHA256'
  if (kind === 'ec' && details?.namedCurve === 'secp384r1') return 'ECDSA-P384-SHA384'
  throw new Refused('key-unsuitable', 'weak-or-unknown-kind')
}
