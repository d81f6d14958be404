import { sql } from 'kysely'
import type { Pool } from '#platform/db/desk.ts'
import { faultMark } from '#platform/outbox/dead.ts'

/** An event as it was told: past-tense name, version of its body, identifiers only. */
export type Told = { id: number; name: string; version: number; body: Record<string, string | number> }

/** Tries after which an event lies dead; with half a minute, doubled up to an hour, they fill a good four hours. */
export const mostTries = 12

/** `dead`: this was the last try. */
export type Taken = { told: Told; error: unknown; dead: boolean }

/**
 * Takes the oldest waiting event whose time has come and holds it while `hear` runs; done when `hear` returns. One that fails
 * waits longer after every try. Any number of workers may take at the same time. Answers the event, or null when none waits.
 */
export async function takeEvent(pool: Pool, hear: (told: Told) => Promise<void>): Promise<Taken | null> {
  return pool.transaction().execute(async (tx) => {
    const { rows } = await sql<Told & { attempts: number }>`
      select id, name, version, body, attempts from platform.outbox
       where done_at is null and dead_at is null and (next_at is null or next_at <= app.now())
       order by id limit 1 for update skip locked`.execute(tx)
    const [found] = rows
    if (!found) return null
    const { attempts, ...told } = found
    try {
      await hear(told)
    } catch (error) {
      const dead = attempts + 1 >= mostTries
      await sql`update platform.outbox set attempts = attempts + 1, last_error = ${faultMark(error)},
        next_at = app.now() + least(30 * power(2, attempts), 3600) * interval '1 second',
        dead_at = case when ${dead}::boolean then app.now() end where id = ${told.id}`.execute(tx)
      return { told, error, dead }
    }
    await sql`update platform.outbox set done_at = app.now() where id = ${told.id}`.execute(tx)
    return { told, error: null, dead: false }
  })
}
