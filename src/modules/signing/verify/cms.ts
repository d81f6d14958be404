import { createHash } from 'node:crypto'
import { type BaseBlock, type ObjectIdentifier, type OctetString, Sequence } from 'asn1js'
import {
  Certificate,
  CertificateRevocationList,
  RSASSAPSSParams,
  type SignedData,
  SignedDataVerifyError,
  type SignerInfo,
  TSTInfo,
} from 'pkijs'
import { oids } from '../pdf/cms.ts'
import { derOf, keyFacts } from './certificates.ts'
import type { Evidence } from './revocation.ts'
import { digests, held, pss } from './signed-by.ts'
import type { Reason } from './verdict.ts'

/** What the cryptography says of one signature; its certificate is not judged yet. */
export type Verified = {
  integrity: 'intact' | 'broken' | 'unknown'
  reasons: Reason[]
  certificate: Certificate | null
  certificates: Certificate[]
  /** "RSA-2048-SHA256". */
  algorithm: string | null
  /** Whether the signature binds the signer's certificate, as every baseline signature does. */
  bindsCertificate: boolean
  /** The time of a time-stamp, which its authority vouches for. */
  stampedAt: Date | null
  /** Tokens over this signature, and the bytes that they stamp. */
  stamps: Uint8Array[]
  stamped: Uint8Array
  evidence: Evidence
}

/** What is signed and how it must be said. */
export type Expected = {
  covered: Uint8Array
  kind: 'signature' | 'timestamp'
  needsAttributes: boolean
  needsCertificate: boolean
  /** The CMS carries what it signs, and that is the file. */
  attached?: boolean
}

// RSA with the digest said apart or named, RSA-PSS, ECDSA; with SHA-256, SHA-384, SHA-512.
const strong = [
  '1.2.840.113549.1.1.1',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  pss,
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
]
const signatureTimeStamp = '1.2.840.113549.1.9.16.2.14'
const adobeRevocation = '1.2.840.113583.1.1.8'
const mostStamps = 8

export const unverified = (integrity: Verified['integrity'], reason: Reason): Verified => ({
  integrity,
  reasons: [reason],
  certificate: null,
  certificates: [],
  algorithm: null,
  bindsCertificate: false,
  stampedAt: null,
  stamps: [],
  stamped: new Uint8Array(),
  evidence: { crls: [], ocsps: [] },
})

const signedOf = (signer: SignerInfo, type: string) => signer.signedAttrs?.attributes.filter((one) => one.type === type) ?? []
const bindings = (signer: SignerInfo) => [
  ...signedOf(signer, oids.signingCertificateV2),
  ...signedOf(signer, oids.signingCertificate),
]

/** Whether the signed attributes bind what they must (RFC 5652, 5.3 and 11; RFC 5035): each once, the right content type. */
function attributeReasons(signer: SignerInfo, content: string, { needsAttributes, needsCertificate }: Expected): Reason[] {
  if (!signer.signedAttrs) return needsAttributes ? ['signed-attributes'] : []
  const types = signedOf(signer, oids.contentType)
  const type = types[0]?.values[0] as ObjectIdentifier | undefined
  if (types.length !== 1 || type?.getValue() !== content) return ['content-type']
  if (signedOf(signer, oids.messageDigest).length !== 1) return ['message-digest']
  return bindings(signer).length === 0 && needsCertificate ? ['signing-certificate'] : []
}

/** The first ESSCertID(v2) must be the digest of the signer's certificate, or another one could be put in its place. */
function certificateBound(signer: SignerInfo, certificate: Certificate): boolean {
  const der = derOf(certificate)
  return bindings(signer).every(({ type, values }) => {
    const list = (values[0] as Sequence).valueBlock.value[0] as Sequence
    const first = (list.valueBlock.value[0] as Sequence).valueBlock.value
    const named = first[0]?.idBlock.tagNumber === 16 ? ((first[0] as Sequence).valueBlock.value[0] as ObjectIdentifier) : null
    const hash = (named ? first[1] : first[0]) as OctetString
    const standard = type === oids.signingCertificate ? 'sha1' : 'sha256'
    const algorithm = named ? digests.get(named.getValue()) : standard
    if (!algorithm) return false
    return Buffer.compare(createHash(algorithm).update(der).digest(), hash.valueBlock.valueHexView) === 0
  })
}

/** The time and the digest that a token says; the library compares the digest with what was stamped. */
function stampIn(data: SignedData): { at: Date; strong: boolean } | null {
  const content = data.encapContentInfo.eContent
  if (!content) return null
  const { genTime, messageImprint } = TSTInfo.fromBER(content.getValue())
  return { at: genTime, strong: digests.has(messageImprint.hashAlgorithm.algorithmId) }
}

type Checked = { holds: boolean | null; certificate: Certificate | null }

/** At once where all is plain, else by the library. */
async function checked(data: SignedData, at: number, covered: Uint8Array): Promise<Checked> {
  const signer = data.signerInfos[at]
  try {
    const found = signer && held(data, signer, covered)
    if (found) return found
  } catch {
    // What is malformed in a way that is not foreseen is the library's to judge.
  }
  return checkedByLibrary(data, at, covered)
}

