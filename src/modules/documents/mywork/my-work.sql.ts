import { sql } from 'kysely'
import { type Actor, has } from '#kernel/actor.ts'
import type { Work } from '#platform/db/desk.ts'
import { visibleTo as incomingSeenBy } from '../incoming/incoming.policy.ts'
import { visibleTo as outgoingSeenBy } from '../outgoing/outgoing.policy.ts'
import { type BoxKey, watchesEmptyPosts } from './boxes.ts'

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
    ${count(sql`from documents.assignment where agency = ${actor.agency} and post = any (${posts}) and role <> 'FOR_INFORMATION'
      and state in ('GIVEN', 'ACCEPTED', 'IN_PROGRESS')`)} as "toDo",
    ${count(sql`from documents.assignment a where a.agency = ${actor.agency} and a.state = 'GIVEN' and a.role = 'FOR_INFORMATION' and ${mineOf(actor)}`)} as "toRead",
    ${count(sql`from documents.assignment a where a.agency = ${actor.agency} and a.state in ('GIVEN', 'ACCEPTED', 'IN_PROGRESS')
      and a.due_on < app.today() and a.role = 'LEAD' and ${lateFor(actor)}`)} as "late",
    ${count(sql`from documents.assignment a where a.agency = ${actor.agency} and a.given_by = any (${posts}) and ${handedBack}`)} as "handedBack",
    ${count(sql`from documents.extension e join documents.assignment a on a.id = e.assignment
      where a.agency = ${actor.agency} and e.answer is null and a.given_by = any (${posts})`)} as "extensionAsked",
    ${count(sql`from documents.assignment a where a.agency = ${actor.agency} and a.state = 'DONE' and a.role <> 'FOR_INFORMATION'
      and a.given_by = any (${posts})`)} as "toConfirm",
    ${count(sql`from documents.outgoing where agency = ${actor.agency} and state = 'RETURNED' and drafter = any (${posts})`)} as "returned",
    ${count(sql`from documents.outgoing where agency = ${actor.agency} and state = 'DRAFT' and drafter = any (${posts})`)} as "drafts",
    ${ownerless(actor)} as "ownerless"`.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('counting gave no row')
  return counts
}

/** Documents that the actor may read in which a post that nobody holds any more has something open. */
const ownerless = (actor: Actor) => {
  if (!watchesEmptyPosts(actor)) return sql`0`
  const open = sql`documents.open_pieces(documents.empty_posts(${actor.agency}))`
  return sql`(select count(*)::int from documents.outgoing where agency = ${actor.agency} and id in (select outgoing from ${open})
      and ${outgoingSeenBy(actor)})
    + (select count(*)::int from documents.incoming where agency = ${actor.agency} and id in (select incoming from ${open})
      and ${incomingSeenBy(actor)})`
}

/** Given to one of the actor's posts, or to the division that the actor heads. */
const mineOf = (actor: Actor) => {
  const posts = sql`array[${actor.post}, ${actor.onBehalfOf ?? actor.post}]::uuid[]`
  return has(actor, 'headOfDivision')
    ? sql<boolean>`(a.post = any (${posts}) or (a.post is null and a.division = ${actor.division}))`
    : sql<boolean>`a.post = any (${posts})`
}

/** Whose lateness the actor answers for: the agency's, the division's, or the own. */
const lateFor = (actor: Actor) =>
  has(actor, 'agencyLeader', 'chiefOfOffice')
    ? sql<boolean>`true`
    : has(actor, 'headOfDivision')
      ? sql<boolean>`a.division = ${actor.division}`
      : mineOf(actor)

/** Handed back and given to nobody else since, on a document that is still open. */
const handedBack = sql<boolean>`a.state = 'HANDED_BACK' and a.role = 'LEAD'
  and not exists (select from documents.assignment b where b.incoming = a.incoming and b.role = 'LEAD' and b.state <> 'HANDED_BACK')
  and exists (select from documents.incoming i where i.id = a.incoming and i.state in ('ASSIGNED', 'IN_PROGRESS'))`

/** Assignments that wait for a post, a division's head or their giver, as rows of the one list. */
export type DutyRow = {
  assignment: string
  incoming: string
  role: 'LEAD' | 'COOPERATE' | 'FOR_INFORMATION'
  state: string
  progress: number
  dueOn: string | null
}

export type DutyBox = 'toAssign' | 'toDo' | 'toRead' | 'late' | 'handedBack' | 'extensionAsked' | 'toConfirm'
const open = ['GIVEN', 'ACCEPTED', 'IN_PROGRESS']

export async function dutiesOf({ tx, actor }: Work, box: DutyBox): Promise<DutyRow[]> {
  const posts = [actor.post, actor.onBehalfOf ?? actor.post]
  const all = tx
    .selectFrom('documents.assignment as a')
    .select(['a.id as assignment', 'a.incoming', sql<DutyRow['role']>`a.role`.as('role'), 'a.state', 'a.progress'])
    .select('a.due_on as dueOn')
    .where('a.agency', '=', actor.agency)
  const given = all.where('a.given_by', 'in', posts)
  const asked = sql<boolean>`exists (select from documents.extension e where e.assignment = a.id and e.answer is null)`
  const working = all.where('a.state', 'in', open)
  const questions = {
    toDo: () => working.where('a.post', 'in', posts).where('a.role', '<>', 'FOR_INFORMATION'),
    toAssign: () =>
      working
        .where('a.state', '=', 'GIVEN')
        .where('a.division', '=', actor.division)
        .where('a.post', 'is', null)
        .where('a.role', '<>', 'FOR_INFORMATION'),
    toRead: () => all.where('a.state', '=', 'GIVEN').where('a.role', '=', 'FOR_INFORMATION').where(mineOf(actor)),
    late: () => working.where('a.role', '=', 'LEAD').where('a.due_on', '<', sql<string>`app.today()`).where(lateFor(actor)),
    handedBack: () => given.where(handedBack),
    extensionAsked: () => given.where(asked),
    toConfirm: () => given.where('a.state', '=', 'DONE').where('a.role', '<>', 'FOR_INFORMATION'),
  }
  return questions[box]().orderBy(sql`a.due_on nulls last`).orderBy('a.id').limit(200).execute()
}

/** Open work of one person of a division: how much, how much falls due within three days, how much is late. */
export type Load = { post: string; name: string; open: number; soon: number; late: number }

export const teamLoad = ({ tx, actor }: Work): Promise<Load[]> =>
  tx
    .selectFrom('organisation.post as o')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .leftJoin('documents.assignment as a', (join) =>
      join.onRef('a.post', '=', 'o.id').on('a.state', 'in', open).on('a.role', '<>', 'FOR_INFORMATION'),
    )
    .select(['o.id as post', 'p.full_name as name', sql<number>`count(a.id)::int`.as('open')])
    .select(sql<number>`(count(*) filter (where a.due_on < app.today()))::int`.as('late'))
    .select(sql<number>`(count(*) filter (where a.due_on between app.today() and app.today() + 3))::int`.as('soon'))
    .where('o.agency', '=', actor.agency)
    .where('o.division', '=', actor.division)
    .where('o.effective_to', 'is', null)
    .groupBy(['o.id', 'p.full_name', 'p.sort_key'])
    .orderBy(sql`p.sort_key collate "C"`)
    .execute()

/** Numbers given today by each book of the agency, first and last. */
export type GivenToday = { book: string; first: number; last: number }

export const givenToday = ({ tx, actor }: Work): Promise<GivenToday[]> =>
  tx
    .selectFrom('documents.number as n')
    .innerJoin('documents.book as b', 'b.id', 'n.book')
    .select(['b.name as book', sql<number>`min(n.number)`.as('first'), sql<number>`max(n.number)`.as('last')])
    .where('b.agency', '=', actor.agency)
    .where('n.given_on', '=', sql<string>`app.today()`)
    .groupBy('b.name')
    .orderBy('b.name')
    .execute()

/** The số đến that the next registration will get, unless somebody is faster: shown, never promised. */
export async function nextArrival({ tx, clock }: Work, book: string): Promise<number> {
  const row = await tx
    .selectFrom('documents.book_year')
    .select('next')
    .where('book', '=', book)
    .where('year', '=', clock.year)
    .executeTakeFirst()
  return row?.next ?? 1
}
