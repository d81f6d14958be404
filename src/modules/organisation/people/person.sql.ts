import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/desk.ts'

/** A person in one post, as lists and pickers show it. */
export type Colleague = {
  post: string
  person: string
  name: string
  position: string
  agency: string
  division: string | null
  divisionName: string | null
  roles: Role[]
  head: boolean
}

const colleagues = (tx: Tx) =>
  tx
    .selectFrom('organisation.post as o')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .leftJoin('organisation.division as d', 'd.id', 'o.division')
    .select([
      'o.id as post',
      'p.id as person',
      'p.full_name as name',
      'o.position',
      'o.agency',
      'o.division',
      'd.name as divisionName',
      sql<Role[]>`o.roles`.as('roles'),
      'o.head',
    ])
    .where('p.left_on', 'is', null)
    .where('o.effective_from', '<=', sql<string>`app.today()`)
    .where((eb) => eb.or([eb('o.effective_to', 'is', null), eb('o.effective_to', '>=', sql<string>`app.today()`)]))

/** The people of an agency today, by given name as Vietnamese directories are sorted. */
export const colleaguesOf = (tx: Tx, agency: string): Promise<Colleague[]> =>
  colleagues(tx).where('o.agency', '=', agency).orderBy(sql`p.sort_key collate "C"`).execute()

export const colleagueInPost = (tx: Tx, post: string): Promise<Colleague | undefined> =>
  colleagues(tx).where('o.id', '=', post).executeTakeFirst()

export const everybody = (tx: Tx): Promise<Colleague[]> => colleagues(tx).orderBy('o.agency').orderBy('o.id').execute()

export type Contact = { person: string; email: string | null; phone: string | null }

/** How people can be reached, by their identifiers. */
export async function contactsOf(tx: Tx, people: readonly string[]): Promise<Map<string, Contact>> {
  if (people.length === 0) return new Map()
  const rows = await tx
    .selectFrom('organisation.person')
    .select(['id as person', 'email', 'phone'])
    .where('id', 'in', [...people])
    .execute()
  return new Map(rows.map((row) => [row.person, row]))
}

export type NewPerson = { fullName: string; sortKey: string; email?: string | null; phone?: string | null }

export async function insertPerson(tx: Tx, { fullName, sortKey, email, phone }: NewPerson): Promise<string> {
  const values = { full_name: fullName, sort_key: sortKey, email: email ?? null, phone: phone ?? null }
  return (await tx.insertInto('organisation.person').values(values).returning('id').executeTakeFirstOrThrow()).id
}

export type NewPost = {
  person: string
  agency: string
  division: string | null
  position: string
  roles: Role[]
  head: boolean
  effectiveFrom?: string
}

export async function insertPost(tx: Tx, { effectiveFrom, ...post }: NewPost): Promise<string> {
  const values = { ...post, ...(effectiveFrom ? { effective_from: effectiveFrom } : {}) }
  return (await tx.insertInto('organisation.post').values(values).returning('id').executeTakeFirstOrThrow()).id
}

export const insertAccount = (tx: Tx, person: string, login: string, passwordHash: string | null) =>
  tx
    .insertInto('organisation.account')
    .values({ person, login: login.trim().toLowerCase(), password_hash: passwordHash })
    .execute()
