import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { DelegationKind, DelegationNotice } from './delegation.ts'

type Holder = { person: string; agency: string }

export type NewDelegation = {
  agency: string
  fromPost: string
  toPost: string
  kind: DelegationKind
  from: Date
  to: Date
  reason: string
  madeBy: string
}

export async function insertDelegation(tx: Tx, one: NewDelegation): Promise<string> {
  const values = {
    agency: one.agency,
    from_post: one.fromPost,
    to_post: one.toPost,
    kind: one.kind,
    effective_from: one.from,
    effective_to: one.to,
    reason: one.reason,
    made_by: one.madeBy,
  }
  return (await tx.insertInto('organisation.delegation').values(values).returning('id').executeTakeFirstOrThrow()).id
}

/** Running and coming delegations end now; those from a post and those to it. */
export const endDelegationsOf = (tx: Tx, post: string) =>
  tx
    .updateTable('organisation.delegation')
    .set({ ended_at: sql`app.now()` })
    .where((eb) => eb.or([eb('from_post', '=', post), eb('to_post', '=', post)]))
    .where('ended_at', 'is', null)
    .execute()

export const setDelegationEnd = (tx: Tx, id: string) =>
  tx
    .updateTable('organisation.delegation')
    .set({ ended_at: sql`app.now()` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()

/** Delegations that somebody else recorded in the person's name at this agency, and that they have not been told of. */
export async function untoldDelegations(tx: Tx, { person, agency }: Holder): Promise<DelegationNotice[]> {
  const { rows } = await sql<DelegationNotice>`
    select m.full_name as "madeBy", d.made_at as "madeAt", q.full_name as "toName", t.position as "toPosition", d.kind,
      d.effective_from as "from", d.effective_to as "to", d.ended_at is not null as ended
    from organisation.delegation d join organisation.post f on f.id = d.from_post join organisation.person m on m.id = d.made_by
    join organisation.post t on t.id = d.to_post join organisation.person q on q.id = t.person
    where f.person = ${person} and d.agency = ${agency} and d.made_by <> ${person} and d.told_at is null
    order by d.made_at desc`.execute(tx)
  return rows
}

export const markDelegationsTold = (tx: Tx, { person, agency }: Holder) =>
  sql`update organisation.delegation set told_at = app.now() where told_at is null and agency = ${agency}
    and from_post in (select id from organisation.post where person = ${person})`.execute(tx)

/** A delegation as lists show it. */
export type DelegationLine = {
  id: string
  fromPost: string
  fromPerson: string
  fromName: string
  fromPosition: string
  toPerson: string
  toName: string
  toPosition: string
  kind: DelegationKind
  from: Date
  to: Date
  reason: string
  state: 'COMING' | 'RUNNING' | 'ENDED'
}

/** Delegations of an agency: running and coming ones, and those that ended within ninety days. */
export async function delegationsOf(tx: Tx, agency: string): Promise<DelegationLine[]> {
  const { rows } = await sql<DelegationLine>`
    select d.id, d.from_post as "fromPost", p.id as "fromPerson", p.full_name as "fromName", f.position as "fromPosition",
      q.id as "toPerson", q.full_name as "toName", t.position as "toPosition", d.kind, d.effective_from as "from",
      coalesce(d.ended_at, d.effective_to) as "to", d.reason,
      case when d.ended_at is not null or d.effective_to <= app.now() then 'ENDED'
        when d.effective_from > app.now() then 'COMING' else 'RUNNING' end as state
    from organisation.delegation d
    join organisation.post f on f.id = d.from_post join organisation.person p on p.id = f.person
    join organisation.post t on t.id = d.to_post join organisation.person q on q.id = t.person
    where d.agency = ${agency} and coalesce(d.ended_at, d.effective_to) > app.now() - interval '90 days'
    order by d.effective_from desc, d.id`.execute(tx)
  return rows
}
