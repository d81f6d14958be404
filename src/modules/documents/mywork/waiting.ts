import type { Calendar } from '#kernel/calendar.ts'
import { dayOf, formatDate, formatTime } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { workingCalendar } from '../deadlines/calendar.sql.ts'
import { dueLine } from '../deadlines/due.ts'
import { emptyPosts, openDocuments } from '../handover/open-work.sql.ts'
import { incomingSymbol } from '../incoming/incoming.ts'
import { type IncomingRow, incomingList } from '../incoming/list.sql.ts'
import { waitsFor } from '../outgoing/circuit/waits.ts'
import { type OutgoingRow, outgoingList } from '../outgoing/list/list.sql.ts'
import { symbolOf } from '../outgoing/outgoing.ts'
import type { BoxKey } from './boxes.ts'
import { faultyDeliveries } from './faults.sql.ts'
import { type DutyBox, dutiesOf, insideIds } from './my-work.sql.ts'
import type { PageAsked, Waiting, WaitingPage } from './waiting.row.ts'

type Watch = { today: string; now: Date; calendar: Calendar }

/** The time of today, the day of the rest. */
const moment = (at: Date, { today }: Watch) => (dayOf(at) === today ? formatTime(at) : formatDate(at).slice(0, 5))

const fromIncoming = (row: IncomingRow, watch: Watch): Waiting => ({
  key: row.id,
  incoming: row.id,
  outgoing: null,
  href: `/van-ban/den/${row.id}`,
  symbol: incomingSymbol(row) || 'Không số',
  from: row.issuingAgency,
  at: moment(row.arrivedAt, watch),
  subject: row.subject,
  urgency: row.urgency,
  kindName: row.kindName,
  dueOn: row.dueOn,
  due: dueLine(row.dueOn, watch.now, watch.calendar),
  read: row.read,
})

const fromOutgoing = (row: OutgoingRow, watch: Watch): Waiting => ({
  key: row.id,
  incoming: null,
  outgoing: row.id,
  href: `/van-ban/di/${row.id}`,
  symbol: symbolOf(row) ?? 'Chưa cấp số',
  from: row.drafterName,
  at: moment(row.changedAt, watch),
  subject: row.subject,
  urgency: row.urgency,
  kindName: row.kindName,
  dueOn: row.dueOn,
  due: dueLine(row.dueOn, watch.now, watch.calendar),
  read: true,
})

async function duties(work: Work, box: DutyBox, watch: Watch, page: PageAsked): Promise<WaitingPage> {
  const { rows: due, next } = cut(await dutiesOf(work, box, page), page, (one) => one.assignment)
  const docs = new Map(
    (await incomingList(work, { ids: due.map((one) => one.incoming) }, due.length)).map((row) => [row.id, row]),
  )
  const rows = due.flatMap((one) => {
    const doc = docs.get(one.incoming)
    return doc ? [{ ...fromIncoming({ ...doc, dueOn: one.dueOn }, watch), key: one.assignment }] : []
  })
  return { rows, next }
}

/** Parts a page from the row that was asked for beyond it: whether there is a next one. */
function cut<Row>(found: readonly Row[], { limit }: PageAsked, keyOf: (row: Row) => string) {
  const rows = found.slice(0, limit - 1)
  const last = rows.at(-1)
  return { rows, next: found.length === limit && last ? keyOf(last) : null }
}

/** What nobody has taken over: what goes out first, then what came in, each page by its own keys. */
async function ownerless(work: Work, watch: Watch, { before, limit }: PageAsked): Promise<Waiting[]> {
  const ids = await openDocuments(work.tx, await emptyPosts(work.tx, work.actor.agency))
  const asked = before === null ? {} : { before }
  const out =
    before !== null && ids.incoming.includes(before) ? [] : await outgoingList(work, { ids: ids.outgoing, ...asked }, limit)
  const left = limit - out.length
  const beyond = before !== null && ids.incoming.includes(before) ? asked : {}
  const come = left > 0 ? await incomingList(work, { ids: ids.incoming, ...beyond }, left) : []
  return [...out.map((row) => fromOutgoing(row, watch)), ...come.map((row) => fromIncoming(row, watch))]
}

type Questions = Record<Exclude<BoxKey, DutyBox>, () => Promise<Waiting[]>>

function questionsFor(work: Work, watch: Watch, page: PageAsked): Questions {
  const { actor } = work
  const from = page.before === null ? {} : { before: page.before }
  const incoming = async (filter: Parameters<typeof incomingList>[1]) =>
    (await incomingList(work, { ...filter, ...from, urgentFirst: true }, page.limit)).map((row) => fromIncoming(row, watch))
  const outgoing = async (filter: Parameters<typeof outgoingList>[1]) =>
    (await outgoingList(work, { ...filter, ...from }, page.limit)).map((row) => fromOutgoing(row, watch))
  const post = actor.onBehalfOf ?? actor.post
  return {
    toReceive: () => incoming({ states: ['ARRIVED'], delivered: true, bookless: false }),
    toNote: () => incoming({ states: ['ARRIVED'], bookless: true }),
    toRegister: () => incoming({ states: ['ARRIVED'], delivered: false }),
    toIssue: () => outgoing({ states: ['SIGNED', 'NUMBERED', 'SEALED'] }),
    sendFaults: () => faultyDeliveries(work, page),
    recallAsked: () => incoming({ recallAsked: true }),
    recallLate: () => outgoing({ recallLate: true }),
    insideToRead: async () =>
      (await outgoingList(work, { ids: await insideIds(work, page) }, page.limit)).map((row) => fromOutgoing(row, watch)),
    circulating: async () =>
      (
        await outgoingList(
          work,
          { states: ['REVIEWING', 'TO_SIGN', 'SIGNED', 'NUMBERED', 'SEALED'], drafter: post, ...from },
          page.limit,
        )
      ).map((row) => ({ ...fromOutgoing(row, watch), with: waitsFor(row) })),
    toSort: () => incoming({ states: ['REGISTERED'] }),
    toDirect: () => incoming({ states: ['TO_DIRECT'], toDirect: post }),
    toSign: () => outgoing({ states: ['TO_SIGN'], signer: post }),
    toReview: () => outgoing({ reviewer: post }),
    returned: () => outgoing({ states: ['RETURNED'], drafter: post }),
    drafts: () => outgoing({ states: ['DRAFT'], drafter: post }),
    ownerless: () => ownerless(work, watch, page),
  }
}

/** Rows of a page of documents, and of assignments, which are grouped by their days. */
const usual = { documents: 50, duties: 200 }

/**
 * One page of a box: the urgent and the soonest due first. `before` is the key of the last row of the page before; a row that has left
 * the box meanwhile still marks its place.
 */
export async function waitingPage(
  work: Work,
  box: BoxKey,
  { before = null, limit }: Partial<PageAsked> = {},
): Promise<WaitingPage> {
  const { clock } = work
  const watch: Watch = { today: clock.today, now: clock.now, calendar: await workingCalendar(work.tx) }
  const page = { before, limit: (limit ?? usual.documents) + 1 }
  const questions = questionsFor(work, watch, page)
  const ask = box in questions ? questions[box as keyof Questions] : null
  if (ask) return cut(await ask(), page, (row) => row.key)
  return duties(work, box as DutyBox, watch, { before, limit: (limit ?? usual.duties) + 1 })
}

/** The first page of a box. */
export const waitingIn = async (work: Work, box: BoxKey): Promise<Waiting[]> => (await waitingPage(work, box)).rows
