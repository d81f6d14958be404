import type { Certificate } from 'pkijs'
import { isWeak, keyFacts, type Trust, usageFits } from './certificates.ts'
import { pathTo } from './path.ts'
import { type Evidence, revocationOf } from './revocation.ts'
import type { Reason, RevocationFacts } from './verdict.ts'

/** Whose certificate it is, what came along to judge it by, and when the signature is said and proven to have been there. */
export type Signing = {
  certificate: Certificate
  known: readonly Certificate[]
  evidence: Evidence
  /** What the signer says, or the time-stamp authority of its own token. */
  claimedAt: Date | null
  /** By when a trusted time-stamp proves that the signature was there. */
  provenAt: Date | null
  forTime: boolean
}

export type JudgedSigner = {
  trusted: boolean
  revocation: RevocationFacts
  reasons: Reason[]
  /** The way to the anchor, the signer first; empty when there is none. */
  path: readonly Certificate[]
  /** Whether what came along says of every certificate beneath the anchor that it was not revoked. */
  lasting: boolean
}

const unknown: RevocationFacts = { status: 'unknown', source: null, revokedAt: null }

/** Who claims to have signed after the revocation says it himself; who signed before must be able to prove it. */
function revokedReason({ revokedAt }: RevocationFacts, signing: Signing): Reason | null {
  const { claimedAt, provenAt } = signing
  if (!revokedAt || (claimedAt && claimedAt >= revokedAt)) return 'certificate-revoked'
  return provenAt && provenAt < revokedAt ? null : 'revoked-without-proof'
}

async function revocations(path: readonly Certificate[], evidence: Evidence, moment: { at: Date | null; proven: Date }) {
  const found: RevocationFacts[] = []
  for (const [depth, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[depth + 1]
    if (issuer) found.push(await revocationOf({ certificate, issuer }, evidence, moment))
  }
  return found
}

function timeReasons({ certificate, claimedAt, provenAt }: Signing): Reason[] {
  const [from, to] = [certificate.notBefore.value, certificate.notAfter.value]
  const outside = (time: Date | null) => time !== null && (time < from || time > to)
  // What a time-stamp proves is "not later than": a proof after the end does not say that it was signed after it.
  return outside(claimedAt) || (provenAt !== null && provenAt < from) ? ['signed-outside-validity'] : []
}

/**
 * Judges a signer's certificate: its use and key, its way to an anchor at the proven time (else at the time of judgement), and
 * whether it or an authority above it was revoked. Without proof, what has run out or was revoked since stays open
 * (ETSI EN 319 102-1, 5.2.6 and 5.6).
 */
export async function judgeSigner(signing: Signing, trust: Trust): Promise<JudgedSigner> {
  const { certificate, evidence, claimedAt, provenAt } = signing
  const reasons: Reason[] = []
  if (!usageFits(certificate, signing.forTime)) reasons.push('wrong-usage')
  if (isWeak(keyFacts(certificate))) reasons.push('weak-key')
  const leads = { leaf: certificate, known: signing.known, anchors: trust.anchors }
  const when = provenAt ?? trust.at ?? claimedAt ?? certificate.notBefore.value
  const { certificates: path, reason } = await pathTo(leads, when, claimedAt)
  if (reason && !reasons.includes(reason)) reasons.push(reason)
  const moment = { at: trust.at, proven: when }
  const given = { crls: trust.crls ?? [], ocsps: trust.ocsps ?? [] }
  const all = { crls: [...given.crls, ...evidence.crls], ocsps: [...given.ocsps, ...evidence.ocsps] }
  const found = await revocations(path, all, moment)
  for (const one of found.filter(({ status }) => status === 'revoked')) {
    const why = revokedReason(one, signing)
    if (why && !reasons.includes(why)) reasons.push(why)
  }
  const embedded = await revocations(path, evidence, moment)
  return {
    trusted: path.length > 0 && reason === null,
    revocation:
      found.find(({ status }) => status === 'revoked') ?? found.find(({ status }) => status === 'unknown') ?? found[0] ?? unknown,
    reasons: [...reasons, ...timeReasons(signing)],
    path,
    lasting: path.length > 0 && embedded.every(({ status }) => status === 'good'),
  }
}
