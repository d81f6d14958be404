import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Workplace } from './workplace.ts'

/** Own posts in force today, then those acted for under a running delegation. */
export async function workplacesOf(tx: Tx, person: string): Promise<Workplace[]> {
  const { rows } = await sql<Workplace>`
    select o.id, o.id as post, null::uuid as "onBehalfOf", o.position, a.short_name as "agencyName", null as "forName",
      null as kind, null::timestamptz as until, 0 as rank
    from organisation.post o join organisation.agency a on a.id = o.agency
    where o.person = ${person} and o.effective_from <= app.today() and (o.effective_to is null or o.effective_to >= app.today())
    union all
    select f.id, x.to_post, f.id, f.position, a.short_name, p.full_name, x.kind, x.effective_to, 1
    from organisation.acting(${person}) x
    join organisation.post f on f.id = x.from_post
    join organisation.person p on p.id = f.person
    join organisation.agency a on a.id = f.agency
    order by rank, id`.execute(tx)
  return rows
}
