import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'
import { dueBeforeToday, handedBack, lateFor, mineOf, unreadInside } from './boxes.sql.ts'
import type { PageAsked } from './waiting.row.ts'

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
/** What was recalled is nobody's work any more. */
const onLiveDocument = sql<boolean>`not exists (
  select from documents.incoming i where i.id = a.incoming and i.state = 'RECALLED')`

/** Comes after the assignment of that key where the one due soonest stands first. */
const dueAfter = (key: string) => sql<boolean>`exists (select from documents.assignment mark where mark.id = ${key}
  and (coalesce(a.due_on, 'infinity'), a.id) > (coalesce(mark.due_on, 'infinity'), mark.id))`

/** One page of a box of assignments, the soonest due first; `before` is the key of the last row of the page before. */
export async function dutiesOf({ tx, actor }: Work, box: DutyBox, { before, limit }: PageAsked): Promise<DutyRow[]> {
  const posts = [actor.post, actor.onBehalfOf ?? actor.post]
  const all = tx
    .selectFrom('documents.assignment as a')
    .select(['a.id as assignment', 'a.incoming', sql<DutyRow['role']>`a.role`.as('role'), 'a.state', 'a.progress'])
    .select('a.due_on as dueOn')
    .where('a.agency', '=', actor.agency)
    .where(onLiveDocument)
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
    late: () => working.where('a.role', '=', 'LEAD').where(dueBeforeToday).where(lateFor(actor)),
    handedBack: () => given.where(handedBack),
    extensionAsked: () => given.where(asked),
    toConfirm: () => given.where('a.state', '=', 'DONE').where('a.role', '<>', 'FOR_INFORMATION'),
  }
  const wanted = before === null ? questions[box]() : questions[box]().where(dueAfter(before))
  return wanted.orderBy(sql`a.due_on nulls last`).orderBy('a.id').limit(limit).execute()
}

/** Internal documents that the actor has not finished with, newest first. */
export async function insideIds({ tx, actor }: Work, { before, limit }: PageAsked): Promise<string[]> {
  const unread = tx
    .selectFrom('documents.outgoing as o')
    .select('o.id')
    .where('o.agency', '=', actor.agency)
    .where(unreadInside(actor))
  const asked = before === null ? unread : unread.where('o.id', '<', before)
  const rows = await asked.orderBy('o.id', 'desc').limit(limit).execute()
  return rows.map((row) => row.id)
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
