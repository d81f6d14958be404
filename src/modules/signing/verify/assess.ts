import { factsOf, nameIn, type Trust } from './certificates.ts'
import type { Verified } from './cms.ts'
import { judgeSigner } from './signer.ts'
import { type Around, judgeStamps } from './timestamp.ts'
import {
  type JudgedSignature,
  type LaterChanges,
  type Level,
  type Note,
  type Reason,
  type TimeSource,
  verdictOf,
} from './verdict.ts'

/** What the file says of a signature besides the cryptography. */
export type Setting = {
  field: string
  kind: JudgedSignature['kind']
  claimedAt: Date | null
  claimedName: string | null
  coversWholeFile: boolean
  /** False for what is not of the baseline (PAdES, CAdES, XAdES), whatever else it brings. */
  baseline: boolean
  /** Whether a trusted time-stamp of the document covers the signature with its validation data. */
  archived: boolean
}

const unknown: JudgedSignature['revocation'] = { status: 'unknown', source: null, revokedAt: null }

type Proof = {
  signedAt: Date | null
  timeSource: TimeSource
  provenAt: Date | null
  lasting: boolean
  broken: boolean
  untrusted: boolean
}

/** The earliest time that somebody trusted vouches for; else what the signer says. */
async function proofOf(found: Verified, setting: Setting, around: Around, trust: Trust): Promise<Proof> {
  const { claimedAt } = setting
  const said: Proof = {
    signedAt: found.stampedAt ?? claimedAt,
    timeSource: claimedAt ? 'claimed' : 'none',
    provenAt: around.provenAt,
    lasting: true,
    broken: false,
    untrusted: false,
  }
  if (setting.kind === 'timestamp') return { ...said, timeSource: found.stampedAt ? 'document-timestamp' : 'none' }
  const { at, lasting, ...faults } = await judgeStamps(found, around, trust)
  if (at && (!around.provenAt || at <= around.provenAt))
    return { signedAt: at, timeSource: 'signature-timestamp', provenAt: at, lasting, ...faults }
  if (!around.provenAt) return { ...said, ...faults }
  return { ...said, signedAt: around.provenAt, timeSource: 'document-timestamp', ...faults }
}

function levelOf(found: Verified, setting: Setting, proof: Proof, lasting: boolean): Level | null {
  if (setting.kind === 'timestamp' || !setting.baseline || !found.bindsCertificate || found.integrity !== 'intact') return null
  if (!proof.provenAt) return 'B-B'
  if (!lasting || !proof.lasting) return 'B-T'
  return setting.archived ? 'B-LTA' : 'B-LT'
}

/** What is not known better from the later revisions: who broke the digest changed what was signed. */
function laterOf({ integrity, reasons }: Verified, { coversWholeFile }: Setting): LaterChanges {
  if (integrity === 'broken') return reasons.includes('content-changed') ? 'forbidden' : 'suspicious'
  return coversWholeFile ? 'none' : 'permitted'
}

const notesOf = (what: { asOfSigning: boolean; unknown: boolean; untrusted: boolean }): Note[] => [
  ...(what.asOfSigning ? (['judged-as-of-signing'] as const) : []),
  ...(what.unknown ? (['revocation-not-checked'] as const) : []),
  ...(what.untrusted ? (['timestamp-untrusted'] as const) : []),
]

/**
 * Joins what the cryptography says of a signature with its certificate's judgement.
 * @param around - validation data of the file, and by when later time-stamps prove the signature
 */
export async function assess(found: Verified, setting: Setting, around: Around, trust: Trust): Promise<JudgedSignature> {
  const { certificate } = found
  const proof = await proofOf(found, setting, around, trust)
  const known = [...found.certificates, ...around.known]
  const evidence = {
    crls: [...found.evidence.crls, ...around.evidence.crls],
    ocsps: [...found.evidence.ocsps, ...around.evidence.ocsps],
  }
  const claimedAt = found.stampedAt ?? setting.claimedAt
  const forTime = setting.kind === 'timestamp'
  const signing = certificate && { certificate, known, evidence, claimedAt, provenAt: proof.provenAt, forTime }
  const signer = signing && found.integrity === 'intact' ? await judgeSigner(signing, trust) : null
  const broken: Reason[] = proof.broken ? ['timestamp-broken'] : []
  const reasons = [...new Set([...found.reasons, ...broken, ...(signer?.reasons ?? [])])]
  const revocation = signer?.revocation ?? unknown
  return {
    field: setting.field,
    kind: setting.kind,
    signer: certificate ? nameIn(certificate.subject) : setting.claimedName,
    issuer: certificate ? nameIn(certificate.issuer) : null,
    signedAt: proof.signedAt,
    timeSource: proof.timeSource,
    claimedAt: setting.claimedAt,
    level: levelOf(found, setting, proof, signer?.lasting ?? false),
    algorithm: found.algorithm,
    coversWholeFile: setting.coversWholeFile,
    laterChanges: laterOf(found, setting),
    integrity: found.integrity,
    certificate: certificate && factsOf(certificate, signer?.trusted ?? false, signer?.path ?? []),
    revocation,
    verdict: verdictOf(found.integrity, reasons),
    reasons,
    notes: notesOf({ asOfSigning: trust.at === null, unknown: revocation.status === 'unknown', untrusted: proof.untrusted }),
  }
}
