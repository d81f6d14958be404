import type { Files } from '#platform/blobs/blobs.ts'
import type { Work } from '#platform/db/desk.ts'
import { heldTrust, holdsUntil, type Judged, judgeFile, trustState } from '#signing'
import { heldVerdict, keepVerdict, type Pair } from './verdict.sql.ts'
import type { FileVerdict, SignatureLineFacts } from './verdict.ts'

const factsOf = ({ signatures }: Judged): SignatureLineFacts[] =>
  signatures.map(({ kind, signer, issuer, timeSource, level, algorithm, coversWholeFile, laterChanges, ...one }) => ({
    ...{ kind, signer, issuer, timeSource, level, algorithm, coversWholeFile, laterChanges },
    organisation: one.certificate?.organisation ?? null,
    signedAt: one.signedAt?.toISOString() ?? null,
    claimedAt: one.claimedAt?.toISOString() ?? null,
    verdict: one.verdict,
    reasons: one.reasons,
    notes: one.notes,
  }))

/**
 * The judgement on a file and what lies beside it: the kept one while its content, the trust and the time it holds for are the same
 * (DESIGN 5.7), else a new one, which is kept besides those before it.
 */
export async function judgedFile(work: Work, files: Files, pair: Pair): Promise<FileVerdict> {
  const { tx, clock } = work
  const trust = await trustState(tx)
  const known = await heldVerdict(tx, pair, trust)
  if (known) return known
  const beside = pair.beside === null ? null : { bytes: await files.bytes(tx, pair.beside) }
  const file = { bytes: await files.bytes(tx, pair.sha256) }
  const judged = await judgeFile(file, { ...(await heldTrust(tx)), at: clock.now }, beside)
  const { verdict, reasons } = judged
  const until = holdsUntil(judged, clock.now)
  const found: FileVerdict = { verdict, reasons, signatures: factsOf(judged), judgedAt: clock.now, trust, until }
  // A machine that was busy is no property of the file.
  if (!reasons.includes('took-too-long')) await keepVerdict(tx, pair, found)
  return found
}
