import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Files } from '#platform/blobs/blobs.ts'
import type { Work } from '#platform/db/desk.ts'
import {
  anchorCertificates,
  type Judged,
  judgeFile,
  judgingRules,
  type SignatureFacts,
  type SignatureReason,
  type Verdict,
} from '#signing'
import { type IncomingFile, incomingFiles, update } from './incoming.sql.ts'
import type { Incoming } from './incoming.ts'

/** What a page says of one signature; instants are ISO text, as they lie in the cache. */
export type SignatureLineFacts = Omit<SignatureFacts, 'signedAt'> & { signedAt: string | null; claimedAt: string | null }
export type FileVerdict = { verdict: Verdict; reasons: SignatureReason[]; signatures: SignatureLineFacts[] }

const cached = ({ tx }: Work, sha256: string, trust: string): Promise<FileVerdict | undefined> =>
  tx
    .selectFrom('documents.file_verdict')
    .select([sql<Verdict>`verdict`.as('verdict'), sql<SignatureReason[]>`reasons`.as('reasons')])
    .select(sql<SignatureLineFacts[]>`signatures`.as('signatures'))
    .where('sha256', '=', sha256)
    .where('trust_state', '=', trust)
    .executeTakeFirst()

/** What the judgement rests on besides the file: the rules, the trusted authorities, and the day, for certificates expire. */
const trustState = (anchors: readonly Uint8Array[], today: string) =>
  anchors.reduce((hash, one) => hash.update(one), createHash('sha256').update(`${judgingRules} ${today}`)).digest('hex')

const facts = ({ verdict, reasons, signatures }: Judged): FileVerdict => ({
  verdict,
  reasons,
  signatures: signatures.map(({ kind, signer, issuer, timeSource, level, algorithm, ...one }) => ({
    ...{ kind, signer, issuer, timeSource, level, algorithm },
    signedAt: one.signedAt?.toISOString() ?? null,
    claimedAt: one.claimedAt?.toISOString() ?? null,
    verdict: one.verdict,
    reasons: one.reasons,
    notes: one.notes,
  })),
})

/** The judgement on one PDF, taken from the cache when its content and what is trusted have not changed (DESIGN 5.7). */
async function verdictOf(work: Work, files: Files, sha256: string): Promise<FileVerdict> {
  const anchors = await anchorCertificates(work.tx)
  const trust = trustState(anchors, work.clock.today)
  const known = await cached(work, sha256, trust)
  if (known) return known
  const judged = facts(await judgeFile({ bytes: await files.bytes(work.tx, sha256) }, { anchors, at: work.clock.now }))
  // A machine that was busy is no property of the file.
  if (judged.reasons.includes('took-too-long')) return judged
  const { signatures, ...row } = judged
  await work.tx
    .insertInto('documents.file_verdict')
    .values({ sha256, trust_state: trust, ...row, signatures: JSON.stringify(signatures) })
    .onConflict((conflict) => conflict.columns(['sha256', 'trust_state']).doNothing())
    .execute()
  return judged
}

const isSigned = (doc: Incoming, file: IncomingFile | undefined) =>
  file?.mediaType === 'application/pdf' && (doc.delivery !== null || doc.electronic)

/**
 * The judgement on the main file of what came electronically; null where there is nothing to judge (paper, no file, recalled).
 * What the document's row says is brought up to it.
 */
export async function judgedMain(work: Work, files: Files, doc: Incoming): Promise<FileVerdict | null> {
  const [main] = await incomingFiles(work.tx, doc.id)
  if (!main || !isSigned(doc, main) || doc.state === 'RECALLED') return null
  const judged = await verdictOf(work, files, main.sha256)
  if (doc.agency === work.actor.agency && judged.verdict !== doc.verdict)
    await update(work.tx, doc.id, { verdict: judged.verdict, verdict_reasons: judged.reasons })
  return judged
}
