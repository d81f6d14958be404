import type { Kysely, Transaction } from 'kysely'
import type { Actor, Clock } from '#kernel/actor.ts'
import type { DB } from './schema.gen.ts'

export type Tx = Transaction<DB>
export type Pool = Kysely<DB>

/** What every action works with. The action never opens a transaction: the door did, by `desk.work`. */
export type Work = { tx: Tx; actor: Actor; clock: Clock }

/** A person at work: opens one transaction per act, bound to the agencies that the actor may see. */
export type Desk = {
  actor: Actor
  work: <Done>(act: (work: Work) => Promise<Done>) => Promise<Done>
}
