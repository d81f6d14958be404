import { assess } from '../verify/assess.ts'
import { certificatesIn, type Trust } from '../verify/certificates.ts'
import { unverified } from '../verify/cms.ts'
import type { Around } from '../verify/timestamp.ts'
import { against, type Judged, type JudgedSignature, judgedOf, notJudged, type Reason } from '../verify/verdict.ts'
import { hasValidationData, validationDataIn } from './dss.ts'
import { type Life, laterReasons } from './later.ts'
import { type ClaimedSignature, coveredBytes, endOf, everySignature, openRevision, type Revision, signaturesOf } from './read.ts'
import { isBaseline, verifySignature } from './verify.ts'

/**
 * Judges every signature of a PDF, and what happened to the file between and after them.
 * A file without signature, or one that no reader can be sure of, is indeterminate. Never throws.
 * @param trust - the certificates that are trusted, the time of judgement, revocation lists
 */
export async function judgePdf(pdf: Uint8Array, trust: Trust): Promise<Judged> {
  try {
    return await judged(pdf, trust)
  } catch {
    return notJudged('unreadable')
  }
}

async function judged(pdf: Uint8Array, trust: Trust): Promise<Judged> {
  const last = await openRevision(pdf)
  if (!last) return notJudged('unreadable')
  const claimed = await everySignature(last)
  const revisions: (Revision | null)[] = []
  for (const one of claimed) revisions.push(await revisionOf(last, one))
  const signatures = await judgeSignatures({ last, claimed, revisions }, trust)
  const own = await fileReasons({ last, claimed, revisions }, signatures)
  return judgedOf(own, signatures)
}

/** From the last to the first: a trusted time-stamp of the document proves all that stood before it. */
async function judgeSignatures({ last, claimed, revisions }: Life, trust: Trust): Promise<JudgedSignature[]> {
  const { certificates, ...evidence } = validationDataIn(last.context)
  const around: Around = { known: certificatesIn(certificates), evidence, provenAt: null }
  const found: JudgedSignature[] = []
  let archived = false
  for (const at of [...claimed.keys()].reverse()) {
    const [one, revision = null] = [claimed[at], revisions[at]]
    if (!one) continue
    const signature = await judgeSignature({ last, one, revision, archived }, around, trust)
    found.unshift(signature)
    if (one.kind !== 'timestamp' || signature.verdict !== 'valid') continue
    around.provenAt = signature.signedAt ?? around.provenAt
    archived ||= revision !== null && hasValidationData(revision.context)
  }
  return found
}

/** What leaves a doubt about the file as a whole; what later revisions did is told to the signatures. */
async function fileReasons(life: Life, signatures: JudgedSignature[]): Promise<Reason[]> {
  if (!life.last.reliable) return doubt(signatures)
  if (life.claimed.length === 0) return ['no-signature']
  try {
    return await laterReasons(life, signatures)
  } catch {
    return doubt(signatures)
  }
}

/** An object that cannot be read could be anything: what was not compared is not known to be unchanged. */
function doubt(signatures: JudgedSignature[]): Reason[] {
  for (const signature of signatures) {
    if (signature.verdict === 'valid') against(signature, 'unreadable')
    signature.laterChanges = 'suspicious'
  }
  return signatures.length > 0 ? ['unreadable'] : ['unreadable', 'no-signature']
}

/** The revision that a signature closed, when the same signature is found in it; else null. */
async function revisionOf(last: Revision, claimed: ClaimedSignature): Promise<Revision | null> {
  const end = endOf(claimed)
  if (!(end <= last.bytes.length)) return null
  const revision = end === last.bytes.length ? last : await openRevision(last.bytes.subarray(0, end))
  const same = revision && signaturesOf(revision).find(({ field }) => field === claimed.field)
  return same && Buffer.compare(same.contents, claimed.contents) === 0 && `${same.range}` === `${claimed.range}` ? revision : null
}

type Place = { last: Revision; one: ClaimedSignature; revision: Revision | null; archived: boolean }

async function judgeSignature({ last, one, revision, archived }: Place, around: Around, trust: Trust): Promise<JudgedSignature> {
  const covered = coveredBytes(last.bytes, one)
  const found = covered && revision ? await verifySignature(one, covered) : unverified('broken', 'byte-range')
  const setting = {
    field: one.field,
    kind: one.kind,
    claimedAt: one.claimedAt,
    claimedName: one.name,
    coversWholeFile: covered !== null && endOf(one) === last.bytes.length,
    baseline: isBaseline(one),
    archived,
  }
  const signature = await assess(found, setting, around, trust)
  if (revision && !revision.reliable) against(signature, 'unreadable')
  return signature
}
