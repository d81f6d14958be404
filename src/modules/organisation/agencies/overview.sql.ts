import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

export type Lack = { id: string; name: string; lack: 'clerk' | 'head' | 'admin' }
export type Overview = {
  agencies: number
  people: number
  noPassword: number
  locked: number
  links: number
  /** Reachable agencies with people that lack somebody they cannot work without. */
  lacks: Lack[]
}

/** The health of what an administrator looks after: all agencies, or one. */
export async function overviewOf(tx: Tx, agency: string | null): Promise<Overview> {
  const { rows } = await sql<Omit<Overview, 'lacks'>>`
    with live as (
      select o.person, o.agency from organisation.post o
      where (${agency}::uuid is null or o.agency = ${agency}) and o.effective_from <= app.today()
        and (o.effective_to is null or o.effective_to >= app.today())
    ), people as (select distinct person from live)
    select (select count(*) from organisation.agency a where (${agency}::uuid is null or a.id = ${agency}) and a.effective_to is null and a.level <> 'CENTRAL') as agencies,
      (select count(*) from people) as people,
      (select count(*) from people p left join organisation.account c using (person) where c.password_hash is null and c.locked_at is null) as "noPassword",
      (select count(*) from people p join organisation.account c using (person) where c.locked_at is not null) as locked,
      (select count(*) from people p join organisation.access_link l using (person) where l.used_at is null and l.ends_at > clock_timestamp()) as links`.execute(
    tx,
  )
  const lacks = await sql<Lack>`
    select a.id, a.name, w.lack from organisation.agency a
    cross join (values ('clerk', 'recordsClerk'), ('head', null), ('admin', 'unitAdmin')) as w (lack, role)
    where (${agency}::uuid is null or a.id = ${agency}) and a.effective_to is null and a.reachable and a.level <> 'HAMLET'
      and exists (select from organisation.post o where o.agency = a.id)
      and not exists (
        select from organisation.post o join organisation.account c on c.person = o.person and c.locked_at is null
        where o.agency = a.id and o.effective_from <= app.today() and (o.effective_to is null or o.effective_to >= app.today())
          and (w.role = any (o.roles) or (w.role is null and o.head)))
    order by a.name collate "vi-x-icu", w.lack limit 50`.execute(tx)
  const [counted] = rows
  return { agencies: 0, people: 0, noPassword: 0, locked: 0, links: 0, ...counted, lacks: lacks.rows }
}
