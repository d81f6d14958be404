import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { OctetString } from 'asn1js'
import { Certificate, IssuerAndSerialNumber, RSASSAPSSParams, type SignedData, type SignerInfo, TSTInfo } from 'pkijs'
import { oids } from '../pdf/cms.ts'

export const digests = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])
export const pss = '1.2.840.113549.1.1.10'
/** Digest and kind of key by the algorithm; a digest of null stands beside it. */
const schemes = new Map<string, { hash: string | null; keys: readonly string[] }>([
  ['1.2.840.113549.1.1.1', { hash: null, keys: ['rsa'] }],
  ['1.2.840.113549.1.1.11', { hash: 'sha256', keys: ['rsa'] }],
  ['1.2.840.113549.1.1.12', { hash: 'sha384', keys: ['rsa'] }],
  ['1.2.840.113549.1.1.13', { hash: 'sha512', keys: ['rsa'] }],
  [pss, { hash: null, keys: ['rsa', 'rsa-pss'] }],
  ['1.2.840.10045.4.3.2', { hash: 'sha256', keys: ['ec'] }],
  ['1.2.840.10045.4.3.3', { hash: 'sha384', keys: ['ec'] }],
  ['1.2.840.10045.4.3.4', { hash: 'sha512', keys: ['ec'] }],
])

export type Held = { holds: boolean; certificate: Certificate }

/** The certificate that a signer names by issuer and number, among those that the CMS brings. */
function certificateOf(data: SignedData, { sid }: SignerInfo): Certificate | null {
  if (!(sid instanceof IssuerAndSerialNumber)) return null
  const brought = (data.certificates ?? []).filter((one) => one instanceof Certificate)
  return brought.find((one) => one.serialNumber.isEqual(sid.serialNumber) && one.issuer.isEqual(sid.issuer)) ?? null
}

const keys = new WeakMap<Certificate, KeyObject>()
function keyOf(certificate: Certificate): KeyObject {
  const known = keys.get(certificate)
  if (known) return known
  const key = Buffer.from(certificate.subjectPublicKeyInfo.toSchema().toBER())
  const made = createPublicKey({ key, format: 'der', type: 'spki' })
  keys.set(certificate, made)
  return made
}

const sameBytes = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0

/** Whether a token stamps these bytes; null when its digest is none that is known here. */
function stamps(data: SignedData, covered: Uint8Array): boolean | null {
  const { messageImprint } = TSTInfo.fromBER(data.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0))
  const hash = digests.get(messageImprint.hashAlgorithm.algorithmId)
  if (!hash || covered.length === 0) return null
  return sameBytes(createHash(hash).update(covered).digest(), messageImprint.hashedMessage.valueBlock.valueHexView)
}

/** What the digest is of: the content inside, else what is covered. Null: inside something else than octets. */
function contentOf({ encapContentInfo: { eContent } }: SignedData, covered: Uint8Array): Uint8Array | null {
  if (!eContent) return covered.length > 0 ? covered : null
  return eContent instanceof OctetString ? new Uint8Array(eContent.getValue()) : null
}

/** The bytes that the signature stands on; false when the digest of the content is another one, null when they are not clear. */
function signedBytes(signer: SignerInfo, content: Uint8Array, hash: string): Uint8Array | false | null {
  if (!signer.signedAttrs) return content
  const { attributes, encodedValue } = signer.signedAttrs
  const digest = attributes.find(({ type }) => type === oids.messageDigest)?.values[0]
  if (!(digest instanceof OctetString) || !attributes.some(({ type }) => type === oids.contentType)) return null
  if (!sameBytes(createHash(hash).update(content).digest(), digest.valueBlock.valueHexView)) return false
  return new Uint8Array(encodedValue)
}

function signatureHolds(signer: SignerInfo, key: KeyObject, bytes: Uint8Array): boolean | null {
  const { signatureAlgorithm: algorithm, digestAlgorithm } = signer
  const scheme = schemes.get(algorithm.algorithmId)
  if (!scheme?.keys.includes(key.asymmetricKeyType ?? '')) return null
  const signature = signer.signature.valueBlock.valueHexView
  if (algorithm.algorithmId !== pss) {
    const hash = scheme.hash ?? digests.get(digestAlgorithm.algorithmId)
    return hash ? verify(hash, bytes, { key, dsaEncoding: 'der' }, signature) : null
  }
  const { hashAlgorithm, maskGenAlgorithm, saltLength } = new RSASSAPSSParams({ schema: algorithm.algorithmParams })
  const [hash, mask] = [hashAlgorithm, maskGenAlgorithm.algorithmParams?.valueBlock?.value?.[0]?.valueBlock?.toString()] as const
  const name = digests.get(hash.algorithmId)
  // Another digest for the mask is left to the library.
  if (!name || mask !== hash.algorithmId) return null
  return verify(name, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature)
}

/**
 * Whether digest and signature of a signer hold, by Node.js's own cryptography at once. Null for whatever is not plain: that is
 * left to the slower library.
 */
export function held(data: SignedData, signer: SignerInfo, covered: Uint8Array): Held | null {
  const hash = digests.get(signer.digestAlgorithm.algorithmId)
  const certificate = certificateOf(data, signer)
  const content = contentOf(data, covered)
  if (!hash || !certificate || !content) return null
  const stamped = data.encapContentInfo.eContentType === oids.timeStampInfo ? stamps(data, covered) : true
  if (!stamped) return stamped === null ? null : { holds: false, certificate }
  const bytes = signedBytes(signer, content, hash)
  if (!bytes) return bytes === null ? null : { holds: false, certificate }
  const holds = signatureHolds(signer, keyOf(certificate), bytes)
  return holds === null ? null : { holds, certificate }
}
