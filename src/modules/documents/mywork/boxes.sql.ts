import { type RawBuilder, sql } from 'kysely'
import { type Actor, has } from '#kernel/actor.ts'
import type { Work } from '#platform/db/desk.ts'
import { visibleTo as incomingSeenBy } from '../incoming/incoming.policy.ts'
import { visibleTo as outgoingSeenBy } from '../outgoing/outgoing.policy.ts'
import { type BoxKey, watchesEmptyPosts } from './boxes.ts'
import { faulty } from './faults.sql.ts'

type Sql = RawBuilder<unknown>

/** What lies in a box, from the table it lies in; `urgency`, `due` and `since` are of that row. */
type Heap = { from: Sql; urgency: Sql; due: Sql; since: Sql; part: Sql }

const none = sql`null::text`
const incoming = (agency: string, where: Sql): Heap => ({
  from: sql`documents.incoming i where i.agency = ${agency} and ${where}`,
  urgency: sql`i.urgency`,
  due: sql`i.due_on`,
  since: sql`i.arrived_at`,
  part: sql`case when exists (select from documents.incoming_file f where f.incoming = i.id) then 'scan' else 'paper' end`,
})
const outgoing = (agency: string, where: Sql): Heap => ({
  from: sql`documents.outgoing o where o.agency = ${agency} and ${where}`,
  urgency: sql`o.urgency`,
  due: sql`o.due_on`,
  since: sql`o.changed_at`,
  part: sql`o.state`,
})
const duty = (agency: string, where: Sql): Heap => ({
  from: sql`documents.assignment a join documents.incoming i on i.id = a.incoming and i.state <> 'RECALLED'
    where a.agency = ${agency} and ${where}`,
  urgency: sql`i.urgency`,
  due: sql`a.due_on`,
  since: sql`a.given_at`,
  part: none,
})

const postsOf = (actor: Actor) => sql`array[${actor.post}, ${actor.onBehalfOf ?? actor.post}]::uuid[]`

/** Given to one of the actor's posts, or to the division that the actor heads. */
export const mineOf = (actor: Actor) =>
  has(actor, 'headOfDivision')
    ? sql<boolean>`(a.post = any (${postsOf(actor)}) or (a.post is null and a.division = ${actor.division}))`
    : sql<boolean>`a.post = any (${postsOf(actor)})`

/** Whose lateness the actor answers for: the agency's, the division's, or the own. */
export const lateFor = (actor: Actor) =>
  has(actor, 'agencyLeader', 'chiefOfOffice')
    ? sql<boolean>`true`
    : has(actor, 'headOfDivision')
      ? sql<boolean>`a.division = ${actor.division}`
      : mineOf(actor)

/** Handed back and given to nobody else since, on a document that is still open. */
export const handedBack = sql<boolean>`a.state = 'HANDED_BACK' and a.role = 'LEAD'
  and not exists (select from documents.assignment b where b.incoming = a.incoming and b.role = 'LEAD' and b.state <> 'HANDED_BACK')
  and exists (select from documents.incoming i where i.id = a.incoming and i.state in ('ASSIGNED', 'IN_PROGRESS'))`

/** Issued inside the agency to the actor or the actor's division, and not yet finished with by the actor. */
export const unreadInside = (actor: Actor) => sql<boolean>`o.state = 'ISSUED' and exists (
  select from documents.delivery d where d.outgoing = o.id and d.state <> 'RECALLED'
    and (d.recipient_post = any (${postsOf(actor)}) or d.recipient_division = ${actor.division})
    and not exists (select from documents.inside_reading r
      where r.delivery = d.id and r.post = ${actor.post} and r.finished_at is not null))`

/** Documents that the actor may read in which a post that nobody holds any more has something open. */
function ownerless(actor: Actor): Heap {
  const { agency } = actor
  if (!watchesEmptyPosts(actor)) return outgoing(agency, sql`false`)
  const open = sql`documents.open_pieces(documents.empty_posts(${agency}))`
  const from = sql`(select urgency, due_on, changed_at as since from documents.outgoing
      where agency = ${agency} and id in (select outgoing from ${open}) and ${outgoingSeenBy(actor)}
    union all select urgency, due_on, arrived_at from documents.incoming
      where agency = ${agency} and id in (select incoming from ${open}) and ${incomingSeenBy(actor)}) as left_over where true`
  return { from, urgency: sql`urgency`, due: sql`due_on`, since: sql`since`, part: none }
}

const live = sql`('GIVEN', 'ACCEPTED', 'IN_PROGRESS')`
/** Asked once per statement, so that an index by day can answer. */
export const dueBeforeToday = sql<boolean>`a.due_on < (select app.today())`

