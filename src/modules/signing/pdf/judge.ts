import { resolved } from '#platform/pdf/objects.ts'
import { readsOneWay } from './ambiguity.ts'
import { chainReason, nameIn, type Trust } from './chain.ts'
import { type Allowance, allowanceOf, changesBetween, stricter } from './changes.ts'
import { type ClaimedSignature, coveredBytes, endOf, everySignature, openRevision, type Revision, signaturesOf } from './read.ts'
import { same } from './same.ts'
import { type Verified, verifySignature } from './verify.ts'

/** Hợp lệ, không hợp lệ, không xác định: what is not known is never valid. */
export type Verdict = 'valid' | 'invalid' | 'indeterminate'

/** One signature of a file and what became of it. `reasons` say why it is not valid; `notes` what was not looked at. */
export type JudgedSignature = {
  field: string
  kind: 'signature' | 'timestamp'
  signer: string | null
  issuer: string | null
  /** The certificate's serial number in hexadecimal. */
  serial: string | null
  /** The time that the signer claims, or the time-stamp authority vouches for. */
  signedAt: Date | null
  coversWholeFile: boolean
  integrity: 'intact' | 'broken' | 'unknown'
  verdict: Verdict
  reasons: string[]
  notes: string[]
}

export type JudgedPdf = { verdict: Verdict; reasons: string[]; signatures: JudgedSignature[] }

const certain = ['certificate-revoked', 'wrong-usage', 'signed-outside-validity', 'changed-after-signing', 'byte-range']

const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('invalid') ? 'invalid' : verdicts.includes('indeterminate') ? 'indeterminate' : 'valid'

/**
 * Judges every signature of a PDF, and what happened to the file between and after them.
 * A file without signature, or one that no reader can be sure of, is indeterminate. Never throws.
 * @param trust - the certificates that are trusted, the time of judgement, revocation lists
 */
export async function judgePdf(pdf: Uint8Array, trust: Trust): Promise<JudgedPdf> {
  try {
    return await judged(pdf, trust)
  } catch {
    return { verdict: 'indeterminate', reasons: ['unreadable'], signatures: [] }
  }
}

async function judged(pdf: Uint8Array, trust: Trust): Promise<JudgedPdf> {
  const last = await openRevision(pdf)
  if (!last) return { verdict: 'indeterminate', reasons: ['unreadable'], signatures: [] }
  const claimed = await everySignature(last)
  const signatures: JudgedSignature[] = []
  const revisions: (Revision | null)[] = []
  for (const one of claimed) {
    const revision = await revisionOf(pdf, one)
    revisions.push(revision)
    signatures.push(await judgeSignature(pdf, one, revision, trust))
  }
  const own = await fileReasons({ last, claimed, revisions }, signatures)
  const verdict = worst([own.length === 0 ? 'valid' : 'indeterminate', ...signatures.map((signature) => signature.verdict)])
  return { verdict, reasons: [...new Set([...own, ...signatures.flatMap(({ reasons }) => reasons)])], signatures }
}

/** What leaves a doubt about the file as a whole; what later revisions did is told to the signatures. */
async function fileReasons(life: Life, signatures: JudgedSignature[]): Promise<string[]> {
  const { last, claimed } = life
  const [first] = claimed
  if (!last.reliable) return doubt(signatures)
  if (!first) return ['no-signature']
  try {
    judgeChanges(life, signatures)
    const oneWay = !(endOf(first) <= last.bytes.length) || (await readsOneWay(last, endOf(first)))
    return [...tailReasons(life), ...(oneWay ? [] : ['ambiguous-structure'])]
  } catch {
    return doubt(signatures)
  }
}

/** An object that cannot be read could be anything: what was not compared is not known to be unchanged. */
function doubt(signatures: JudgedSignature[]): string[] {
  for (const signature of signatures.filter(({ verdict }) => verdict === 'valid')) {
    signature.reasons.push('unreadable')
    signature.verdict = 'indeterminate'
  }
  return signatures.length > 0 ? ['unreadable'] : ['unreadable', 'no-signature']
}

