import { KeyObject, randomBytes } from 'node:crypto'
import { Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, Certificate, type Extension, type RelativeDistinguishedNames, Time } from 'pkijs'
import { demonstrationMark } from '../certificates/certificate.ts'
import { bufferOf } from '../pkcs12/der.ts'
import { writePkcs12 } from '../pkcs12/write.ts'
import type { SignerAlgorithm } from '../signer.ts'
import { authorityExtensions, leafExtensions } from './extensions.ts'

/** A demonstration authority: two certificates (DER) and the key that issues. It lives in a demonstration or test only. */
export type Authority = { root: Uint8Array; issuing: Uint8Array; issuingKey: KeyObject; algorithm: SignerAlgorithm }

export type CertificateRequest = {
  subject: { commonName: string; organisation: string; title?: string; organId?: string }
  kind: 'person' | 'agency'
  validFrom: Date
  validTo: Date
  /** Of the key that is made; as the authority's own when absent. */
  algorithm?: SignerAlgorithm
}

/** Object identifiers of X.520 and their values; an absent value is left out. */
type Name = readonly (readonly [oid: string, value: string | undefined])[]
type Draft = { name: Name; key: CryptoKey; validFrom: Date; validTo: Date }
type Issuer = { certificate: Certificate; key: CryptoKey }

const parameters = {
  'RSA-SHA256': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
  'ECDSA-P256-SHA256': { name: 'ECDSA', namedCurve: 'P-256' },
  'ECDSA-P384-SHA384': { name: 'ECDSA', namedCurve: 'P-384' },
} as const

const makePair = (algorithm: SignerAlgorithm) => crypto.subtle.generateKey(parameters[algorithm], true, ['sign', 'verify'])

function write(into: RelativeDistinguishedNames, name: Name) {
  for (const [type, value] of name) {
    if (value) into.typesAndValues.push(new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }))
  }
}

/** RFC 5280 4.1.2.5: two-digit years until 2049, four digits after. */
const timeOf = (value: Date) => new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value })

/** A serial number of 126 random bits, positive and of constant length. */
const serial = () => {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return new Integer({ valueHex: bufferOf(bytes) })
}

async function drafted({ name, key, validFrom, validTo }: Draft): Promise<Certificate> {
  const certificate = new Certificate({ version: 2, serialNumber: serial() })
  write(certificate.subject, name)
  certificate.notBefore = timeOf(validFrom)
  certificate.notAfter = timeOf(validTo)
  await certificate.subjectPublicKeyInfo.importKey(key)
  return certificate
}

/** Signs a draft; an authority without issuer signs itself. */
async function signed(draft: Certificate, issuer: Issuer, extensions: Extension[]): Promise<Certificate> {
  draft.issuer = issuer.certificate.subject
  draft.extensions = extensions
  await draft.sign(issuer.key, 'SHA-256')
  return draft
}

const der = (certificate: Certificate) => new Uint8Array(certificate.toSchema().toBER())

const authorityName = (name: string, rank: string): Name => [
  ['2.5.4.6', 'VN'],
  ['2.5.4.10', demonstrationMark],
  ['2.5.4.3', `${name} – ${rank}`],
]

/**
 * Makes a demonstration authority, root and issuing, valid from 2000 to 2049 so that invented history can be signed.
 * `name` says for which invented province it is. Never used in a real installation, whose database refuses its certificates.
 */
export async function makeAuthority(name: string, algorithm: SignerAlgorithm = 'RSA-SHA256'): Promise<Authority> {
  const span = { validFrom: new Date('2000-01-01T00:00:00Z'), validTo: new Date('2049-12-31T16:59:59Z') }
  const [above, below] = await Promise.all([makePair(algorithm), makePair(algorithm)])
  const root = await drafted({ name: authorityName(name, 'CA gốc'), key: above.publicKey, ...span })
  await signed(root, { certificate: root, key: above.privateKey }, authorityExtensions(root, root, 1))
  const issuing = await drafted({ name: authorityName(name, 'CA cấp phát'), key: below.publicKey, ...span })
  await signed(issuing, { certificate: root, key: above.privateKey }, authorityExtensions(issuing, root, 0))
  return { root: der(root), issuing: der(issuing), issuingKey: KeyObject.from(below.privateKey), algorithm }
}

const importKey = (authority: Authority) => {
  const pkcs8 = authority.issuingKey.export({ format: 'der', type: 'pkcs8' })
  return crypto.subtle.importKey('pkcs8', bufferOf(pkcs8), parameters[authority.algorithm], false, ['sign'])
}

const holderName = ({ subject, kind }: CertificateRequest): Name => [
  ['2.5.4.6', 'VN'],
  ['2.5.4.10', subject.organisation],
  ['2.5.4.11', 'Bản trình diễn – không có giá trị pháp lý'],
  ['2.5.4.97', subject.organId],
  ['2.5.4.12', kind === 'person' ? subject.title : undefined],
  ['2.5.4.3', subject.commonName],
]

/**
 * Makes a key and its certificate by a demonstration authority: a PKCS#12 file (key, certificate, both authorities)
 * under `pin`, ready for `importKey`.
 * @param passing - true where `importKey` takes it at once and nobody else ever sees it
 */
export async function issueCertificate(
  authority: Authority,
  request: CertificateRequest,
  pin: string,
  passing = false,
): Promise<Uint8Array> {
  const pair = await makePair(request.algorithm ?? authority.algorithm)
  const issuing = Certificate.fromBER(bufferOf(authority.issuing))
  const leaf = await drafted({ ...request, name: holderName(request), key: pair.publicKey })
  await signed(leaf, { certificate: issuing, key: await importKey(authority) }, leafExtensions(leaf, issuing))
  const chain = [der(leaf), authority.issuing, authority.root]
  return writePkcs12({ privateKey: KeyObject.from(pair.privateKey), chain }, pin, passing)
}
