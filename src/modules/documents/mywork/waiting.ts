import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { incomingSymbol } from '../incoming/incoming.ts'
import { type IncomingRow, incomingList } from '../incoming/list.sql.ts'
import { type OutgoingRow, outgoingList } from '../outgoing/list.sql.ts'
import { symbolOf } from '../outgoing/outgoing.ts'
import type { BoxKey } from './boxes.ts'
import { faultyDeliveries } from './faults.sql.ts'
import { dutiesOf } from './my-work.sql.ts'

/** One row of the one list: whatever it is, it has an address, a symbol and a subject. */
export type Waiting = {
  key: string
  href: string
  symbol: string
  from: string
  at: string
  subject: string
  urgency: 'NORMAL' | 'URGENT' | 'VERY_URGENT' | 'EXPRESS'
  kindName: string
  dueOn: string | null
}

const fromIncoming = (row: IncomingRow): Waiting => ({
  key: row.id,
  href: `/van-ban/den/${row.id}`,
  symbol: incomingSymbol(row) || 'Không số',
  from: row.issuingAgency,
  at: formatInstant(row.arrivedAt),
  subject: row.subject,
  urgency: row.urgency,
  kindName: row.kindName,
  dueOn: row.dueOn ? formatDate(row.dueOn) : null,
})

const fromOutgoing = (row: OutgoingRow): Waiting => ({
  key: row.id,
  href: `/van-ban/di/${row.id}`,
  symbol: symbolOf(row) ?? 'Chưa cấp số',
  from: row.drafterName,
  at: formatInstant(row.changedAt),
  subject: row.subject,
  urgency: row.urgency,
  kindName: row.kindName,
  dueOn: row.dueOn ? formatDate(row.dueOn) : null,
})

async function duties(work: Work, box: 'toAssign' | 'toDo'): Promise<Waiting[]> {
  const due = await dutiesOf(work, box)
  const docs = new Map(
    (await incomingList(work, { ids: due.map((one) => one.incoming) }, due.length)).map((row) => [row.id, row]),
  )
  return due.flatMap((one) => {
    const doc = docs.get(one.incoming)
    return doc ? [{ ...fromIncoming(doc), key: one.assignment, dueOn: one.dueOn ? formatDate(one.dueOn) : null }] : []
  })
}

/** The rows of one box, newest first. */
export async function waitingIn(work: Work, box: BoxKey): Promise<Waiting[]> {
  const { actor } = work
  const incoming = async (filter: Parameters<typeof incomingList>[1]) => (await incomingList(work, filter)).map(fromIncoming)
  const outgoing = async (filter: Parameters<typeof outgoingList>[1]) => (await outgoingList(work, filter)).map(fromOutgoing)
  const post = actor.onBehalfOf ?? actor.post
  const questions: Record<BoxKey, () => Promise<Waiting[]>> = {
    toReceive: () => incoming({ states: ['ARRIVED'], delivered: true }),
    toRegister: () => incoming({ states: ['ARRIVED'], delivered: false }),
    toIssue: () => outgoing({ states: ['SIGNED', 'NUMBERED', 'SEALED'] }),
    sendFaults: () => faultyDeliveries(work),
    recallAsked: () => incoming({ recallAsked: true }),
    toSort: () => incoming({ states: ['REGISTERED'] }),
    toDirect: () => incoming({ states: ['TO_DIRECT'], toDirect: post }),
    toSign: () => outgoing({ states: ['TO_SIGN'], signer: post }),
    toReview: () => outgoing({ reviewer: post }),
    toAssign: () => duties(work, 'toAssign'),
    toDo: () => duties(work, 'toDo'),
    returned: () => outgoing({ states: ['RETURNED'], drafter: post }),
    drafts: () => outgoing({ states: ['DRAFT'], drafter: post }),
  }
  return questions[box]()
}
