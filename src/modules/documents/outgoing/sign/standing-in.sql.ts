import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { SignerCompetence } from '../outgoing.ts'

/** In which capacity one post signs for another under a delegation now in force (NĐ 30/2020 art. 13); null when in none. */
export async function standingIn(tx: Tx, { signer, by }: { signer: string; by: string }): Promise<SignerCompetence | null> {
  const row = await tx
    .selectFrom('organisation.delegation')
    .select('kind')
    .where('from_post', '=', signer)
    .where('to_post', '=', by)
    .where('ended_at', 'is', null)
    .where('effective_from', '<=', sql<Date>`app.now()`)
    .where('effective_to', '>', sql<Date>`app.now()`)
    .orderBy('kind', 'desc')
    .executeTakeFirst()
  if (!row) return null
  return row.kind === 'FOR_HEAD' ? 'FOR_HEAD' : 'BY_DELEGATION'
}

/** Posts to which the head of an agency delegates signing now (TUQ., NĐ 30/2020 art. 13.3). */
export async function delegatedByHead(tx: Tx, agency: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('organisation.delegation as d')
    .innerJoin('organisation.post as f', 'f.id', 'd.from_post')
    .select('d.to_post as post')
    .where('d.kind', '=', 'DELEGATION')
    .where('f.head', '=', true)
    .where('f.agency', '=', agency)
    .where('d.ended_at', 'is', null)
    .where('d.effective_from', '<=', sql<Date>`app.now()`)
    .where('d.effective_to', '>', sql<Date>`app.now()`)
    .execute()
  return rows.map((row) => row.post)
}