/** Every box as a question to one noun. */
function heaps(actor: Actor): Record<BoxKey, Heap> {
  const { agency } = actor
  const posts = postsOf(actor)
  const step = sql`exists (select from documents.review_step r where r.outgoing = o.id and r.state = 'OPEN' and r.post = any (${posts}))`
  const asked = sql`exists (select from documents.extension e where e.assignment = a.id and e.answer is null)`
  const fault = sql`documents.delivery d join documents.outgoing o on o.id = d.outgoing where d.agency = ${agency} and ${faulty}`
  return {
    toReceive: incoming(agency, sql`i.state = 'ARRIVED' and i.delivery is not null and not i.bookless`),
    toNote: incoming(agency, sql`i.state = 'ARRIVED' and i.bookless`),
    toRegister: incoming(agency, sql`i.state = 'ARRIVED' and i.delivery is null`),
    toIssue: outgoing(agency, sql`o.state in ('SIGNED', 'NUMBERED', 'SEALED')`),
    sendFaults: { from: fault, urgency: sql`o.urgency`, due: sql`null::date`, since: sql`d.changed_at`, part: sql`d.state` },
    recallAsked: incoming(agency, sql`i.recall_asked_at is not null and i.recall_answer is null`),
    recallLate: outgoing(agency, sql`o.state = 'RECALL_REQUESTED' and o.recall_due_on < app.today()`),
    toSort: incoming(agency, sql`i.state = 'REGISTERED'`),
    toDirect: incoming(agency, sql`i.state = 'TO_DIRECT' and i.to_direct = any (${posts})`),
    toSign: outgoing(agency, sql`o.state = 'TO_SIGN' and o.signer = any (${posts})`),
    toReview: outgoing(agency, step),
    toAssign: duty(
      agency,
      sql`a.division = ${actor.division} and a.post is null and a.state = 'GIVEN' and a.role <> 'FOR_INFORMATION'`,
    ),
    toDo: duty(agency, sql`a.post = any (${posts}) and a.role <> 'FOR_INFORMATION' and a.state in ${live}`),
    toRead: duty(agency, sql`a.state = 'GIVEN' and a.role = 'FOR_INFORMATION' and ${mineOf(actor)}`),
    insideToRead: outgoing(agency, unreadInside(actor)),
    late: duty(agency, sql`a.state in ${live} and ${dueBeforeToday} and a.role = 'LEAD' and ${lateFor(actor)}`),
    handedBack: duty(agency, sql`a.given_by = any (${posts}) and ${handedBack}`),
    extensionAsked: duty(agency, sql`a.given_by = any (${posts}) and ${asked}`),
    toConfirm: duty(agency, sql`a.state = 'DONE' and a.role <> 'FOR_INFORMATION' and a.given_by = any (${posts})`),
    returned: outgoing(agency, sql`o.state = 'RETURNED' and o.drafter = any (${posts})`),
    drafts: outgoing(agency, sql`o.state = 'DRAFT' and o.drafter = any (${posts})`),
    ownerless: ownerless(actor),
    circulating: outgoing(
      agency,
      sql`o.state in ('REVIEWING', 'TO_SIGN', 'SIGNED', 'NUMBERED', 'SEALED') and o.drafter = any (${posts})`,
    ),
  }
}

/** How many things wait in each box: one statement, each count stops at 1000 so that no big table is counted. */
export async function boxCounts({ tx, actor }: Work): Promise<Record<BoxKey, number>> {
  const counts = Object.entries(heaps(actor)).map(
    ([box, { from }]) => sql`(select count(*)::int from (select 1 from ${from} limit 1000) as waiting) as ${sql.id(box)}`,
  )
  const { rows } = await sql<Record<BoxKey, number>>`select ${sql.join(counts)}`.execute(tx)
  const [all] = rows
  if (!all) throw new Error('counting gave no row')
  return all
}

/** The worst of a box: what burns, what is late or due today, what waits for long, and of which parts it is made. */
export type Worst = {
  express: number
  urgent: number
  late: number
  today: number
  /** Came more than four hours ago. */
  old: number
  /** How often each part: 'scan' and 'paper' of what waits for the book, states of what goes out. */
  parts: Record<string, number>
}

/** The worst of the boxes asked for, one statement; boxes without anything are absent. */
export async function boxWorst({ tx, actor }: Work, boxes: readonly BoxKey[]): Promise<Partial<Record<BoxKey, Worst>>> {
  if (boxes.length === 0) return {}
  const all = heaps(actor)
  const asked = boxes.map((box) => {
    const { from, urgency, due, since, part } = all[box]
    return sql`(select ${box}::text as box, ${urgency} as urgency, ${due} as due, ${since} as since, ${part} as part from ${from} limit 1000)`
  })
  const { rows } = await sql<{ box: BoxKey; part: string | null } & Omit<Worst, 'parts'>>`
    select box, part, count(*)::int as size,
      (count(*) filter (where urgency = 'EXPRESS'))::int as express,
      (count(*) filter (where urgency in ('URGENT', 'VERY_URGENT')))::int as urgent,
      (count(*) filter (where due < app.today()))::int as late,
      (count(*) filter (where due = app.today()))::int as today,
      (count(*) filter (where since < app.now() - interval '4 hours'))::int as old
    from (${sql.join(asked, sql` union all `)}) as waiting group by box, part`.execute(tx)
  return summed(rows)
}

type Line = { box: BoxKey; part: string | null; size?: number } & Omit<Worst, 'parts'>

function summed(rows: readonly Line[]): Partial<Record<BoxKey, Worst>> {
  const sums: Partial<Record<BoxKey, Worst>> = {}
  for (const { box, part, size = 0, ...line } of rows) {
    const so = sums[box] ?? { express: 0, urgent: 0, late: 0, today: 0, old: 0, parts: {} }
    sums[box] = {
      express: so.express + line.express,
      urgent: so.urgent + line.urgent,
      late: so.late + line.late,
      today: so.today + line.today,
      old: so.old + line.old,
      parts: part === null ? so.parts : { ...so.parts, [part]: size },
    }
  }
  return sums
}
