import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Preferences } from './preferences.ts'
import type { Guest } from './threshold.ts'
import type { Tried } from './tries.ts'

export type Account = { person: string; passwordHash: string | null; locked: boolean }

/** An account, held until the commit: no session is opened on a password that is being changed. */
export async function accountByLogin(tx: Tx, login: string): Promise<Account | undefined> {
  const row = await tx
    .selectFrom('organisation.account')
    .select(['person', 'password_hash', 'locked_at'])
    .where('login', '=', login.trim().toLowerCase())
    .forUpdate()
    .executeTakeFirst()
  return row && { person: row.person, passwordHash: row.password_hash, locked: row.locked_at !== null }
}

/** The password of a known person, held until the commit. */
export async function passwordOf(tx: Tx, person: string): Promise<({ passwordHash: string | null } & Tried) | undefined> {
  const row = await tx
    .selectFrom('organisation.account')
    .select(['password_hash', 'failed_tries', 'tries_since'])
    .where('person', '=', person)
    .forUpdate()
    .executeTakeFirst()
  return row && { passwordHash: row.password_hash, failedTries: row.failed_tries, triesSince: row.tries_since }
}

/** A new password takes the counted tries away. */
export const setPassword = (tx: Tx, person: string, passwordHash: string) =>
  tx
    .updateTable('organisation.account')
    .set({ password_hash: passwordHash, failed_tries: 0, tries_since: null })
    .where('person', '=', person)
    .execute()

export async function readPreferences(tx: Tx, person: string): Promise<Preferences | undefined> {
  const row = await tx
    .selectFrom('organisation.account')
    .select(['theme', 'density', 'language'])
    .where('person', '=', person)
    .executeTakeFirst()
  return row as Preferences | undefined
}

export const writePreferences = (tx: Tx, person: string, { theme, density, language }: Preferences) =>
  tx.updateTable('organisation.account').set({ theme, density, language }).where('person', '=', person).execute()

export const recordTry = (tx: Tx, person: string, failed: number, since: Date | null) =>
  tx.updateTable('organisation.account').set({ failed_tries: failed, tries_since: since }).where('person', '=', person).execute()

/** The posts a person holds on a day (yyyy-mm-dd), the one with most duties first. */
export async function postsOf(tx: Tx, person: string, day: string): Promise<{ post: string; agency: string }[]> {
  return tx
    .selectFrom('organisation.post')
    .select(['id as post', 'agency'])
    .where('person', '=', person)
    .where('effective_from', '<=', day)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', day)]))
    .orderBy(sql`cardinality(roles)`, 'desc')
    .orderBy('id')
    .execute()
}

export async function accountOf(tx: Tx, person: string): Promise<{ login: string; locked: boolean } | undefined> {
  const row = await tx
    .selectFrom('organisation.account')
    .select(['login', 'locked_at'])
    .where('person', '=', person)
    .executeTakeFirst()
  return row && { login: row.login, locked: row.locked_at !== null }
}

/** The people of a demonstration who may be entered, a line for each post, agencies in the order of their identifiers. */
export const peopleToBecome = (tx: Tx): Promise<Guest[]> =>
  tx
    .selectFrom('organisation.account as c')
    .innerJoin('organisation.person as p', 'p.id', 'c.person')
    .innerJoin('organisation.post as o', 'o.person', 'p.id')
    .innerJoin('organisation.agency as a', 'a.id', 'o.agency')
    .select([
      'p.id',
      'p.full_name as name',
      'o.position',
      'a.id as agency',
      'a.name as agencyName',
      sql<Role[]>`o.roles`.as('roles'),
    ])
    .where('c.locked_at', 'is', null)
    .where('o.effective_from', '<=', sql<string>`app.today()`)
    .where((eb) => eb.or([eb('o.effective_to', 'is', null), eb('o.effective_to', '>=', sql<string>`app.today()`)]))
    .orderBy('a.organ_id')
    .orderBy('o.id')
    .execute()

/** What the threshold says of the installation: the province's name, and how many agencies and people there are. */
export async function thresholdFacts(tx: Tx): Promise<{ province: string | null; agencies: number; people: number }> {
  const { rows } = await sql<{ province: string | null; agencies: number; people: number }>`
    select coalesce((select province from platform.installation), (
        select regexp_replace(name, '^Ủy ban nhân dân ', '') from organisation.agency
        where parent is null and level = 'PROVINCE' and kind = 'STATE' and effective_to is null order by organ_id limit 1
      )) as province,
      (select count(*) from organisation.agency where effective_to is null and level <> 'CENTRAL') as agencies,
      (select count(*) from organisation.account where locked_at is null) as people`.execute(tx)
  return rows[0] ?? { province: null, agencies: 0, people: 0 }
}
