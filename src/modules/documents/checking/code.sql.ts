import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'

/**
 * The code by which anybody checks the document once it is issued; made at the first asking and kept for good, through every return
 * and every new version.
 */
export async function checkCodeOf(tx: Tx, doc: Pick<Outgoing, 'id' | 'agency'>): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    with made as (
      insert into documents.check_code (outgoing, agency) values (${doc.id}, ${doc.agency})
      on conflict (outgoing) do nothing returning code
    )
    select code from made union all select code from documents.check_code where outgoing = ${doc.id} limit 1`.execute(tx)
  const code = rows[0]?.code
  if (!code) throw new Error('no check code was made')
  return code
}

/** The code of a document that has one already; null: nobody has signed it yet. */
export async function givenCode(tx: Tx, outgoing: string): Promise<string | null> {
  const row = await tx.selectFrom('documents.check_code').select('code').where('outgoing', '=', outgoing).executeTakeFirst()
  return row?.code ?? null
}
