import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** Every login that begins like this one. */
export async function loginsLike(tx: Tx, base: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('organisation.account')
    .select('login')
    .where('login', 'like', `${base.replace(/[\\%_]/g, '\\$&')}%`)
    .execute()
  return new Set(rows.map((row) => row.login))
}

export const loginTaken = async (tx: Tx, login: string, self: string | null): Promise<boolean> =>
  (await tx
    .selectFrom('organisation.account')
    .select('person')
    .where('login', '=', login)
    .$if(self !== null, (query) => query.where('person', '!=', self ?? ''))
    .executeTakeFirst()) !== undefined

export const setLogin = (tx: Tx, person: string, login: string) =>
  tx
    .insertInto('organisation.account')
    .values({ person, login })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ login }))
    .execute()

/** Locks an account, or opens it again with its counted tries taken away. */
export const setLocked = (tx: Tx, person: string, locked: boolean) =>
  tx
    .updateTable('organisation.account')
    .set(locked ? { locked_at: sql`app.now()` } : { locked_at: null, failed_tries: 0, tries_since: null })
    .where('person', '=', person)
    .execute()

type Described = { fullName: string; sortKey: string; email: string | null; phone: string | null }

export const updatePerson = (tx: Tx, person: string, { fullName, sortKey, email, phone }: Described) =>
  tx
    .updateTable('organisation.person')
    .set({ full_name: fullName, sort_key: sortKey, email, phone })
    .where('id', '=', person)
    .execute()

/** The day a person left, or null when they are back. */
export const setLeft = (tx: Tx, person: string, day: string | null) =>
  tx.updateTable('organisation.person').set({ left_on: day }).where('id', '=', person).execute()

export async function personByLogin(tx: Tx, login: string): Promise<string | undefined> {
  const row = await tx.selectFrom('organisation.account').select('person').where('login', '=', login).executeTakeFirst()
  return row?.person
}
