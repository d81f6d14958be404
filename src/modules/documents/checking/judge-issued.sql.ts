import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Judged as Judgement } from '#signing'

export type Unjudged = { outgoing: string; agency: string; numbered: boolean }

/** Issued documents whose signatures nobody has judged yet, the newest first. */
export async function unjudged(tx: Tx, most: number): Promise<Unjudged[]> {
  const { rows } = await sql<Unjudged>`
    select outgoing, agency, numbered from documents.unjudged(${most})`.execute(tx)
  return rows
}

type Judged = { outgoing: string; agency: string; sha256: string; judged: Judgement }

export async function keepVerdict(tx: Tx, { outgoing, agency, sha256, judged }: Judged): Promise<void> {
  const signatures = JSON.stringify(
    judged.signatures.map(({ kind, signer, signedAt, verdict }) => ({ kind, signer, signedAt, verdict })),
  )
  const row = { sha256, verdict: judged.verdict, reasons: judged.reasons, signatures }
  await tx
    .insertInto('documents.issued_verdict')
    .values({ outgoing, agency, ...row })
    .onConflict((conflict) => conflict.column('outgoing').doUpdateSet({ ...row, judged_at: sql<Date>`app.now()` }))
    .execute()
}
