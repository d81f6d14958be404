import { sql } from 'kysely'
import type { Pool, Tx, Work } from '#platform/db/desk.ts'

/** Kind, code and place of a fault: enough to find it in the log, and nothing of what it was about. */
export function faultMark(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  const [, place = ''] = /([\w.-]+\.[jt]sx?:\d+):\d+/.exec(error.stack?.slice(error.stack.indexOf('\n    at ')) ?? '') ?? []
  return [error.name, typeof code === 'string' ? code : '', place].filter(Boolean).join(' ').slice(0, 300)
}

/** An event that was tried to the last and lies still. */
export type DeadEvent = { id: number; name: string; at: Date; attempts: number; lastError: string | null; deadAt: Date }

export const deadEvents = (tx: Tx): Promise<DeadEvent[]> =>
  tx
    .selectFrom('platform.outbox')
    .select(['id', 'name', 'at', 'attempts', 'last_error as lastError', sql<Date>`dead_at`.as('deadAt')])
    .where('dead_at', 'is not', null)
    .orderBy('id')
    .limit(100)
    .execute()

/** Has a dead event tried again from the beginning. False when it is not dead. */
export async function reviveEvent({ tx }: Pick<Work, 'tx'>, id: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('platform.outbox')
    .set({ dead_at: null, attempts: 0, next_at: null })
    .where('id', '=', id)
    .where('dead_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** How many events wait for their first try, wait after a failed one, or lie dead. */
export type OutboxFigures = { waiting: number; failing: number; dead: number }

export async function outboxFigures(on: Pool | Tx): Promise<OutboxFigures> {
  const { rows } = await sql<OutboxFigures>`select
    (count(*) filter (where dead_at is null and attempts = 0))::int as waiting,
    (count(*) filter (where dead_at is null and attempts > 0))::int as failing,
    (select count(*)::int from platform.outbox where dead_at is not null) as dead
    from platform.outbox where done_at is null and dead_at is null`.execute(on)
  return rows[0] ?? { waiting: 0, failing: 0, dead: 0 }
}
