import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { PaperFacts, ReplacesPaper } from '../judging/replaces-paper.ts'
import type { FileVerdict } from '../judging/verdict.ts'

export type Unjudged = { outgoing: string; agency: string; numbered: boolean }

/** Issued documents whose signatures nobody has judged yet, the newest first. */
export async function unjudged(tx: Tx, most: number): Promise<Unjudged[]> {
  const { rows } = await sql<Unjudged>`
    select outgoing, agency, numbered from documents.unjudged(${most})`.execute(tx)
  return rows
}

/** Issued documents whose verdict no longer holds. */
export async function staleIssued(tx: Tx, trust: string, most: number): Promise<Unjudged[]> {
  const { rows } = await sql<Unjudged>`
    select outgoing, agency, numbered from documents.stale_issued(${trust}, ${most})`.execute(tx)
  return rows
}

/** What an issued document says of itself. */
export async function issuedFacts(tx: Tx, outgoing: string): Promise<PaperFacts> {
  const row = await tx
    .selectFrom('documents.outgoing as o')
    .innerJoin('organisation.agency as a', 'a.id', 'o.agency')
    .select(['a.name as sender', 'o.promulgation_date as date'])
    .where('o.id', '=', outgoing)
    .executeTakeFirstOrThrow()
  return { ...row, arrivedAt: null }
}

type Judged = { outgoing: string; agency: string; sha256: string; judged: FileVerdict; paper: ReplacesPaper }

export async function keepVerdict(tx: Tx, { outgoing, agency, sha256, judged, paper }: Judged): Promise<void> {
  const signatures = JSON.stringify(
    judged.signatures.map(({ kind, signer, signedAt, verdict }) => ({ kind, signer, signedAt, verdict })),
  )
  const row = {
    ...{ sha256, verdict: judged.verdict, reasons: judged.reasons, signatures, judged_at: judged.judgedAt },
    ...{ trust_state: judged.trust, until: judged.until },
    ...{ replaces_paper: paper.replacesPaper, paper_reasons: paper.reasons },
  }
  await tx
    .insertInto('documents.issued_verdict')
    .values({ outgoing, agency, ...row })
    .onConflict((conflict) => conflict.column('outgoing').doUpdateSet(row))
    .execute()
  await sql`select documents.mark_judged(${outgoing})`.execute(tx)
}
