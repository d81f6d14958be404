import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Outgoing } from '../outgoing.ts'

/** What the rows tell for and against sending a document out on a day. */
export type Readiness = {
  recipients: number
  /** Somebody who is only a name, and not by paper. */
  named: boolean
  /** Of the recipients that are not in force the first by name, and what came after it. */
  ended: string | null
  /** What it replaces is out, or was called back, and nothing stands in its place yet; true when it replaces nothing. */
  replaceable: boolean
}

/** One statement: every clerk of the agency may be about to number, sign or release at the same moment. */
export async function readiness(tx: Tx, doc: Pick<Outgoing, 'id' | 'agency' | 'replaces'>, day: string): Promise<Readiness> {
  const { rows } = await sql<Readiness>`
    select count(*)::int as recipients,
      coalesce(bool_or(r.recipient_kind = 'OUTSIDE' and r.mode <> 'PAPER'), false) as named,
      (array_agg(a.name || coalesce(' → ' || (select string_agg(b.name, ', ' order by b.name) from organisation.succession s
        join organisation.agency b on b.id = s.successor where s.predecessor = a.id), '') order by a.name)
        filter (where a.id is not null))[1] as ended,
      ${doc.replaces}::uuid is null or exists (select from documents.outgoing o
        where o.id = ${doc.replaces} and o.agency = ${doc.agency} and o.state in ('ISSUED', 'RECALLED')) as replaceable
    from documents.outgoing_recipient r
    left join organisation.agency a on a.id = r.recipient_agency
      and (a.effective_to < ${day}::date or a.effective_from > ${day}::date)
    where r.outgoing = ${doc.id}`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('counting gave no row')
  return found
}
