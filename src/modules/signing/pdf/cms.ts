import { createHash } from 'node:crypto'
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import type { Signer } from '../signer.ts'

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
} as const

const signatureAlgorithms = { 'RSA-SHA256': '1.2.840.113549.1.1.11', 'ECDSA-P256-SHA256': '1.2.840.10045.4.3.2' } as const

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const octets = (bytes: Uint8Array) => new OctetString({ valueHex: new Uint8Array(bytes).buffer })

/** The signed attributes of a PAdES baseline signature: no signing time, which stands in the dictionary's /M. */
function attributesOf(digest: Uint8Array, leaf: Uint8Array): Attribute[] {
  const certificate = new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [octets(sha256(leaf))] })] })] })
  // This order, of growing length, is the order that DER asks of a SET.
  return [
    new Attribute({ type: oids.contentType, values: [new ObjectIdentifier({ value: oids.data })] }),
    new Attribute({ type: oids.messageDigest, values: [octets(digest)] }),
    new Attribute({ type: oids.signingCertificateV2, values: [certificate] }),
  ]
}

const certificateOf = (der: Uint8Array) => Certificate.fromBER(new Uint8Array(der).buffer)

/** A detached CMS signature (CAdES baseline) over content whose SHA-256 digest is given; DER. */
export async function signDetached(digest: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const [leaf] = signer.chain
  if (!leaf) throw new Error('a signer without certificate')
  const certificates = signer.chain.map(certificateOf)
  const own = certificates[0] ?? certificateOf(leaf)
  const attributes = new SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(digest, leaf) })
  const encoded = new Uint8Array(attributes.toSchema().toBER())
  // Signed as an explicit SET OF (RFC 5652, 5.4), carried under an implicit tag.
  encoded[0] = 0x31
  attributes.encodedValue = new Uint8Array(encoded).buffer
  const digestAlgorithm = () => new AlgorithmIdentifier({ algorithmId: oids.sha256, algorithmParams: new Null() })
  const signature = await signer.sign(encoded)
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithmId: signatureAlgorithms[signer.algorithm] })
  if (signer.algorithm === 'RSA-SHA256') signatureAlgorithm.algorithmParams = new Null()
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        digestAlgorithm: digestAlgorithm(),
        signedAttrs: attributes,
        signatureAlgorithm,
        signature: octets(signature),
      }),
    ],
  })
  const content = new ContentInfo({ contentType: oids.signedData, content: signedData.toSchema(true) })
  return new Uint8Array(content.toSchema().toBER())
}

/** Reads a CMS SignedData; null when it is none. Zero padding after it, as PDF files have, is left aside. */
export function readSignedData(bytes: Uint8Array): SignedData | null {
  const parsed = fromBER(new Uint8Array(bytes).buffer)
  if (parsed.offset === -1) return null
  try {
    const content = new ContentInfo({ schema: parsed.result })
    return content.contentType === oids.signedData ? new SignedData({ schema: content.content }) : null
  } catch {
    return null
  }
}
