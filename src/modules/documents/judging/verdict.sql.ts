import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { SignatureReason, Verdict } from '#signing'
import type { FileVerdict, PastVerdict, SignatureLineFacts } from './verdict.ts'

/** A file and the signature that lies beside it, by their hashes. */
export type Pair = { sha256: string; beside: string | null }

const verdicts = (tx: Tx, { sha256, beside }: Pair) =>
  tx
    .selectFrom('documents.file_verdict')
    .select([sql<Verdict>`verdict`.as('verdict'), sql<SignatureReason[]>`reasons`.as('reasons')])
    .select(['judged_at as judgedAt', 'trust_state as trust', 'until'])
    .where('sha256', '=', sha256)
    .where('beside', '=', beside ?? '')

/** The kept judgement, while it holds. */
export const heldVerdict = (tx: Tx, pair: Pair, trust: string): Promise<FileVerdict | undefined> =>
  verdicts(tx, pair)
    .select(sql<SignatureLineFacts[]>`signatures`.as('signatures'))
    .where('trust_state', '=', trust)
    .where(sql<boolean>`(until is null or until > app.now())`)
    .orderBy('judged_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function keepVerdict(tx: Tx, { sha256, beside }: Pair, judged: FileVerdict): Promise<void> {
  const { verdict, reasons, judgedAt, trust, until } = judged
  const signatures = JSON.stringify(judged.signatures)
  await tx
    .insertInto('documents.file_verdict')
    .values({ sha256, beside: beside ?? '', trust_state: trust, verdict, reasons, signatures, judged_at: judgedAt, until })
    .onConflict((conflict) => conflict.columns(['sha256', 'beside', 'trust_state', 'judged_at']).doNothing())
    .execute()
}

const mostPast = 50

/** What was said of the file from the first judgement on. */
export async function pastVerdicts(tx: Tx, pair: Pair): Promise<PastVerdict[]> {
  const rows = await verdicts(tx, pair).orderBy('judged_at', 'desc').limit(mostPast).execute()
  return rows.reverse()
}
