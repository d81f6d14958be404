import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'
import type { BoxKey } from './boxes.ts'

/** How many things wait in each box: one statement, each count stops at 1000 so that no big table is counted. */
export async function boxCounts({ tx, actor }: Work): Promise<Record<BoxKey, number>> {
  const posts = sql`array[${actor.post}, ${actor.onBehalfOf ?? actor.post}]::uuid[]`
  const count = (from: ReturnType<typeof sql>) => sql`(select count(*)::int from (select 1 ${from} limit 1000) as waiting)`
  const { rows } = await sql<Record<BoxKey, number>>`select
    ${count(sql`from documents.incoming where agency = ${actor.agency} and state = 'ARRIVED' and delivery is not null`)} as "toReceive",
    ${count(sql`from documents.incoming where agency = ${actor.agency} and state = 'ARRIVED' and delivery is null`)} as "toRegister",
    ${count(sql`from documents.outgoing where agency = ${actor.agency} and state in ('SIGNED', 'NUMBERED', 'SEALED')`)} as "toIssue",
    ${count(sql`from documents.delivery where agency = ${actor.agency} and state in ('FAILED', 'REFUSED')`)} as "sendFaults",
    ${count(sql`from documents.incoming where agency = ${actor.agency} and recall_asked_at is not null and recall_answer is null`)} as "recallAsked",
    ${count(sql`from documents.incoming where agency = ${actor.agency} and state = 'REGISTERED'`)} as "toSort",
    ${count(sql`from documents.incoming where agency = ${actor.agency} and state = 'TO_DIRECT' and to_direct = any (${posts})`)} as "toDirect",
    ${count(sql`from documents.outgoing where agency = ${actor.agency} and state = 'TO_SIGN' and signer = any (${posts})`)} as "toSign",
    ${count(sql`from documents.review_step where agency = ${actor.agency} and state = 'OPEN' and post = any (${posts})`)} as "toReview",
    ${count(sql`from documents.assignment where agency = ${actor.agency} and division = ${actor.division} and post is null and state = 'GIVEN'
      and role <> 'FOR_INFORMATION'`)} as "toAssign",
    ${count(sql`from documents.assignment where agency = ${actor.agency} and post = any (${posts}) and state in ('GIVEN', 'ACCEPTED', 'IN_PROGRESS')`)} as "toDo",
    ${count(sql`from documents.outgoing where agency = ${actor.agency} and state = 'RETURNED' and drafter = any (${posts})`)} as "returned",
    ${count(sql`from documents.outgoing where agency = ${actor.agency} and state = 'DRAFT' and drafter = any (${posts})`)} as "drafts"`.execute(
    tx,
  )
  const [counts] = rows
  if (!counts) throw new Error('counting gave no row')
  return counts
}

/** Assignments that wait for a post, or for a division's head to pass on, as rows of the one list. */
export type DutyRow = {
  assignment: string
  incoming: string
  role: 'LEAD' | 'COOPERATE' | 'FOR_INFORMATION'
  state: string
  progress: number
  dueOn: string | null
}

export async function dutiesOf({ tx, actor }: Work, box: 'toAssign' | 'toDo'): Promise<DutyRow[]> {
  const query = tx
    .selectFrom('documents.assignment')
    .select(['id as assignment', 'incoming', sql<DutyRow['role']>`role`.as('role'), 'state', 'progress', 'due_on as dueOn'])
    .where('agency', '=', actor.agency)
    .where('state', 'in', ['GIVEN', 'ACCEPTED', 'IN_PROGRESS'])
  const mine =
    box === 'toDo'
      ? query.where('post', 'in', [actor.post, actor.onBehalfOf ?? actor.post])
      : query.where('division', '=', actor.division).where('post', 'is', null).where('role', '<>', 'FOR_INFORMATION')
  return mine.orderBy(sql`due_on nulls last`).orderBy('id').limit(200).execute()
}
