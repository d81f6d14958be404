import { createHash } from 'node:crypto'
import { BitString, OctetString } from 'asn1js'
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  type Certificate,
  CRLDistributionPoints,
  DistributionPoint,
  Extension,
  ExtKeyUsage,
  GeneralName,
  id_AuthorityKeyIdentifier,
  id_BasicConstraints,
  id_CRLDistributionPoints,
  id_ExtKeyUsage,
  id_KeyUsage,
  id_SubjectKeyIdentifier,
} from 'pkijs'

/** RFC 5280 4.2.1.3, from the most significant bit: digitalSignature, nonRepudiation, … keyCertSign (5), cRLSign (6). */
const signs = { unused: 6, bits: 0b1100_0000 }
const certifies = { unused: 1, bits: 0b0000_0110 }

type Encodable = { toBER(): ArrayBuffer }

const extension = (extnID: string, critical: boolean, value: Encodable) =>
  new Extension({ extnID, critical, extnValue: value.toBER() })

/** RFC 7093 section 2, method 1: the first 160 bits of the key's SHA-256. */
function keyIdentifier(certificate: Certificate): OctetString {
  const key = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  return new OctetString({ valueHex: new Uint8Array(createHash('sha256').update(key).digest().subarray(0, 20)).buffer })
}

/** What readers of signed files ask for: documents (RFC 9336), and mail, which is what NSS understands by a signature. */
const signingUses = ['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4']

/** Where the list of revoked certificates would be. The name is reserved (RFC 2606): nobody is ever asked there. */
const listAt = (rank: 'root' | 'issuing') => {
  const name = new GeneralName({ type: 6, value: `http://ca.demonstration.example/${rank}.crl` })
  const points = new CRLDistributionPoints({ distributionPoints: [new DistributionPoint({ distributionPoint: [name] })] })
  return extension(id_CRLDistributionPoints, false, points.toSchema())
}

const usage = ({ unused, bits }: typeof signs) =>
  extension(id_KeyUsage, true, new BitString({ unusedBits: unused, valueHex: new Uint8Array([bits]).buffer }))

function identifiers(certificate: Certificate, issuer: Certificate) {
  return [
    extension(id_SubjectKeyIdentifier, false, keyIdentifier(certificate)),
    extension(id_AuthorityKeyIdentifier, false, new AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(issuer) }).toSchema()),
  ]
}

/** What an authority's own certificate says: it certifies, and how many authorities may stand below it. */
export function authorityExtensions(certificate: Certificate, issuer: Certificate, below: number): Extension[] {
  const constraints = new BasicConstraints({ cA: true, pathLenConstraint: below })
  const own = [
    extension(id_BasicConstraints, true, constraints.toSchema()),
    usage(certifies),
    ...identifiers(certificate, issuer),
  ]
  return certificate === issuer ? own : [...own, listAt('root')]
}

/** What a person's or an agency's certificate says: it signs documents and nothing else. */
export function leafExtensions(certificate: Certificate, issuer: Certificate): Extension[] {
  return [
    extension(id_BasicConstraints, true, new BasicConstraints().toSchema()),
    usage(signs),
    extension(id_ExtKeyUsage, false, new ExtKeyUsage({ keyPurposes: signingUses }).toSchema()),
    ...identifiers(certificate, issuer),
    listAt('issuing'),
  ]
}
