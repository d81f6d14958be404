import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import { hashOf } from './session.ts'
import { networkOf, tries } from './tries.ts'

const nameOf = (login: string) => hashOf(login.trim().toLowerCase())
const anywhere = hashOf('')

/** Counts one try; its row is held until the commit, so that guesses come one after the other. Returns how many there are in time. */
async function counted(tx: Tx, login: Buffer, network: Buffer): Promise<number> {
  const old = sql`app.now() - make_interval(mins => ${tries.minutes})`
  const { rows } = await sql<{ tries: number }>`
    insert into organisation.sign_in_try as t (login_hash, network_hash, tries, since) values (${login}, ${network}, 1, app.now())
    on conflict (login_hash, network_hash) do update set
      tries = case when t.since > ${old} then t.tries + 1 else 1 end,
      since = case when t.since > ${old} then t.since else app.now() end
    returning tries`.execute(tx)
  return rows[0]?.tries ?? 1
}

/**
 * Counts a try with a name, whether somebody has it or not, and says whether it is one too many. What a network tries beyond its
 * own number is not counted against the name. What is older is cleared away in passing.
 */
export async function isOneTooMany(tx: Tx, login: string, address: string): Promise<boolean> {
  await sql`delete from organisation.sign_in_try where (login_hash, network_hash) in (
    select login_hash, network_hash from organisation.sign_in_try
    where since <= app.now() - make_interval(mins => ${tries.minutes}) limit 100 for update skip locked)`.execute(tx)
  if ((await counted(tx, nameOf(login), hashOf(networkOf(address)))) > tries.most) return true
  return (await counted(tx, nameOf(login), anywhere)) > tries.anywhere
}

/** Whoever came in has mistyped, not guessed: what was tried from there counts no more. */
export async function forgetTriesFrom(tx: Tx, login: string, address: string): Promise<void> {
  await sql`with gone as (delete from organisation.sign_in_try
      where login_hash = ${nameOf(login)} and network_hash = ${hashOf(networkOf(address))} returning tries)
    update organisation.sign_in_try t set tries = greatest(t.tries - gone.tries, 0) from gone
    where t.login_hash = ${nameOf(login)} and t.network_hash = ${anywhere}`.execute(tx)
}

/** A new password, or an account opened again: nothing that was tried before counts. */
export const forgetTries = (tx: Tx, login: string) =>
  tx.deleteFrom('organisation.sign_in_try').where('login_hash', '=', nameOf(login)).execute()
