import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** The instant by the database's clock, for the machine's own commands, which have no desk. */
export async function nowOf(tx: Tx): Promise<Date> {
  return (await sql<{ now: Date }>`select app.now() as now`.execute(tx)).rows[0]?.now ?? new Date(Number.NaN)
}
