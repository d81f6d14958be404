import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'
import type { Period, PeriodKind } from './period.ts'

/** One version of a closed period: what was known at `closedAt`. Figures and identities are kept with it and never altered. */
export type Closing = {
  id: string
  kind: PeriodKind
  first: string
  last: string
  version: number
  closedAt: Date
  madeAt: Date
  reason: string
}

const columns = sql`id, kind, first_day as first, last_day as last, version, closed_at as "closedAt", made_at as "madeAt", reason`

/** Stores figures and identities of a period as known at an instant; returns the version's id. `post` null: the machine. */
export async function saveClosing(
  { tx }: Work,
  post: string | null,
  { period, at, reason }: { period: Period; at: Date; reason: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select statistics.close(${post}, ${period.kind}, ${period.first}, ${period.last}, ${at}, ${reason}) as id`.execute(tx)
  const id = rows[0]?.id ?? ''
  await sql`select statistics.close_handled(${id})`.execute(tx)
  return id
}

/** The versions of a period, the newest first. */
export async function versionsOf({ tx }: Work, { kind, first }: Pick<Period, 'kind' | 'first'>): Promise<Closing[]> {
  const { rows } = await sql<Closing>`
    select ${columns} from statistics.closing where kind = ${kind} and first_day = ${first} order by version desc`.execute(tx)
  return rows
}

export async function closingById({ tx }: Work, id: string): Promise<Closing | undefined> {
  const { rows } = await sql<Closing>`select ${columns} from statistics.closing where id = ${id}`.execute(tx)
  return rows[0]
}
