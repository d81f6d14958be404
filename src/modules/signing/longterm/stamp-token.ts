import { createHash, randomBytes, type X509Certificate } from 'node:crypto'
import { fromBER, Integer, Null, type ObjectIdentifier, OctetString, type Sequence } from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, type SignedData, TimeStampReq, TSTInfo } from 'pkijs'
import { reaches } from '../certificates/chain.ts'
import { oids, readSignedData } from '../pdf/cms.ts'
import { bufferOf } from '../pkcs12/der.ts'
import { digests, pathEnds, pathOf, signedBy } from './signed.ts'

/** A time-stamp (RFC 3161) that was looked at: the CMS in DER, the time it vouches for, until when its certificates hold. */
export type Stamp = { token: Uint8Array; at: Date; goodUntil: Date }

/** Why an authority's answer is no time-stamp for us. Recognised by `stampFault`. */
export type StampFault = 'refused-by-authority' | 'unreadable-stamp' | 'wrong-stamp' | 'untrusted-stamp'

export class BadStamp extends Error {
  readonly stampFault: StampFault
  constructor(stampFault: StampFault, about = '') {
    super(about ? `${stampFault}: ${about}` : stampFault)
    this.name = 'BadStamp'
    this.stampFault = stampFault
  }
}

const timeStamping = '1.3.6.1.5.5.7.3.8'

/** A question to an authority about a SHA-256 digest: DER, and the number by which its answer is known to be fresh. */
export function stampQuery(digest: Uint8Array): { query: Uint8Array; nonce: Uint8Array } {
  const nonce = randomBytes(12)
  // Positive, and as short as DER asks.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: bufferOf(digest) }),
    }),
    nonce: new Integer({ valueHex: bufferOf(nonce) }),
    certReq: true,
  })
  return { query: new Uint8Array(query.toSchema().toBER()), nonce: new Uint8Array(nonce) }
}

/** The token in an answer, as the very bytes that were sent: written anew, its signature might not hold. */
function tokenIn(answer: Uint8Array): Uint8Array {
  const { result, offset } = fromBER(bufferOf(answer))
  if (offset === -1) throw new BadStamp('unreadable-stamp')
  const [status, token] = (result as Sequence).valueBlock.value ?? []
  const said = (status as Sequence | undefined)?.valueBlock.value?.[0]
  if (!(said instanceof Integer)) throw new BadStamp('unreadable-stamp')
  // Granted, or granted with changes.
  if (said.valueBlock.valueDec > 1 || !token) throw new BadStamp('refused-by-authority', String(said.valueBlock.valueDec))
  return new Uint8Array(token.valueBeforeDecodeView)
}

type Read = { data: SignedData; info: TSTInfo; content: Uint8Array }

function readToken(token: Uint8Array): Read {
  const data = readSignedData(token)
  const content = data?.encapContentInfo.eContent?.getValue()
  if (!data || !content || data.encapContentInfo.eContentType !== oids.timeStampInfo) throw new BadStamp('unreadable-stamp')
  return { data, info: TSTInfo.fromBER(content), content: new Uint8Array(content) }
}

const attribute = (data: SignedData, type: string) =>
  data.signerInfos[0]?.signedAttrs?.attributes.find((one) => one.type === type)?.values[0]

/** ESSCertID(v2): the token names its signer by the digest of the certificate (RFC 5816). */
function namesSigner(data: SignedData, leaf: X509Certificate): boolean {
  const [second, first] = [attribute(data, oids.signingCertificateV2), attribute(data, oids.signingCertificate)]
  const list = ((second ?? first) as Sequence | undefined)?.valueBlock.value[0] as Sequence | undefined
  const said = (list?.valueBlock.value[0] as Sequence | undefined)?.valueBlock.value ?? []
  const named = said[0] instanceof OctetString ? null : (said[0] as Sequence | undefined)?.valueBlock.value[0]
  const hash = named ? digests[(named as ObjectIdentifier).getValue()] : second ? 'sha256' : 'sha1'
  const value = (named ? said[1] : said[0]) as OctetString | undefined
  if (!hash || !value) return false
  return createHash(hash).update(leaf.raw).digest().equals(Buffer.from(value.valueBlock.valueHexView))
}

/** Whether the authority signed what the token says (RFC 5652, 5.4). */
function holds({ data, content }: Read, leaf: X509Certificate): boolean {
  const [signer] = data.signerInfos
  const hash = digests[signer?.digestAlgorithm.algorithmId ?? '']
  const digest = attribute(data, oids.messageDigest) as OctetString | undefined
  if (!signer?.signedAttrs || !hash || !digest || data.signerInfos.length !== 1) return false
  if (!createHash(hash).update(content).digest().equals(Buffer.from(digest.valueBlock.valueHexView))) return false
  return signedBy(leaf, {
    algorithm: signer.signatureAlgorithm.algorithmId,
    digest: signer.digestAlgorithm.algorithmId,
    content: new Uint8Array(signer.signedAttrs.encodedValue),
    signature: signer.signature.valueBlock.valueHexView,
  })
}

const is = (one: OctetString | Integer | undefined, bytes: Uint8Array) =>
  one !== undefined && Buffer.from(one.valueBlock.valueHexView).equals(Buffer.from(bytes))

export type Asked = { digest: Uint8Array; nonce: Uint8Array }

/**
 * The time-stamp in an authority's answer. It is taken only when it is about what was asked, signed by a certificate that is
 * for time-stamps alone and leads to a trusted authority: one that nobody will believe later is worth nothing.
 * @throws BadStamp
 */
export function stampFrom(answer: Uint8Array, { digest, nonce }: Asked, anchors: readonly X509Certificate[]): Stamp {
  const token = tokenIn(answer)
  const read = readToken(token)
  const { info, data } = read
  const right =
    info.messageImprint.hashAlgorithm.algorithmId === oids.sha256 &&
    is(info.messageImprint.hashedMessage, digest) &&
    is(info.nonce, nonce)
  if (!right) throw new BadStamp('wrong-stamp')
  const path = pathOf(data, anchors)
  const [leaf] = path
  if (!leaf || !holds(read, leaf) || !namesSigner(data, leaf)) throw new BadStamp('wrong-stamp', 'signature')
  const alive = path.every((one) => one.validFromDate <= info.genTime && info.genTime <= one.validToDate)
  if (!leaf.keyUsage?.includes(timeStamping) || !alive || !reaches(path, anchors))
    throw new BadStamp('untrusted-stamp', leaf.issuer)
  return { token, at: info.genTime, goodUntil: pathEnds(path) }
}
