import { createHash } from 'node:crypto'
import type { ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { Certificate, type SignedData, SignedDataVerifyError, type SignerInfo, TSTInfo } from 'pkijs'
import { oids, readSignedData } from './cms.ts'
import type { ClaimedSignature } from './read.ts'

/** What the cryptography says of one signature; its certificate is not judged yet. */
export type Verified = {
  integrity: 'intact' | 'broken' | 'unknown'
  reasons: string[]
  certificate: Certificate | null
  certificates: Certificate[]
  /** The time of a time-stamp, which its authority vouches for. */
  stampedAt: Date | null
}

const subFilters = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'ETSI.RFC3161']
const digests = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])

// MD5 and SHA-1 in the signature itself, whatever the digest.
const weakSignatures = ['1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1']

const nothing = (integrity: Verified['integrity'], reason: string): Verified => ({
  integrity,
  reasons: [reason],
  certificate: null,
  certificates: [],
  stampedAt: null,
})

const attribute = (signer: SignerInfo, type: string) => signer.signedAttrs?.attributes.filter((one) => one.type === type) ?? []

/** Whether the signed attributes bind what they must (RFC 5652, 5.3 and 11; RFC 5035): each once, the right content type. */
function attributeReasons(signer: SignerInfo, claimed: ClaimedSignature, content: string): string[] {
  // The older form of Adobe may sign the content itself.
  if (!signer.signedAttrs) return claimed.subFilter === 'adbe.pkcs7.detached' ? [] : ['signed-attributes']
  const types = attribute(signer, oids.contentType)
  const type = types[0]?.values[0] as ObjectIdentifier | undefined
  if (types.length !== 1 || type?.getValue() !== content) return ['content-type']
  if (attribute(signer, oids.messageDigest).length !== 1) return ['message-digest']
  const bound = attribute(signer, oids.signingCertificateV2).length + attribute(signer, oids.signingCertificate).length
  // CAdES demands it (ETSI EN 319 122-1, 5.2.2); the older form of Adobe does without.
  return bound === 0 && claimed.subFilter === 'ETSI.CAdES.detached' ? ['signing-certificate'] : []
}

/** The first ESSCertID(v2) must be the digest of the signer's certificate, or another one could be put in its place. */
function certificateBound(signer: SignerInfo, certificate: Certificate): boolean {
  const der = new Uint8Array(certificate.toSchema().toBER())
  return [oids.signingCertificateV2, oids.signingCertificate].every((type) => {
    const [said] = attribute(signer, type)
    if (!said) return true
    const list = (said.values[0] as Sequence).valueBlock.value[0] as Sequence
    const first = (list.valueBlock.value[0] as Sequence).valueBlock.value
    const named = first[0]?.idBlock.tagNumber === 16 ? ((first[0] as Sequence).valueBlock.value[0] as ObjectIdentifier) : null
    const hash = (named ? first[1] : first[0]) as OctetString
    const standard = type === oids.signingCertificate ? 'sha1' : 'sha256'
    const algorithm = named ? digests.get(named.getValue()) : standard
    if (!algorithm) return false
    return Buffer.compare(createHash(algorithm).update(der).digest(), hash.valueBlock.valueHexView) === 0
  })
}

function stampTime(data: SignedData): Date | null {
  const content = data.encapContentInfo.eContent
  return content ? TSTInfo.fromBER(content.getValue()).genTime : null
}

async function checked(
  data: SignedData,
  covered: Uint8Array,
): Promise<{ holds: boolean | null; certificate: Certificate | null }> {
  try {
    const answer = await data.verify({ signer: 0, data: new Uint8Array(covered).buffer, checkChain: false, extendedMode: true })
    return { holds: answer.signatureVerified ?? null, certificate: answer.signerCertificate ?? null }
  } catch (error) {
    const known = error instanceof SignedDataVerifyError ? error : null
    return {
      holds: /digest doesn't match|verification is failed/.test(known?.message ?? '') ? false : null,
      certificate: known?.signerCertificate ?? null,
    }
  }
}

/** Verifies digest and signature of one signature over the bytes it covers. Never throws on a malformed one. */
export async function verifySignature(claimed: ClaimedSignature, covered: Uint8Array): Promise<Verified> {
  try {
    return await verifyCms(claimed, covered)
  } catch {
    return nothing('unknown', 'unreadable-signature')
  }
}

async function verifyCms(claimed: ClaimedSignature, covered: Uint8Array): Promise<Verified> {
  if (!subFilters.includes(claimed.subFilter)) return nothing('unknown', 'unsupported-format')
  const data = readSignedData(claimed.contents)
  const [signer] = data?.signerInfos ?? []
  if (!data || !signer || data.signerInfos.length !== 1) return nothing('unknown', 'unreadable-signature')
  const stamp = claimed.kind === 'timestamp'
  const content = stamp ? oids.timeStampInfo : oids.data
  // A detached signature that brings its own content would be verified over that instead of the file.
  if (data.encapContentInfo.eContentType !== content || Boolean(data.encapContentInfo.eContent) !== stamp) {
    return nothing('broken', 'content-type')
  }
  const certificates = (data.certificates ?? []).filter((one) => one instanceof Certificate)
  const { holds, certificate } = await checked(data, covered)
  const found = { certificate, certificates, stampedAt: stamp && holds ? stampTime(data) : null }
  const weak = weakSignatures.includes(signer.signatureAlgorithm.algorithmId) || !digests.has(signer.digestAlgorithm.algorithmId)
  if (weak) return { integrity: 'unknown', reasons: ['weak-algorithm'], ...found }
  if (holds === null || !certificate) return { integrity: 'unknown', reasons: ['unverifiable-signature'], ...found }
  if (!holds) return { integrity: 'broken', reasons: ['content-changed'], ...found }
  const reasons = attributeReasons(signer, claimed, content)
  if (!certificateBound(signer, certificate)) reasons.push('signing-certificate')
  return { integrity: reasons.length > 0 ? 'broken' : 'intact', reasons, ...found }
}
