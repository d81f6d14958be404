import { type Kysely, sql, type Transaction } from 'kysely'
import type { Actor, Clock } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import type { Files } from '#platform/blobs/blobs.ts'
import type { Tokens } from '#platform/token/token.ts'
import type { DB } from './schema.gen.ts'

export type Tx = Transaction<DB>
export type Pool = Kysely<DB>

/** What every action works with. The action never opens a transaction: the door did, by `desk.work`. */
export type Work = { tx: Tx; actor: Actor; clock: Clock }

/** What the installation holds outside its database and the acts on files and keys need. */
export type Vault = {
  files: Files
  keySecret: Uint8Array
  /** Absent where no driver of tokens is set. */
  tokens?: Tokens
  /** Where people reach it, as it is printed into documents; left out (tests, a seeding) it is this machine's own. */
  address?: string
}

/** A person at work: opens one transaction per act, bound to the agencies that the actor may see. */
export type Desk = {
  actor: Actor
  vault: Vault
  work: <Done>(act: (work: Work) => Promise<Done>) => Promise<Done>
}

const dayInVietnam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })

/** The clock of one instant: its day and year are Vietnam's, whatever zone the process runs in. */
export function clockAt(now: Date): Clock {
  const today = dayInVietnam.format(now)
  return { now, today, year: Number(today.slice(0, 4)) }
}

async function begin(tx: Tx, actor: Actor, seedNow: string | null): Promise<Clock> {
  const { rows } = await sql<{ now: Date }>`
    with reach as materialized (
      select set_config('app.agencies', ${`{${actor.agencies.join(',')}}`}, true), set_config('app.agency', ${actor.agency}, true),
        set_config('app.person', ${actor.person}, true), set_config('app.seed_now', ${seedNow ?? ''}, true)
    )
    select app.now() as now from reach`.execute(tx)
  const now = rows[0]?.now
  if (!now) throw new Error('app.now() gave no instant')
  return clockAt(now)
}

/** SQL states by which the database says no, and the refusal a person reads for each. */
const refusedBy: Record<string, [ConstructorParameters<typeof Refused>[0], string]> = {
  LT002: ['book-closed', 'book'],
  LT003: ['book-closed', 'clock'],
  LT004: ['secret-material', 'text'],
  LT010: ['wrong-state', 'release'],
  '53100': ['storage-full', 'database'],
  // What no shape had looked at: an address that is no identifier, signs that no text holds, numbers and days beyond all
  // bounds, somebody or something chosen that does not exist.
  '22P02': ['not-found', 'identifier'],
  '22021': ['bad-input', 'text'],
  '22P05': ['bad-input', 'text'],
  '22003': ['bad-input', 'number'],
  '22007': ['bad-input', 'date'],
  '22008': ['bad-input', 'date'],
  '23503': ['bad-input', 'reference'],
}

function refusalFromDatabase(error: unknown): unknown {
  const { code: state, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown }
  // What the code has overlooked the table refuses, column by column.
  if (state === '23514' && typeof constraint === 'string' && constraint.endsWith('_no_secret'))
    return new Refused('secret-material', 'text')
  const known = typeof state === 'string' ? refusedBy[state] : undefined
  return known ? new Refused(...known) : error
}

const noVault: Vault = {
  get files(): Files {
    throw new Error('this desk was opened without a vault: no files')
  },
  get keySecret(): Uint8Array {
    throw new Error('this desk was opened without a vault: no keys')
  },
}

/**
 * The desk of one actor. `work` begins a transaction, sets the reach for row security, reads `app.now()` once, runs, commits.
 * `seedNow` (ISO instant) is heeded by the database for the seeding role in a demonstration or test only.
 */
export function openDesk(
  pool: Pool,
  actor: Actor,
  { seedNow = null, vault = noVault }: { seedNow?: string | null; vault?: Vault } = {},
): Desk {
  return {
    actor,
    vault,
    async work(act) {
      try {
        return await pool.transaction().execute(async (tx) => act({ tx, actor, clock: await begin(tx, actor, seedNow) }))
      } catch (error) {
        throw refusalFromDatabase(error)
      }
    },
  }
}