/** The revision that a signature closed, when the same signature is found in it; else null. */
async function revisionOf(pdf: Uint8Array, claimed: ClaimedSignature): Promise<Revision | null> {
  const end = endOf(claimed)
  if (!(end <= pdf.length)) return null
  const revision = await openRevision(pdf.subarray(0, end))
  const same = revision && signaturesOf(revision).find(({ field }) => field === claimed.field)
  return same && Buffer.compare(same.contents, claimed.contents) === 0 && `${same.range}` === `${claimed.range}` ? revision : null
}

async function judgeSignature(
  pdf: Uint8Array,
  claimed: ClaimedSignature,
  revision: Revision | null,
  trust: Trust,
): Promise<JudgedSignature> {
  const covered = coveredBytes(pdf, claimed)
  const found: Verified =
    covered && revision
      ? await verifySignature(claimed, covered)
      : { integrity: 'broken', reasons: ['byte-range'], certificate: null, certificates: [], stampedAt: null }
  const signedAt = found.stampedAt ?? claimed.claimedAt
  const reasons = [...found.reasons]
  const { certificate } = found
  if (certificate && found.integrity === 'intact') {
    const reason = await chainReason(certificate, found.certificates, trust, { signedAt, forTime: claimed.kind === 'timestamp' })
    if (reason) reasons.push(reason)
    if (signedAt && (signedAt < certificate.notBefore.value || signedAt > certificate.notAfter.value))
      reasons.push('signed-outside-validity')
  }
  if (revision && !revision.reliable) reasons.push('unreadable')
  return {
    field: claimed.field,
    kind: claimed.kind,
    signer: certificate ? nameIn(certificate.subject) : claimed.name,
    issuer: certificate ? nameIn(certificate.issuer) : null,
    serial: certificate ? Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex') : null,
    signedAt,
    coversWholeFile: covered !== null && endOf(claimed) === pdf.length,
    integrity: found.integrity,
    verdict: verdictOf(found.integrity, reasons),
    reasons,
    notes: [...(trust.at ? [] : ['judged-as-of-signing']), ...(trust.crls ? [] : ['revocation-not-checked'])],
  }
}

function verdictOf(integrity: JudgedSignature['integrity'], reasons: readonly string[]): Verdict {
  if (integrity === 'broken' || reasons.some((reason) => certain.includes(reason))) return 'invalid'
  return integrity === 'intact' && reasons.length === 0 ? 'valid' : 'indeterminate'
}

type Life = { last: Revision; claimed: readonly ClaimedSignature[]; revisions: readonly (Revision | null)[] }

/** Each later revision must obey all signatures before it; one that does not spoils them all. */
function judgeChanges({ last, claimed, revisions }: Life, signatures: JudgedSignature[]): void {
  let allowance: Allowance = { level: null, locked: () => false }
  for (const [at, one] of claimed.entries()) {
    const revision = revisions[at]
    if (!revision) continue
    allowance = stricter(allowance, allowanceOf(revision.context, one.dict))
    const next = revisions[at + 1] ?? last
    if (next.bytes.length === revision.bytes.length) continue
    if (changesBetween(revision, next, allowance).violations.length === 0) continue
    for (const signature of signatures.slice(0, at + 1)) {
      if (!signature.reasons.includes('changed-after-signing')) signature.reasons.push('changed-after-signing')
      signature.verdict = 'invalid'
    }
  }
}

/** What stands after the last signature: nothing, or validation data alone, leaves no doubt. */
function tailReasons({ last, claimed, revisions }: Life): string[] {
  const revision = revisions.at(-1)
  if (claimed.length === 0 || !revision || revision.bytes.length === last.bytes.length) return []
  const [was, is] = [revision, last].map(({ context }) => resolved(context, context.catalog.getDict().get('DSS')) ?? undefined)
  const validationData = is !== undefined && !same(was, is, () => undefined)
  const { violations } = changesBetween(revision, last, { level: 1, locked: () => true })
  return validationData && violations.length === 0 ? [] : ['not-covered-by-signature']
}
