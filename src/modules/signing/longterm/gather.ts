import { X509Certificate } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'
import { reaches } from '../certificates/chain.ts'
import { readSignedData } from '../pdf/cms.ts'
import { type ClaimedSignature, openRevision, signaturesOf } from '../pdf/read.ts'
import type { Evidence, Pair } from './revocation.ts'
import { pathOf } from './signed.ts'

/** Asks what an authority says of a certificate; `since`: an answer about an earlier instant is not good enough. */
export type AskRevocation = (pair: Pair, since: Date | null) => Promise<Evidence | null>

/** What a later reader needs to judge the signatures without asking anybody. */
export type ValidationData = {
  certificates: Uint8Array[]
  ocsps: Uint8Array[]
  lists: Uint8Array[]
  /** Names of certificates of which nobody said whether they stood; empty when the data are whole. */
  missing: string[]
  /** Names of certificates that had been revoked before they signed. */
  revoked: string[]
  /** When to ask again for what is missing, where an authority said when it will know more. */
  again: Date | null
}

type Signature = Pick<ClaimedSignature, 'kind' | 'contents' | 'claimedAt'>
type Gathering = ValidationData & { anchors: readonly X509Certificate[]; ask: AskRevocation }

const has = (list: readonly Uint8Array[], one: Uint8Array) => list.some((known) => Buffer.compare(known, one) === 0)
const put = (list: Uint8Array[], one: Uint8Array) => {
  if (!has(list, one)) list.push(new Uint8Array(one))
}

const nameOf = (one: X509Certificate): string =>
  one.subject
    .split('\n')
    .find((part) => part.startsWith('CN='))
    ?.slice(3) ?? one.subject

/** Keeps an answer; false when it does not yet speak of the instant of signing. */
function take(it: Gathering, evidence: Evidence, since: Date | null): boolean {
  put(evidence.kind === 'ocsp' ? it.ocsps : it.lists, evidence.der)
  if (evidence.responder) put(it.certificates, evidence.responder)
  if (!since || evidence.saidAt >= since) return true
  if (evidence.until && (!it.again || evidence.until < it.again)) it.again = evidence.until
  return false
}

/** One certificate below the root. The signer's own must be known to have stood at the signing or later, an authority's now. */
async function lookAt(it: Gathering, pair: Pair, since: Date | null): Promise<void> {
  const evidence = await it.ask(pair, since)
  const whole = evidence !== null && take(it, evidence, since)
  if (!whole) it.missing.push(nameOf(pair.certificate))
  if (evidence?.revokedAt && since && evidence.revokedAt <= since) it.revoked.push(nameOf(pair.certificate))
}

async function addSignature(it: Gathering, { kind, contents, claimedAt }: Signature): Promise<void> {
  const data = readSignedData(contents)
  const path = data ? pathOf(data, it.anchors) : []
  for (const one of path) put(it.certificates, one.raw)
  // Addresses in certificates that nobody vouches for are not asked.
  if (!reaches(path, it.anchors)) {
    it.missing.push(path[0] ? nameOf(path[0]) : '?')
    return
  }
  for (const [at, certificate] of path.entries()) {
    const issuer = path[at + 1]
    if (issuer) await lookAt(it, { certificate, issuer }, at === 0 && kind === 'signature' ? claimedAt : null)
  }
}

/** `stampsOnly`: what proves the signatures stands in the file already. */
type From = { anchors: readonly Uint8Array[]; ask: AskRevocation; stampsOnly: boolean }

/**
 * Certificates, OCSP answers and revocation lists for every signature and time-stamp of a file.
 * @throws Refused unreadable-file
 */
export async function gather(file: Uint8Array, { anchors, ask, stampsOnly }: From): Promise<ValidationData> {
  const revision = await openRevision(file)
  if (!revision?.reliable) throw new Refused('unreadable-file', 'pdf')
  const it: Gathering = {
    ...{ certificates: [], ocsps: [], lists: [], missing: [], revoked: [], again: null },
    anchors: anchors.map((one) => new X509Certificate(one)),
    ask,
  }
  const wanted = signaturesOf(revision).filter(({ kind }) => kind === 'timestamp' || !stampsOnly)
  for (const signature of wanted) await addSignature(it, signature)
  const { certificates, ocsps, lists, missing, revoked, again } = it
  return { certificates, ocsps, lists, missing: [...new Set(missing)], revoked: [...new Set(revoked)], again }
}
