import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

export type Stale = { incoming: string; agency: string }

/** Arrivals of all agencies whose verdict no longer holds; identifiers only. */
export async function staleArrivals(tx: Tx, trust: string, most: number): Promise<Stale[]> {
  const { rows } = await sql<Stale>`select incoming, agency from documents.stale_arrivals(${trust}, ${most})`.execute(tx)
  return rows
}
