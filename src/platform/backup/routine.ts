import { sql } from 'kysely'
import type { Pool } from '#platform/db/desk.ts'

/** What the machine does by itself and how it ended last. `ok` null: it runs now, or never came to an end. */
export type Routine = { startedAt: Date; endedAt: Date | null; ok: boolean | null; detail: Record<string, unknown> }

/** Writes down that a routine began (`ok` null) or how it ended; administrators read it on the page of the system. */
export async function record(pool: Pool, name: string, ok: boolean | null, detail: Record<string, unknown>): Promise<void> {
  await sql`insert into platform.routine (name, started_at, ended_at, ok, detail)
    values (${name}, app.now(), ${ok === null ? sql`null` : sql`app.now()`}, ${ok}, ${JSON.stringify(detail)})
    on conflict (name) do update set started_at = case when excluded.ok is null then excluded.started_at else routine.started_at end,
      ended_at = excluded.ended_at, ok = excluded.ok, detail = excluded.detail`.execute(pool)
}

/** How a routine ended last; null when it never ran. */
export async function routineOf(pool: Pool, name: string): Promise<Routine | null> {
  const { rows } = await sql<Routine>`
    select started_at as "startedAt", ended_at as "endedAt", ok, detail from platform.routine where name = ${name}`.execute(pool)
  return rows[0] ?? null
}
