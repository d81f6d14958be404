import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'
import type { Measures, Scope } from './measures.ts'

/** Of which documents: first sent in the scope from `from` to `to` (yyyy-mm-dd, both included), as known at `at` (null: now). */
export type Asked = { scopes: readonly Scope[]; from: string; to: string; at: Date | null }
/** The sheet of one agency in one scope for the documents of one month (its first day) that lie in the period. */
export type Figure = Measures & { agency: string; scope: Scope; month: string }

/** Figures of the agencies that the actor's post may see; one row per agency, scope and month with anything to count. */
export async function figuresOf({ tx, actor }: Work, { scopes, from, to, at }: Asked): Promise<Figure[]> {
  const { rows } = await sql<Figure>`
    select * from statistics.exchange(${actor.post}, ${scopes}::text[], ${from}, ${to}, ${at})`.execute(tx)
  return rows
}

/** In how many figures the report differs from a recount of all facts. 0, or the program is at fault. */
export async function mismatches({ tx }: Work): Promise<number> {
  const { rows } = await sql<{ wrong: number }>`select statistics.mismatches() as wrong`.execute(tx)
  return rows[0]?.wrong ?? 0
}

/** Folds up to `limit` differences into the roll-up; returns how many there were. */
export async function foldSome({ tx }: Work, limit: number): Promise<number> {
  const { rows } = await sql<{ folded: number }>`select statistics.fold(${limit}) as folded`.execute(tx)
  return rows[0]?.folded ?? 0
}
