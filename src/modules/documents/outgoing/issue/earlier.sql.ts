import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** An agency with documents issued before files were made to last, which nobody has asked for yet; null when none is left. */
export async function agencyWithEarlier(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ agency: string | null }>`select documents.lasting_unasked_at() as agency`.execute(tx)
  return rows[0]?.agency ?? null
}

/** Takes some of them of the actor's agency, the oldest first; who takes at once with another takes none of the same. */
export async function takeEarlier(tx: Tx, agency: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ outgoing: string }>`
    delete from documents.lasting_unasked where outgoing in (
      select outgoing from documents.lasting_unasked where agency = ${agency} order by outgoing limit ${most})
    returning outgoing`.execute(tx)
  return rows.map(({ outgoing }) => outgoing)
}
