import { sql } from 'kysely'
import type { Pool } from '#platform/db/desk.ts'

/** An event as it was told: past-tense name, version of its body, identifiers only. */
export type Told = { id: number; name: string; version: number; body: Record<string, string | number> }

/**
 * Takes the oldest waiting event that is not among `skipped` and holds it while `hear` runs; done when `hear` returns.
 * Any number of workers may take at the same time. Answers the event, or null when none waits.
 */
export async function takeEvent(
  pool: Pool,
  skipped: readonly number[],
  hear: (told: Told) => Promise<void>,
): Promise<{ told: Told; error: unknown } | null> {
  return pool.transaction().execute(async (tx) => {
    const { rows } = await sql<Told>`
      select id, name, version, body from platform.outbox
       where done_at is null and id <> all (${[...skipped]}::bigint[])
       order by id limit 1 for update skip locked`.execute(tx)
    const told = rows[0]
    if (!told) return null
    try {
      await hear(told)
    } catch (error) {
      return { told, error }
    }
    await sql`update platform.outbox set done_at = app.now() where id = ${told.id}`.execute(tx)
    return { told, error: null }
  })
}
