import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import { columnsOf, type NewAgency } from './agency.sql.ts'
import type { Succession } from './agency.vi.ts'

/** One agency as the tree shows it. `clerks` counts the văn thư in force, `people` those with a post. */
export type Node = {
  id: string
  parent: string | null
  name: string
  shortName: string
  organId: string
  level: string
  people: number
}

/** Every agency in force on a day with how many people it has, sorted as people read. */
export async function treeOn(tx: Tx, day: string): Promise<Node[]> {
  const { rows } = await sql<Node>`
    select a.id, a.parent, a.name, a.short_name as "shortName", a.organ_id as "organId", a.level,
      (select count(distinct o.person) from organisation.post o where o.agency = a.id and o.effective_from <= ${day}
        and (o.effective_to is null or o.effective_to >= ${day})) as people
    from organisation.agency a
    where a.effective_from <= ${day} and (a.effective_to is null or a.effective_to >= ${day})
    order by array_position(array['CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'HAMLET'], a.level),
      a.name collate "vi-x-icu", a.id`.execute(tx)
  return rows
}

/** Whether an agency is another one, or somewhere below it. */
export async function isBelow(tx: Tx, agency: string, above: string): Promise<boolean> {
  const { rows } = await sql<{ below: boolean }>`
    with recursive up as (
      select id, parent from organisation.agency where id = ${agency}
      union select a.id, a.parent from organisation.agency a join up on a.id = up.parent
    ) select exists (select from up where id = ${above}) as below`.execute(tx)
  return rows[0]?.below ?? false
}

/** Whether another agency in force has the identifier. */
export async function organIdTaken(tx: Tx, organId: string, self: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation.agency')
    .select('id')
    .where('organ_id', '=', organId)
    .where('effective_to', 'is', null)
    .$if(self !== null, (query) => query.where('id', '!=', self ?? ''))
    .executeTakeFirst()
  return row !== undefined
}

export const updateAgency = (tx: Tx, id: string, agency: NewAgency) =>
  tx.updateTable('organisation.agency').set(columnsOf(agency)).where('id', '=', id).execute()

export const setAgencyEnd = (tx: Tx, id: string, last: string) =>
  tx.updateTable('organisation.agency').set({ effective_to: last }).where('id', '=', id).execute()

/** Whether agencies below, or people in posts, go on after a day. */
export async function hasChildrenOrPeople(tx: Tx, agency: string, after: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from organisation.agency where parent = ${agency} and (effective_to is null or effective_to > ${after}))
      or exists (select from organisation.post where agency = ${agency} and (effective_to is null or effective_to > ${after})) as used
    `.execute(tx)
  return rows[0]?.used ?? false
}

export const insertSuccession = (
  tx: Tx,
  { predecessor, successor, kind, after }: { predecessor: string; successor: string; kind: Succession; after: string },
) =>
  tx
    .insertInto('organisation.succession')
    .values({ predecessor, successor, kind, effective_on: sql`${after}::date + 1` })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export type Lineage = { id: string; name: string; organId: string; kind: Succession; on: string; direction: 'BEFORE' | 'AFTER' }

/** What an agency came from and what took its place. */
export async function lineageOf(tx: Tx, agency: string): Promise<Lineage[]> {
  const { rows } = await sql<Lineage>`
    select a.id, a.name, a.organ_id as "organId", s.kind, s.effective_on as on,
      case when s.successor = ${agency} then 'BEFORE' else 'AFTER' end as direction
    from organisation.succession s
    join organisation.agency a on a.id = case when s.successor = ${agency} then s.predecessor else s.successor end
    where ${agency} in (s.predecessor, s.successor) order by s.effective_on, a.name`.execute(tx)
  return rows
}
