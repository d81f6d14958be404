import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'

/** Whose public page this is: the committee at the head of the province, and whether all of it is invented. */
export async function frame(tx: Tx): Promise<{ body: string; demonstration: boolean }> {
  const { rows } = await sql<{ name: string }>`
    select a.name from organisation.agency a left join organisation.agency above on above.id = a.parent
    where a.level = 'PROVINCE' and a.effective_to is null and (a.parent is null or above.level = 'CENTRAL')
    order by length(a.organ_id), a.organ_id limit 1`.execute(tx)
  return { body: rows[0]?.name ?? 'Liên Thông', demonstration: (await installationKind(tx)) !== 'real' }
}
