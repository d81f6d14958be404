import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import { fold } from '#kernel/vietnamese.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { AccountFilter } from './account-filters.ts'

/** Where an account stands: none yet, no password yet, in use, locked. */
export type AccountState = 'NONE' | 'NO_PASSWORD' | 'OPEN' | 'LOCKED'

/** A person in a post, as the list of an agency shows it. */
export type DirectoryLine = {
  post: string
  person: string
  name: string
  position: string
  divisionName: string | null
  roles: Role[]
  head: boolean
  login: string | null
  account: AccountState
  effectiveFrom: string
  effectiveTo: string | null
}

/** People in posts of an agency on a day: leaders first, then by division, by given name. */
export async function directoryOf(tx: Tx, agency: string, day: string): Promise<DirectoryLine[]> {
  const { rows } = await sql<DirectoryLine>`
    select o.id as post, p.id as person, p.full_name as name, o.position, d.name as "divisionName", o.roles, o.head, c.login,
      case when c.person is null then 'NONE' when c.locked_at is not null then 'LOCKED'
        when c.password_hash is null then 'NO_PASSWORD' else 'OPEN' end as account,
      o.effective_from as "effectiveFrom", o.effective_to as "effectiveTo"
    from organisation.post o
    join organisation.person p on p.id = o.person
    left join organisation.account c on c.person = p.id
    left join organisation.division d on d.id = o.division
    where o.agency = ${agency} and o.effective_from <= ${day} and (o.effective_to is null or o.effective_to >= ${day})
    order by o.head desc, 'agencyLeader' = any (o.roles) desc, d.name collate "vi-x-icu" nulls first, p.sort_key collate "C", o.id`.execute(
    tx,
  )
  return rows
}

/** Whose last day in the agency lies in the last 90 days: their page still shows what they left open. */
export async function goneFrom(
  tx: Tx,
  agency: string,
): Promise<{ person: string; name: string; position: string; on: string }[]> {
  const { rows } = await sql<{ person: string; name: string; position: string; on: string }>`
    select p.id as person, p.full_name as name, o.position, coalesce(p.left_on, o.effective_to) as "on"
    from organisation.post o join organisation.person p on p.id = o.person
    where o.agency = ${agency} and (p.left_on > app.today() - 90 or (o.effective_to < app.today() and o.effective_to > app.today() - 90))
    order by 4 desc, p.sort_key collate "C" limit 50`.execute(tx)
  return rows
}

export type Found = { person: string; name: string; position: string; agencyName: string; agency: string }

/** The people behind a figure about accounts, each in one of their posts; of one agency, or of all. At most 200. */
export async function peopleWith(tx: Tx, filter: AccountFilter, agency: string | null): Promise<Found[]> {
  const condition = {
    'tat-ca': sql`true`,
    'chua-dat-mat-khau': sql`c.password_hash is null and c.locked_at is null`,
    'da-khoa': sql`c.locked_at is not null`,
  }[filter]
  const { rows } = await sql<Found & { sort: string }>`
    select * from (
      select distinct on (p.id) p.id as person, p.full_name as name, o.position, a.short_name as "agencyName", a.id as agency,
        p.sort_key as sort
      from organisation.post o join organisation.person p on p.id = o.person join organisation.agency a on a.id = o.agency
      left join organisation.account c on c.person = p.id
      where (${agency}::uuid is null or o.agency = ${agency}) and o.effective_from <= app.today()
        and (o.effective_to is null or o.effective_to >= app.today()) and ${condition}
      order by p.id, o.id
    ) as found order by sort collate "C" limit 200`.execute(tx)
  return rows.map(({ sort: _, ...found }) => found)
}

/** People and agencies are found without marks and case: every word of the query must occur. */
export async function findPeople(tx: Tx, query: string, day: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select p.id as person, p.full_name as name, o.position, a.short_name as "agencyName", a.id as agency
    from organisation.post o join organisation.person p on p.id = o.person join organisation.agency a on a.id = o.agency
    where o.effective_from <= ${day} and (o.effective_to is null or o.effective_to >= ${day})
    order by p.sort_key collate "C"`.execute(tx)
  const words = fold(query).split(' ')
  return rows.filter((row) => words.every((word) => fold(row.name).includes(word))).slice(0, 50)
}

export const namesOf = (tx: Tx, people: readonly string[]): Promise<{ id: string; name: string }[]> =>
  tx
    .selectFrom('organisation.person')
    .select(['id', 'full_name as name'])
    .where('id', 'in', people)
    .orderBy(sql`sort_key collate "C"`)
    .execute()
