import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { InspectionState } from './inspection.ts'

export type NewInspection = {
  post: string
  inspecting: string
  agencies: readonly string[]
  decision: string
  decidedOn: string
  about: string
  firstDay: string
  lastDay: string
}

export async function insertInspection({ tx, actor }: Work, one: NewInspection): Promise<string> {
  const { id } = await tx
    .insertInto('organisation.inspection')
    .values({
      ...{ opening: actor.agency, inspecting: one.inspecting, post: one.post, opened_by: actor.person },
      ...{ decision: one.decision, decided_on: one.decidedOn, about: one.about },
      ...{ first_day: one.firstDay, last_day: one.lastDay },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const place = { inspection: id, opening: actor.agency, inspecting: one.inspecting }
  await tx
    .insertInto('organisation.inspected')
    .values(one.agencies.map((agency) => ({ ...place, agency })))
    .execute()
  return id
}

export const setInspectionEnd = ({ tx, actor }: Work, id: string) =>
  tx
    .updateTable('organisation.inspection')
    .set({ ended_at: sql<Date>`app.now()`, ended_by: actor.person })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()

/** An inspection as lists show it; `agencies` are those that the asker may know of. */
export type InspectionLine = {
  id: string
  opening: string
  post: string
  inspector: string
  position: string
  decision: string
  decidedOn: string
  about: string
  firstDay: string
  lastDay: string
  agencies: { id: string; name: string }[]
  /** How many documents were opened in it. */
  documents: number
  state: InspectionState
}

/** Inspections that concern the actor's agency: as opener, as the inspector's, as inspected; the newest first. */
export async function inspectionsOf(tx: Tx): Promise<InspectionLine[]> {
  const { rows } = await sql<InspectionLine>`
    select n.id, n.opening, n.post, p.full_name as inspector, o.position, n.decision, n.decided_on::text as "decidedOn", n.about,
      n.first_day::text as "firstDay", n.last_day::text as "lastDay",
      (select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name)
        from organisation.inspected i join organisation.agency a on a.id = i.agency where i.inspection = n.id) as agencies,
      (select count(distinct r.about)::int from organisation.inspection_reading r where r.inspection = n.id) as documents,
      case when n.ended_at is not null or n.last_day < app.today() then 'ENDED'
        when n.first_day > app.today() then 'COMING' else 'RUNNING' end as state
    from organisation.inspection n
    join organisation.post o on o.id = n.post join organisation.person p on p.id = o.person
    order by n.opened_at desc, n.id`.execute(tx)
  return rows
}

/** A document that was opened in an inspection, on one day. */
export type InspectionReading = { direction: 'OUT' | 'IN'; about: string; agency: string; agencyName: string; at: Date }

/** What was opened in an inspection, the newest first; at most 500. */
export async function readingsIn(tx: Tx, inspection: string): Promise<InspectionReading[]> {
  const { rows } = await sql<InspectionReading>`
    select r.direction, r.about, r.agency, a.name as "agencyName", r.at
    from organisation.inspection_reading r join organisation.agency a on a.id = r.agency
    where r.inspection = ${inspection} order by r.at desc, r.about limit 500`.execute(tx)
  return rows
}

/** Posts of inspectors in force today, with whom they belong to. */
export async function inspectorPosts(
  tx: Tx,
): Promise<{ post: string; person: string; name: string; position: string; agency: string }[]> {
  const { rows } = await sql<{ post: string; person: string; name: string; position: string; agency: string }>`
    select o.id as post, p.id as person, p.full_name as name, o.position, o.agency
    from organisation.post o join organisation.person p on p.id = o.person
    where 'inspector' = any (o.roles) and o.effective_from <= app.today() and (o.effective_to is null or o.effective_to >= app.today())
    order by p.sort_key`.execute(tx)
  return rows
}

/** The running inspection by which a post reads an agency. */
export async function runningOver({ tx, actor }: Work, agency: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select n.id from organisation.inspection n join organisation.inspected i on i.inspection = n.id
    where n.post = ${actor.post} and i.agency = ${agency} and n.ended_at is null and app.today() between n.first_day and n.last_day
    order by n.opened_at limit 1`.execute(tx)
  return rows[0]?.id
}

export type Opened = { agency: string; direction: 'OUT' | 'IN'; about: string }

export const insertReading = (tx: Tx, inspection: string, { agency, direction, about }: Opened) =>
  tx
    .insertInto('organisation.inspection_reading')
    .values({ inspection, agency, direction, about })
    .onConflict((conflict) => conflict.columns(['inspection', 'about', 'day']).doNothing())
    .execute()
