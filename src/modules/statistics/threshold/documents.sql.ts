import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** How many documents a demonstration has issued; null in a real installation, which tells nobody at its door. */
export async function demonstrationDocuments(tx: Tx): Promise<number | null> {
  const { rows } = await sql<{ count: number | null }>`select statistics.demonstration_documents() as count`.execute(tx)
  return rows[0]?.count ?? null
}
