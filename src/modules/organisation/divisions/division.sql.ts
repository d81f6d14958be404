import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Division } from '../agencies/agency.ts'

export async function divisionById(tx: Tx, id: string): Promise<(Division & { ended: boolean }) | undefined> {
  const row = await tx
    .selectFrom('organisation.division')
    .select(['id', 'agency', 'name', 'symbol', 'effective_to'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, agency: row.agency, name: row.name, symbol: row.symbol, ended: row.effective_to !== null }
}

/** Whether another division in force of the agency has the name. */
export async function divisionNameTaken(tx: Tx, agency: string, name: string, self: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation.division')
    .select('id')
    .where('agency', '=', agency)
    .where('name', '=', name)
    .where('effective_to', 'is', null)
    .$if(self !== null, (query) => query.where('id', '!=', self ?? ''))
    .executeTakeFirst()
  return row !== undefined
}

export const updateDivision = (tx: Tx, id: string, { name, symbol }: { name: string; symbol: string }) =>
  tx.updateTable('organisation.division').set({ name, symbol }).where('id', '=', id).execute()

/** Today is the last day of a division. */
export const setDivisionEnd = (tx: Tx, id: string) =>
  tx.updateTable('organisation.division').set({ effective_to: sql`app.today()` }).where('id', '=', id).execute()

/** People whose post in the division goes on after today. */
export async function divisionHasPeople(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation.post')
    .select('id')
    .where('division', '=', id)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>', sql<string>`app.today()`)]))
    .executeTakeFirst()
  return row !== undefined
}
