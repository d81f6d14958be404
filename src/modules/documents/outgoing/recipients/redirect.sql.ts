import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Outgoing } from '../outgoing.ts'

/** A recipient that is over: its agency, and the agencies in force today that came after it and do not get the document yet. */
export type EndedRecipient = { agency: string; name: string; successors: { id: string; name: string }[] }

export async function endedRecipients(tx: Tx, doc: Pick<Outgoing, 'id' | 'agency'>, day: string): Promise<EndedRecipient[]> {
  const { rows } = await sql<EndedRecipient>`
    select a.id as agency, a.name, coalesce((
      with recursive later(id) as (
        select s.successor from organisation.succession s where s.predecessor = a.id
        union select s.successor from organisation.succession s join later on s.predecessor = later.id
      )
      select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by b.name)
      from later join organisation.agency b on b.id = later.id
      where b.id <> ${doc.agency} and b.effective_from <= ${day}::date and (b.effective_to is null or b.effective_to >= ${day}::date)
        and not exists (select from documents.outgoing_recipient o where o.outgoing = ${doc.id} and o.recipient_agency = b.id)
    ), '[]') as successors
    from documents.outgoing_recipient r join organisation.agency a on a.id = r.recipient_agency
    where r.outgoing = ${doc.id} and (a.effective_to < ${day}::date or a.effective_from > ${day}::date)
    order by a.name`.execute(tx)
  return rows
}

const rowOf = (outgoing: string, agency: string) => sql`outgoing = ${outgoing} and recipient_agency = ${agency}`

/** The successor gets it in the same way and for the same purpose. */
export async function sendInstead(tx: Tx, outgoing: string, agency: string, to: { id: string; name: string }): Promise<void> {
  await sql`update documents.outgoing_recipient set recipient_agency = ${to.id}, recipient_name = ${to.name}
    where ${rowOf(outgoing, agency)}`.execute(tx)
}

/** Takes a recipient out. False when it is the only one, which stays. */
export async function takeOut(tx: Tx, outgoing: string, agency: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from documents.outgoing_recipient where ${rowOf(outgoing, agency)}
    and exists (select from documents.outgoing_recipient o
      where o.outgoing = ${outgoing} and o.recipient_agency is distinct from ${agency}::uuid)`.execute(tx)
  return numAffectedRows === 1n
}
