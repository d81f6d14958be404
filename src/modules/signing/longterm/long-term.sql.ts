import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Level } from './extend.ts'
import type { LongTerm } from './long-term.ts'
import type { Remembered } from './outside.ts'

export const insertLongTerm = (tx: Tx, file: { sha256: string; agency: string }) =>
  tx
    .insertInto('signing.long_term')
    .values(file)
    .onConflict((clash) => clash.column('sha256').doNothing())
    .execute()

export async function longTermOf(tx: Tx, sha256: string): Promise<LongTerm | null> {
  const row = await tx
    .selectFrom('signing.long_term')
    .select(['sha256', 'agency', 'level', 'tail', 'stamped_at as stampedAt', 'good_until as goodUntil'])
    .select(['missing', 'revoked', 'tries'])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row ? { ...row, level: row.level as Level } : null
}

export type Standing = { level: Level; stampedAt: Date | null }

/** How long-lasting a delivered file is, without what is appended to it; null when nobody asked for it. */
export async function standingOf(tx: Tx, sha256: string): Promise<Standing | null> {
  const row = await tx
    .selectFrom('signing.long_term')
    .select(['level', 'stamped_at as stampedAt'])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row ? { ...row, level: row.level as Level } : null
}

export type Grown = Pick<LongTerm, 'level' | 'tail' | 'stampedAt' | 'goodUntil' | 'missing' | 'revoked' | 'tries'> & {
  nextAt: Date
}

export const saveGrown = (tx: Tx, sha256: string, { tail, stampedAt, goodUntil, nextAt, ...grown }: Grown) =>
  tx
    .updateTable('signing.long_term')
    .set({
      ...grown,
      tail: tail && Buffer.from(tail),
      ...{ stamped_at: stampedAt, good_until: goodUntil, next_at: nextAt, last_error: null },
    })
    .where('sha256', '=', sha256)
    .execute()

export const saveFailure = (tx: Tx, sha256: string, { tries, nextAt, fault }: { tries: number; nextAt: Date; fault: string }) =>
  tx
    .updateTable('signing.long_term')
    .set({ tries, next_at: nextAt, last_error: fault.slice(0, 300) })
    .where('sha256', '=', sha256)
    .execute()

/** The file of any agency whose time has come, held for ten minutes; null when none waits. */
export async function takeLongTerm(tx: Tx): Promise<{ sha256: string; agency: string } | null> {
  const { rows } = await sql<{ sha256: string; agency: string }>`select sha256, agency from signing.take_long_term()`.execute(tx)
  return rows[0] ?? null
}

/** Over all agencies: files by level, those whose last try failed, the oldest that waits, the first stamp that runs out. */
export type Figures = {
  waiting: number
  stamped: number
  lasting: number
  failing: number
  oldest: Date | null
  ends: Date | null
}

export async function longTermFigures(tx: Tx): Promise<Figures> {
  const { rows } = await sql<Figures>`select * from signing.long_term_figures()`.execute(tx)
  return rows[0] ?? { waiting: 0, stamped: 0, lasting: 0, failing: 0, oldest: null, ends: null }
}

export type Fault = { sha256: string; agency: string; level: Level; tries: number; nextAt: Date; lastError: string | null }

/** Files of all agencies whose last try failed. */
export async function longTermFaults(tx: Tx): Promise<Fault[]> {
  const { rows } = await sql<Fault>`select sha256, agency, level, tries, next_at as "nextAt", last_error as "lastError"
    from signing.long_term_faults()`.execute(tx)
  return rows
}

/** Has every file whose last try failed tried again now. Returns how many. */
export async function hurryAll(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select signing.hurry_long_term() as count`.execute(tx)
  return rows[0]?.count ?? 0
}

export type Stamping = { address: string; privateNetworks: boolean }

/** The time-stamp authority of the installation; null while none is set. */
export async function stampingOf(tx: Tx): Promise<Stamping | null> {
  const row = await tx
    .selectFrom('signing.stamping')
    .select(['address', 'private_networks as privateNetworks'])
    .executeTakeFirst()
  return row ?? null
}

export const putStamping = (tx: Tx, { address, privateNetworks }: Stamping, by: string) => {
  const sets = { address, private_networks: privateNetworks, set_by: by, set_at: sql<Date>`app.now()` }
  return tx
    .insertInto('signing.stamping')
    .values(sets)
    .onConflict((clash) => clash.column('id').doUpdateSet(sets))
    .execute()
}

export const dropStamping = (tx: Tx) => tx.deleteFrom('signing.stamping').execute()

type Within = <Done>(act: (tx: Tx) => Promise<Done>) => Promise<Done>

/** What authorities said, kept in the database until it is out of date; each look is a transaction of its own. */
export const rememberedIn = (within: Within): Remembered => ({
  find: (key) =>
    within(async (tx) => {
      const row = await tx.selectFrom('signing.revocation_answer').select('answer').where('key', '=', key).executeTakeFirst()
      return row?.answer ?? null
    }),
  keep: (key, { der, until, kind, revokedAt }) =>
    within(async (tx) => {
      const sets = { answer: Buffer.from(der), until, kind, revokes: revokedAt !== null, kept_at: sql<Date>`app.now()` }
      await tx
        .insertInto('signing.revocation_answer')
        .values({ key, ...sets })
        .onConflict((clash) => clash.column('key').doUpdateSet(sets))
        .execute()
    }),
})

/** Forgets what authorities said of days gone by, but never that something was revoked: verdicts rest on it. */
export const forgetAnswers = (tx: Tx) =>
  tx
    .deleteFrom('signing.revocation_answer')
    .where('revokes', '=', false)
    .where(sql<boolean>`coalesce(until, kept_at) < app.now() - interval '2 days'`)
    .execute()
