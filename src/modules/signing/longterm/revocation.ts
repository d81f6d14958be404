import type { X509Certificate } from 'node:crypto'
import {
  BasicOCSPResponse,
  Certificate,
  CertificateRevocationList,
  type CRLDistributionPoints,
  type GeneralName,
  type InfoAccess,
  OCSPRequest,
  OCSPResponse,
} from 'pkijs'
import { readCertificate } from '../certificates/certificate.ts'
import { bufferOf } from '../pkcs12/der.ts'
import { signedBy } from './signed.ts'

/** What an authority said of one certificate: the answer or list in DER, when it was said, how long it stands. */
export type Evidence = {
  kind: 'ocsp' | 'crl'
  der: Uint8Array
  /** The instant of which it speaks. */
  saidAt: Date
  until: Date | null
  revokedAt: Date | null
  /** The certificate of whoever signed an OCSP answer for the authority. */
  responder: Uint8Array | null
}

/** One certificate and the one above it. */
export type Pair = { certificate: X509Certificate; issuer: X509Certificate }

const oid = { access: '1.3.6.1.5.5.7.1.1', lists: '2.5.29.31', ocsp: '1.3.6.1.5.5.7.48.1', ocspSigning: '1.3.6.1.5.5.7.3.9' }
const urlType = 6
const revoked = 1
/** Clocks differ: so much may an answer lie in the future. */
const slack = 300_000

const parsed = (one: X509Certificate) => Certificate.fromBER(bufferOf(one.raw))
const webAddress = ({ type, value }: GeneralName): string[] =>
  type === urlType && /^https?:\/\//i.test(String(value)) ? [String(value)] : []

/** Where a certificate says that its authority answers for it. */
export function addressesIn(certificate: X509Certificate): { ocsp: string[]; lists: string[] } {
  const find = (type: string) => parsed(certificate).extensions?.find(({ extnID }) => extnID === type)?.parsedValue
  const access = (find(oid.access) as InfoAccess | undefined)?.accessDescriptions ?? []
  const points = (find(oid.lists) as CRLDistributionPoints | undefined)?.distributionPoints ?? []
  return {
    ocsp: access
      .filter(({ accessMethod }) => accessMethod === oid.ocsp)
      .flatMap(({ accessLocation }) => webAddress(accessLocation)),
    lists: points.flatMap(({ distributionPoint: at }) => (Array.isArray(at) ? at.flatMap(webAddress) : [])),
  }
}

/** The question to an OCSP responder (RFC 6960), DER. */
export async function ocspQuery({ certificate, issuer }: Pair): Promise<Uint8Array> {
  const request = new OCSPRequest()
  await request.createForCertificate(parsed(certificate), { hashAlgorithm: 'SHA-1', issuerCertificate: parsed(issuer) })
  return new Uint8Array(request.toSchema(true).toBER())
}

/** Who may answer for an authority: itself, or whom it certified for that and nothing else (RFC 6960, 4.2.2.2). */
function responderOf(basic: BasicOCSPResponse, issuer: X509Certificate): X509Certificate | null {
  const brought = (basic.certs ?? []).map((one) => readCertificate(new Uint8Array(one.toSchema().toBER())))
  const appointed = brought.filter(
    (one) => one.keyUsage?.includes(oid.ocspSigning) && one.checkIssued(issuer) && one.verify(issuer.publicKey),
  )
  const signed = {
    algorithm: basic.signatureAlgorithm.algorithmId,
    content: new Uint8Array(basic.tbsResponseData.tbsView),
    signature: basic.signature.valueBlock.valueHexView,
  }
  return [issuer, ...appointed].find((one) => signedBy(one, signed)) ?? null
}

/** `certStatus` is [0] good, [1] revoked with its time, [2] unknown. */
type Status = { idBlock: { tagNumber: number }; valueBlock: { value: { toDate?: () => Date }[] } }

/** The answer of an OCSP responder about a certificate; null when it says nothing that can be believed now. */
export async function readOcsp(answer: Uint8Array, pair: Pair, now: Date): Promise<Evidence | null> {
  const response = OCSPResponse.fromBER(bufferOf(answer))
  if (response.responseStatus.valueBlock.valueDec !== 0 || !response.responseBytes) return null
  const basic = BasicOCSPResponse.fromBER(response.responseBytes.response.getValue())
  const { isForCertificate } = await basic.getCertificateStatus(parsed(pair.certificate), parsed(pair.issuer))
  const serial = parsed(pair.certificate).serialNumber
  const [single, ...doubles] = basic.tbsResponseData.responses.filter(({ certID }) => certID.serialNumber.isEqual(serial))
  const status = single?.certStatus as Status | undefined
  const responder = responderOf(basic, pair.issuer)
  if (!isForCertificate || !single || doubles.length > 0 || !status || !responder || status.idBlock.tagNumber > revoked)
    return null
  if (!current(single.thisUpdate, single.nextUpdate ?? null, now)) return null
  return {
    kind: 'ocsp',
    der: answer,
    saidAt: single.thisUpdate,
    until: single.nextUpdate ?? null,
    revokedAt: status.idBlock.tagNumber === revoked ? (status.valueBlock.value[0]?.toDate?.() ?? single.thisUpdate) : null,
    responder: responder === pair.issuer ? null : new Uint8Array(responder.raw),
  }
}

const current = (from: Date, until: Date | null, now: Date): boolean =>
  from.getTime() <= now.getTime() + slack && (until === null || until.getTime() >= now.getTime() - slack)

/** What a list of revoked certificates says of a certificate; null when it is another's, out of date, or for a part only. */
export function readList(der: Uint8Array, { certificate, issuer }: Pair, now: Date): Evidence | null {
  const list = CertificateRevocationList.fromBER(bufferOf(der))
  const signed = {
    algorithm: list.signatureAlgorithm.algorithmId,
    content: new Uint8Array(list.tbsView),
    signature: list.signatureValue.valueBlock.valueHexView,
  }
  // Lists of changes, and of others' certificates, are marked by an extension that must be understood (RFC 5280, 5.2).
  const partial = list.crlExtensions?.extensions.some(({ critical }) => critical) ?? false
  const until = list.nextUpdate?.value ?? null
  if (partial || !list.issuer.isEqual(parsed(issuer).subject) || !signedBy(issuer, signed)) return null
  if (!current(list.thisUpdate.value, until, now)) return null
  const serial = parsed(certificate).serialNumber
  const entry = list.revokedCertificates?.find(({ userCertificate }) => userCertificate.isEqual(serial))
  return {
    kind: 'crl',
    der: new Uint8Array(der),
    saidAt: list.thisUpdate.value,
    until,
    revokedAt: entry?.revocationDate.value ?? null,
    responder: null,
  }
}