async function checkedByLibrary(data: SignedData, signer: number, covered: Uint8Array): Promise<Checked> {
  try {
    const content = new Uint8Array(covered).buffer
    const answer = await data.verify({ signer, data: content, checkChain: false, extendedMode: true })
    return { holds: answer.signatureVerified ?? null, certificate: answer.signerCertificate ?? null }
  } catch (error) {
    const known = error instanceof SignedDataVerifyError ? error : null
    return {
      holds: /digest doesn't match|verification is failed/.test(known?.message ?? '') ? false : null,
      certificate: known?.signerCertificate ?? null,
    }
  }
}

const isStrong = ({ signatureAlgorithm, digestAlgorithm }: SignerInfo): boolean => {
  if (!strong.includes(signatureAlgorithm.algorithmId) || !digests.has(digestAlgorithm.algorithmId)) return false
  if (signatureAlgorithm.algorithmId !== pss) return true
  const { hashAlgorithm } = new RSASSAPSSParams({ schema: signatureAlgorithm.algorithmParams })
  return digests.has(hashAlgorithm.algorithmId)
}

function algorithmOf({ signatureAlgorithm, digestAlgorithm }: SignerInfo, certificate: Certificate): string {
  const { kind, bits } = keyFacts(certificate)
  const scheme = signatureAlgorithm.algorithmId === pss ? 'RSA-PSS' : (kind ?? signatureAlgorithm.algorithmId)
  return `${scheme}-${bits}-${(digests.get(digestAlgorithm.algorithmId) ?? digestAlgorithm.algorithmId).toUpperCase()}`
}

const itemsOf = (block: BaseBlock | undefined): BaseBlock[] =>
  (block as unknown as { valueBlock?: { value?: BaseBlock[] } } | undefined)?.valueBlock?.value ?? []
const derBlock = (block: BaseBlock) => new Uint8Array(block.toBER())

/** Lists and answers that came inside the CMS, also as Adobe puts them (a signed attribute of its own). */
function evidenceIn(data: SignedData, signer: SignerInfo): Evidence {
  const lists = (data.crls ?? []).filter((one) => one instanceof CertificateRevocationList)
  const found = { crls: lists.map((list) => new Uint8Array(list.toSchema().toBER())), ocsps: [] as Uint8Array[] }
  for (const value of signedOf(signer, adobeRevocation).flatMap(({ values }) => values)) {
    for (const tagged of value instanceof Sequence ? itemsOf(value) : []) {
      const into = tagged.idBlock.tagNumber === 0 ? found.crls : found.ocsps
      if (tagged.idBlock.tagNumber <= 1) into.push(...itemsOf(itemsOf(tagged)[0]).map(derBlock))
    }
  }
  return found
}

const stampsOn = (signer: SignerInfo): Uint8Array[] =>
  (signer.unsignedAttrs?.attributes ?? [])
    .filter(({ type }) => type === signatureTimeStamp)
    .flatMap(({ values }) => (values as BaseBlock[]).map(derBlock))
    .slice(0, mostStamps)

async function verified(data: SignedData, at: number, expected: Expected): Promise<Verified> {
  const signer = data.signerInfos[at]
  if (!signer) return unverified('unknown', 'unreadable-signature')
  const stamp = expected.kind === 'timestamp'
  const content = stamp ? oids.timeStampInfo : oids.data
  // A detached signature that brings its own content would be verified over that instead of the file.
  if (
    data.encapContentInfo.eContentType !== content ||
    Boolean(data.encapContentInfo.eContent) !== (stamp || expected.attached === true)
  ) {
    return unverified('broken', 'content-type')
  }
  const { holds, certificate } = await checked(data, at, expected.covered)
  const said = stamp && holds ? stampIn(data) : null
  const found: Verified = {
    ...unverified('unknown', 'unverifiable-signature'),
    certificate,
    certificates: (data.certificates ?? []).filter((one) => one instanceof Certificate),
    algorithm: certificate && algorithmOf(signer, certificate),
    bindsCertificate: bindings(signer).length > 0,
    stampedAt: said?.at ?? null,
    stamps: stamp ? [] : stampsOn(signer),
    stamped: signer.signature.valueBlock.valueHexView,
    evidence: evidenceIn(data, signer),
  }
  if (!isStrong(signer) || said?.strong === false) return { ...found, reasons: ['weak-algorithm'] }
  if (holds === null || !certificate) return found
  if (!holds) return { ...found, integrity: 'broken', reasons: ['content-changed'] }
  const reasons = attributeReasons(signer, content, expected)
  if (!certificateBound(signer, certificate)) reasons.push('signing-certificate')
  return { ...found, integrity: reasons.length > 0 ? 'broken' : 'intact', reasons }
}

/** Verifies digest and signature of one signer of a CMS over the bytes it covers. Never throws on a malformed one. */
export async function verifyCms(data: SignedData, at: number, expected: Expected): Promise<Verified> {
  try {
    return await verified(data, at, expected)
  } catch {
    return unverified('unknown', 'unreadable-signature')
  }
}
