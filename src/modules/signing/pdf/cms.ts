import { createHash } from 'node:crypto'
import { type AsnType, Constructed, fromBER, Integer, Null, ObjectIdentifier, OctetString, Sequence, Set as SetOf } from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { bufferOf } from '../pkcs12/der.ts'
import { hashOf, type Signer, type SignerAlgorithm } from '../signer.ts'

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
} as const

const signatureAlgorithms: Readonly<Record<SignerAlgorithm, string>> = {
  'RSA-SHA256': '1.2.840.113549.1.1.11',
  'ECDSA-P256-SHA256': '1.2.840.10045.4.3.2',
  'ECDSA-P384-SHA384': '1.2.840.10045.4.3.3',
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const octets = (bytes: Uint8Array) => new OctetString({ valueHex: bufferOf(bytes) })
const oid = (value: string) => new ObjectIdentifier({ value })
const sequence = (...value: AsnType[]) => new Sequence({ value })
const setOf = (...value: AsnType[]) => new SetOf({ value })
const tagged = (...value: AsnType[]) => new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value })
const attribute = (type: string, value: AsnType) => sequence(oid(type), setOf(value))

/** The order that DER asks of a SET OF. */
const inOrder = (parts: Sequence[]): Sequence[] =>
  parts.toSorted((one, other) => Buffer.compare(Buffer.from(one.toBER()), Buffer.from(other.toBER())))

/** The signed attributes of a PAdES baseline signature: no signing time, which stands in the dictionary's /M. */
const attributesOf = (digest: Uint8Array, leaf: Uint8Array): Sequence[] =>
  inOrder([
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, sequence(sequence(sequence(octets(sha256(leaf)))))),
  ])

/** By whom a certificate was issued and under which number, as CMS names it (RFC 5652, 10.2.4). */
function issuerAndSerial(certificate: AsnType): Sequence {
  const toBeSigned = certificate instanceof Sequence ? certificate.valueBlock.value[0] : null
  const parts = toBeSigned instanceof Sequence ? toBeSigned.valueBlock.value : []
  // The version, which stands first under a tag of its own, is absent in the oldest certificates.
  const [serial, , issuer] = parts[0]?.idBlock.tagClass === 3 ? parts.slice(1) : parts
  if (!serial || !issuer) throw new Error('a certificate without issuer')
  return sequence(issuer, serial)
}

/**
 * A detached CMS signature (CAdES baseline) over content whose digest by the signer's hash is given; DER. The certificates are carried as
 * they stand: reading them as X.509 would take six times as long as signing.
 */
export async function signDetached(digest: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const [leaf] = signer.chain
  if (!leaf) throw new Error('a signer without certificate')
  const [own = new Null(), ...above] = signer.chain.map((certificate) => fromBER(bufferOf(certificate)).result)
  const attributes = attributesOf(digest, leaf)
  // Signed as an explicit SET OF (RFC 5652, 5.4), carried under an implicit tag.
  const signature = await signer.sign(new Uint8Array(setOf(...attributes).toBER()))
  const hashed = () => sequence(oid(oids[hashOf(signer.algorithm)]), new Null())
  const parameters = signer.algorithm === 'RSA-SHA256' ? [new Null()] : []
  const version = () => new Integer({ value: 1 })
  const algorithm = sequence(oid(signatureAlgorithms[signer.algorithm]), ...parameters)
  const signerInfo = sequence(version(), issuerAndSerial(own), hashed(), tagged(...attributes), algorithm, octets(signature))
  const content = sequence(oid(oids.data))
  const signedData = sequence(version(), setOf(hashed()), content, tagged(own, ...above), setOf(signerInfo))
  return new Uint8Array(sequence(oid(oids.signedData), tagged(signedData)).toBER())
}

/** Reads a CMS SignedData; null when it is none. Zero padding after it, as PDF files have, is left aside. */
export function readSignedData(bytes: Uint8Array): SignedData | null {
  try {
    const parsed = fromBER(new Uint8Array(bytes).buffer)
    if (parsed.offset === -1) return null
    const content = new ContentInfo({ schema: parsed.result })
    return content.contentType === oids.signedData ? new SignedData({ schema: content.content }) : null
  } catch {
    return null
  }
}
