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
import type { Waiting } from './waiting.row.ts'

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

async function duties(work: Work, box: DutyBox, watch: Watch): Promise<Waiting[]> {
  const due = await dutiesOf(work, box)
  const docs = new Map(
    (await incomingList(work, { ids: due.map((one) => one.incoming) }, due.length)).map((row) => [row.id, row]),
  )
  return due.flatMap((one) => {
    const doc = docs.get(one.incoming)
    return doc ? [{ ...fromIncoming({ ...doc, dueOn: one.dueOn }, watch), key: one.assignment }] : []
  })
}

/** The rows of one box: the urgent and the soonest due first. */
export async function waitingIn(work: Work, box: BoxKey): Promise<Waiting[]> {
  const { actor, clock } = work
  const watch: Watch = { today: clock.today, now: clock.now, calendar: await workingCalendar(work.tx) }
  const incoming = async (filter: Parameters<typeof incomingList>[1]) =>
    (await incomingList(work, { ...filter, urgentFirst: true })).map((row) => fromIncoming(row, watch))
  const outgoing = async (filter: Parameters<typeof outgoingList>[1]) =>
    (await outgoingList(work, filter)).map((row) => fromOutgoing(row, watch))
  const post = actor.onBehalfOf ?? actor.post
  const questions: Record<Exclude<BoxKey, DutyBox>, () => Promise<Waiting[]>> = {
    toReceive: () => incoming({ states: ['ARRIVED'], delivered: true, bookless: false }),
    toNote: () => incoming({ states: ['ARRIVED'], bookless: true }),
    toRegister: () => incoming({ states: ['ARRIVED'], delivered: false }),
    toIssue: () => outgoing({ states: ['SIGNED', 'NUMBERED', 'SEALED'] }),
    sendFaults: () => faultyDeliveries(work),
    recallAsked: () => incoming({ recallAsked: true }),
    recallLate: () => outgoing({ recallLate: true }),
    insideToRead: async () => outgoing({ ids: await insideIds(work) }),
    circulating: async () =>
      (await outgoingList(work, { states: ['REVIEWING', 'TO_SIGN', 'SIGNED', 'NUMBERED', 'SEALED'], drafter: post })).map(
        (row) => ({
          ...fromOutgoing(row, watch),
          with: waitsFor(row),
        }),
      ),
    toSort: () => incoming({ states: ['REGISTERED'] }),
    toDirect: () => incoming({ states: ['TO_DIRECT'], toDirect: post }),
    toSign: () => outgoing({ states: ['TO_SIGN'], signer: post }),
    toReview: () => outgoing({ reviewer: post }),
    returned: () => outgoing({ states: ['RETURNED'], drafter: post }),
    drafts: () => outgoing({ states: ['DRAFT'], drafter: post }),
    ownerless: async () => {
      const ids = await openDocuments(work.tx, await emptyPosts(work.tx, actor.agency))
      return [...(await outgoing({ ids: ids.outgoing })), ...(await incoming({ ids: ids.incoming }))]
    },
  }
  const ask = box in questions ? questions[box as keyof typeof questions] : null
  return ask ? ask() : duties(work, box as DutyBox, watch)
}
