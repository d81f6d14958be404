import { constants, createPublicKey, verify, X509Certificate } from 'node:crypto'
import { XmlComment, XmlElement } from 'libxml2-wasm'
import { Certificate } from 'pkijs'
import { bufferOf, keyFacts } from '../certificates.ts'
import { unverified, type Verified } from '../cms.ts'
import type { Reason } from '../verdict.ts'
import { type Scheme, signatureMethods, weakMethods } from './names.ts'
import { type Followed, follow, type Source } from './reference.ts'
import { canonical, childrenOf, elementsOf, type Form, formOf, named, onlyText, plainForm } from './tree.ts'
import { type Qualified, qualified } from './xades.ts'

/** What is known of one XML signature: the cryptography, and which elements it signs. */
export type XmlVerified = { found: Verified; followed: Followed[]; claimedAt: Date | null }

type Parts = { info: XmlElement; form: Form; scheme: Scheme; value: Buffer; references: XmlElement[] }

const mostReferences = 50
const mostCertificates = 20

const hasComments = (element: XmlElement): boolean =>
  childrenOf(element).some((one) => one instanceof XmlComment || (one instanceof XmlElement && hasComments(one)))

/** The parts of a signature when each is there once, and nothing stands between them that a reader could take for another. */
function partsOf(signature: XmlElement): Parts | Reason {
  const [info, ...others] = named(signature, 'SignedInfo')
  const values = named(signature, 'SignatureValue')
  const value = onlyText(values[0])
  // Two SignedInfo: one verified, the other one read (CVE-2025-29774).
  if (!info || others.length > 0 || values.length !== 1 || value === null || hasComments(info)) return 'xml-wrapped'
  const [forms, methods] = [named(info, 'CanonicalizationMethod'), named(info, 'SignatureMethod')]
  const references = named(info, 'Reference')
  if (forms.length !== 1 || methods.length !== 1 || references.length === 0) return 'unreadable-signature'
  if (elementsOf(info).length !== references.length + 2 || references.length > mostReferences) return 'unreadable-signature'
  const algorithm = methods[0]?.attr('Algorithm')?.value ?? ''
  const scheme = signatureMethods.get(algorithm)
  if (!scheme) return weakMethods.includes(algorithm) ? 'weak-algorithm' : 'unsupported-format'
  const form = forms[0] && formOf(forms[0])
  return form ? { info, form, scheme, value: Buffer.from(value, 'base64'), references } : 'xml-transform'
}

function certificatesIn(signature: XmlElement): X509Certificate[] {
  const data = named(signature, 'KeyInfo').flatMap((info) => named(info, 'X509Data'))
  const carried = data.flatMap((one) => named(one, 'X509Certificate')).slice(0, mostCertificates)
  return carried.flatMap((one) => {
    try {
      return [new X509Certificate(Buffer.from(onlyText(one) ?? '', 'base64'))]
    } catch {
      return []
    }
  })
}

function verifies({ scheme, value }: Parts, signed: Buffer, certificate: X509Certificate): boolean {
  const key = createPublicKey(certificate.publicKey.export({ format: 'pem', type: 'spki' }))
  if ((scheme.kind === 'ECDSA') !== (key.asymmetricKeyType === 'ec')) return false
  const how =
    scheme.kind === 'ECDSA'
      ? ({ dsaEncoding: 'ieee-p1363' } as const)
      : scheme.kind === 'RSA-PSS'
        ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
        : { padding: constants.RSA_PKCS1_PADDING }
  return verify(scheme.digest, signed, { key, ...how }, value)
}

const broken = (reason: Reason): XmlVerified => ({
  found: unverified(['xml-wrapped', 'content-changed'].includes(reason) ? 'broken' : 'unknown', reason),
  followed: [],
  claimedAt: null,
})

/** Verifies one signature: all its references, then its value over what it says of them, by the certificate that it carries. */
export function verifyXml(source: Source): XmlVerified {
  const parts = partsOf(source.signature)
  if (typeof parts === 'string') return broken(parts)
  const certificates = certificatesIn(source.signature)
  const signed = canonical(source.document, parts.info, parts.form)
  const signer = certificates.find((one) => verifies(parts, signed, one))
  if (!signer) return broken(certificates.length === 0 ? 'unverifiable-signature' : 'content-changed')
  const followed = parts.references.map((reference) => follow(source, reference))
  const said = qualified(source.signature, followed, signer)
  const faults = followed.flatMap(({ fault }) => fault ?? [])
  const reasons: Reason[] = [...new Set([...faults, ...(said.otherCertificate ? (['signing-certificate'] as const) : [])])]
  return { found: foundOf({ source, parts, certificates, signer, said }, reasons), followed, claimedAt: said.claimedAt }
}

type Known = { source: Source; parts: Parts; certificates: X509Certificate[]; signer: X509Certificate; said: Qualified }

function foundOf({ source, parts, certificates, signer, said }: Known, reasons: Reason[]): Verified {
  const read = (one: X509Certificate) => Certificate.fromBER(bufferOf(one.raw))
  const certificate = read(signer)
  const values = named(source.signature, 'SignatureValue')
  const certain = ['content-changed', 'xml-wrapped', 'signing-certificate']
  const integrity = reasons.some((reason) => certain.includes(reason)) ? 'broken' : reasons.length > 0 ? 'unknown' : 'intact'
  const { kind, digest } = parts.scheme
  return {
    ...unverified(integrity, 'unverifiable-signature'),
    reasons,
    certificate,
    certificates: certificates.map(read),
    algorithm: `${kind}-${keyFacts(certificate).bits}-${digest.toUpperCase()}`,
    bindsCertificate: said.bindsCertificate,
    stamps: said.stamps,
    stamped: values[0] ? canonical(source.document, values[0], plainForm) : new Uint8Array(),
  }
}
