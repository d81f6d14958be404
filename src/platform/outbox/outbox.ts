import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'

/** Tells a past-tense event in the same transaction; the body holds identifiers only. Listeners may run twice. */
export async function tell({ tx }: Work, name: string, body: Record<string, string | number>): Promise<void> {
  await sql`insert into platform.outbox (name, body) values (${name}, ${JSON.stringify(body)})`.execute(tx)
}

/** Whether an event of one of these names about one thing has not been heard by everybody yet. */
export async function isWaiting(tx: Tx, names: readonly string[], about: { key: string; value: string }): Promise<boolean> {
  const { rows } = await sql`select from platform.outbox
    where done_at is null and dead_at is null and name = any (${[...names]}) and body ->> ${about.key} = ${about.value} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}
