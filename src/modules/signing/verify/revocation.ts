import type { BaseBlock, GeneralizedTime } from 'asn1js'
import { BasicOCSPResponse, CertID, type Certificate, CertificateRevocationList, getCrypto, OCSPResponse } from 'pkijs'
import { extension, extensionOids, hasPurpose, parsed, purposes, sameCertificate, usageBits } from './certificates.ts'
import { weakSignatures } from './path.ts'
import type { RevocationFacts } from './verdict.ts'

/** Lists and answers as they came, in DER. */
export type Evidence = { crls: readonly Uint8Array[]; ocsps: readonly Uint8Array[] }

/** What one list or responder says of one certificate, its signature verified. */
type Word = { source: 'crl' | 'ocsp'; revokedAt: Date | null; from: Date; until: Date | null }

const deltaList = '2.5.29.27'
const distributionPoint = '2.5.29.28'
const basicAnswer = '1.3.6.1.5.5.7.48.1.1'
const crlSign = 0x02

type Pair = { certificate: Certificate; issuer: Certificate }

const isAuthority = (certificate: Certificate) =>
  (extension(certificate, extensionOids.basicConstraints)?.parsedValue as { cA?: boolean } | undefined)?.cA === true

/** A list may speak of some certificates only (RFC 5280, 5.2.5); one of several issuers or of changes is not read. */
function speaksOf(list: CertificateRevocationList, certificate: Certificate): boolean {
  const extensions = list.crlExtensions?.extensions ?? []
  if (extensions.some(({ extnID }) => extnID === deltaList)) return false
  const scope = extensions.find(({ extnID }) => extnID === distributionPoint)
  if (!scope) return true
  const parts = (scope.parsedValue ?? {}) as Record<string, unknown>
  if (parts.indirectCRL || parts.onlyContainsAttributeCerts || parts.onlySomeReasons) return false
  return isAuthority(certificate) ? !parts.onlyContainsUserCerts : !parts.onlyContainsCACerts
}

async function wordOfList(list: CertificateRevocationList, { certificate, issuer }: Pair): Promise<Word | null> {
  const usage = usageBits(issuer)
  if (!list.issuer.isEqual(certificate.issuer) || (usage !== null && (usage & crlSign) === 0)) return null
  if (weakSignatures.includes(list.signatureAlgorithm.algorithmId) || !speaksOf(list, certificate)) return null
  if (!(await list.verify({ issuerCertificate: issuer }))) return null
  const entry = list.revokedCertificates?.find(({ userCertificate }) => userCertificate.isEqual(certificate.serialNumber))
  const revokedAt = entry?.revocationDate.value ?? null
  return { source: 'crl', revokedAt, from: list.thisUpdate.value, until: list.nextUpdate?.value ?? null }
}

const basicIn = (der: ArrayBuffer): BasicOCSPResponse => {
  const { responseBytes } = OCSPResponse.fromBER(der)
  if (responseBytes?.responseType !== basicAnswer) throw new Error('no basic answer')
  return BasicOCSPResponse.fromBER(responseBytes.response.getValue())
}

/** The issuer itself may answer, or one whom it named for that, while its certificate lasts (RFC 6960, 4.2.2.2). */
async function isAnsweredBy(answer: BasicOCSPResponse, { issuer }: Pair): Promise<boolean> {
  const made = answer.tbsResponseData.producedAt
  const named = (one: Certificate) =>
    hasPurpose(one, purposes.ocspSigning) && one.notBefore.value <= made && one.notAfter.value >= made
  for (const one of [issuer, ...(answer.certs ?? []).filter(named)]) {
    const { tbsView } = answer.tbsResponseData
    const holds = await getCrypto(true)
      .verifyWithPublicKey(new Uint8Array(tbsView).buffer, answer.signature, one.subjectPublicKeyInfo, answer.signatureAlgorithm)
      .catch(() => false)
    if (holds && (sameCertificate(one, issuer) || (one.issuer.isEqual(issuer.subject) && (await one.verify(issuer))))) return true
  }
  return false
}

function revokedAtIn(status: BaseBlock & { valueBlock: { value?: unknown[] } }): Date | null | undefined {
  const { tagNumber, isConstructed } = status.idBlock
  if (tagNumber === 0) return null
  return tagNumber === 1 && isConstructed ? (status.valueBlock.value?.[0] as GeneralizedTime).toDate() : undefined
}

async function wordOfAnswer(answer: BasicOCSPResponse, pair: Pair): Promise<Word | null> {
  const crypto = getCrypto(true)
  if (weakSignatures.includes(answer.signatureAlgorithm.algorithmId)) return null
  for (const said of answer.tbsResponseData.responses) {
    const { name } = crypto.getAlgorithmByOID(said.certID.hashAlgorithm.algorithmId, true) as { name: string }
    const wanted = new CertID()
    await wanted.createForCertificate(pair.certificate, { hashAlgorithm: name, issuerCertificate: pair.issuer })
    const revokedAt = said.certID.isEqual(wanted) ? revokedAtIn(said.certStatus) : undefined
    if (revokedAt === undefined || !(await isAnsweredBy(answer, pair))) continue
    return { source: 'ocsp', revokedAt, from: said.thisUpdate, until: said.nextUpdate ?? null }
  }
  return null
}

async function words(pair: Pair, evidence: Evidence): Promise<Word[]> {
  const found: Word[] = []
  const add = async (asked: Promise<Word | null>) => {
    const word = await asked.catch(() => null)
    if (word) found.push(word)
  }
  for (const answer of parsed(evidence.ocsps, basicIn)) await add(wordOfAnswer(answer, pair))
  for (const list of parsed(evidence.crls, (der) => CertificateRevocationList.fromBER(der))) await add(wordOfList(list, pair))
  return found
}

/** What is known now, and what a word must cover: the time at which the signature is proven. */
export type Moment = { at: Date | null; proven: Date }

/**
 * Whether a certificate is revoked, by all verified words there are. Good is only what was said at or after the time that is
 * proven, or was still said to last then. Revoked after `at` is not revoked yet.
 */
export async function revocationOf(pair: Pair, evidence: Evidence, { at, proven }: Moment): Promise<RevocationFacts> {
  const heard = await words(pair, evidence)
  const bad = heard
    .filter(({ revokedAt }) => revokedAt !== null && (at === null || revokedAt <= at))
    .toSorted((one, other) => Number(one.revokedAt) - Number(other.revokedAt))[0]
  if (bad) return { status: 'revoked', source: bad.source, revokedAt: bad.revokedAt }
  // After a certificate has run out, its issuer may leave it off the list.
  const good = heard.find(
    ({ revokedAt, from, until }) =>
      revokedAt === null && (from >= proven ? from <= pair.certificate.notAfter.value : until === null || until >= proven),
  )
  return { status: good ? 'good' : 'unknown', source: good?.source ?? null, revokedAt: null }
}
