import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'

/** Tells a past-tense event in the same transaction; the body holds identifiers only. Listeners may run twice. */
export async function tell({ tx }: Work, name: string, body: Record<string, string | number>): Promise<void> {
  await sql`insert into platform.outbox (name, body) values (${name}, ${JSON.stringify(body)})`.execute(tx)
}
