import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'
import { visibleTo } from './incoming.policy.ts'
import type { Incoming, IncomingState } from './incoming.ts'

export type IncomingRow = Pick<
  Incoming,
  | 'id'
  | 'state'
  | 'issuingAgency'
  | 'codeNumber'
  | 'codeNotation'
  | 'promulgationDate'
  | 'subject'
  | 'urgency'
  | 'purpose'
  | 'dueOn'
  | 'arrivalNumber'
  | 'arrivalDate'
  | 'arrivedAt'
  | 'verdict'
  | 'delivery'
> & { kindName: string; read: boolean }

export type IncomingFilter = {
  states?: readonly IncomingState[]
  /** True: came by a delivery; false: paper, mail or scan waiting for registration. */
  delivered?: boolean
  /** True: in a body without books, to be taken note of. */
  bookless?: boolean
  toDirect?: string
  /** Still to be dealt with, and due before today. */
  late?: true
  /** A recall was asked for and not answered yet. */
  recallAsked?: true
  ids?: readonly string[]
  /** The most urgent, then the one due soonest first; the pages of a register go by arrival. */
  urgentFirst?: true
  kind?: string
  from?: string
  to?: string
  /** Key of the last row of the page before. */
  before?: string
}

export const pageSize = 50

/** What is still to be dealt with here; a deadline counts as long as a document stands in one of these. */
export const openStates = ['ARRIVED', 'REGISTERED', 'TO_DIRECT', 'ASSIGNED', 'IN_PROGRESS'] as const

/** The incoming documents that the actor may read. */
const listed = ({ tx, actor }: Work) =>
  tx
    .selectFrom('documents.incoming as incoming')
    .innerJoin('documents.kind as k', 'k.code', 'incoming.kind')
    .select([
      'incoming.id',
      sql<Incoming['state']>`incoming.state`.as('state'),
      'incoming.issuing_agency as issuingAgency',
      'incoming.code_number as codeNumber',
      'incoming.code_notation as codeNotation',
      'incoming.promulgation_date as promulgationDate',
      'incoming.subject',
      sql<Incoming['urgency']>`incoming.urgency`.as('urgency'),
      sql<Incoming['purpose']>`incoming.purpose`.as('purpose'),
      'incoming.due_on as dueOn',
      'incoming.arrival_number as arrivalNumber',
      'incoming.arrival_date as arrivalDate',
      'incoming.arrived_at as arrivedAt',
      sql<Incoming['verdict']>`incoming.verdict`.as('verdict'),
      'incoming.delivery',
      'k.name as kindName',
      sql<boolean>`exists (select from documents.incoming_seen s where s.incoming = incoming.id and s.post = ${actor.post})`.as(
        'read',
      ),
    ])
    .where('incoming.agency', 'in', actor.agencies)
    .where(visibleTo(actor))

const rankOf = (row: 'incoming' | 'mark') =>
  sql<number>`array_position(array['EXPRESS', 'VERY_URGENT', 'URGENT', 'NORMAL'], ${sql.ref(`${row}.urgency`)})`
const dueOf = (row: 'incoming' | 'mark') => sql<string>`coalesce(${sql.ref(`${row}.due_on`)}, 'infinity')`

/** Comes after the row of that key where the most urgent and the one due soonest stand first. */
const needsLessThan = (key: string) => sql<boolean>`exists (select from documents.incoming mark where mark.id = ${key}
  and ((${rankOf('incoming')}, ${dueOf('incoming')}) > (${rankOf('mark')}, ${dueOf('mark')})
    or ((${rankOf('incoming')}, ${dueOf('incoming')}) = (${rankOf('mark')}, ${dueOf('mark')}) and incoming.id < mark.id)))`

/** One page of the incoming documents that the actor may read, newest first. */
export async function incomingList(work: Work, filter: IncomingFilter, limit = pageSize): Promise<IncomingRow[]> {
  let query = listed(work)
  if (filter.states) query = query.where('incoming.state', 'in', filter.states)
  if (filter.delivered !== undefined) query = query.where('incoming.delivery', filter.delivered ? 'is not' : 'is', null)
  if (filter.bookless !== undefined) query = query.where('incoming.bookless', '=', filter.bookless)
  if (filter.toDirect) query = query.where('incoming.to_direct', '=', filter.toDirect)
  if (filter.recallAsked)
    query = query.where('incoming.recall_asked_at', 'is not', null).where('incoming.recall_answer', 'is', null)
  if (filter.late) query = query.where('incoming.state', 'in', openStates).where('incoming.due_on', '<', sql<string>`app.today()`)
  if (filter.ids) query = query.where('incoming.id', '=', sql<string>`any (${filter.ids}::uuid[])`)
  if (filter.kind) query = query.where('incoming.kind', '=', filter.kind)
  if (filter.from) query = query.where('incoming.arrival_date', '>=', filter.from)
  if (filter.to) query = query.where('incoming.arrival_date', '<=', filter.to)
  if (filter.before)
    query = filter.urgentFirst ? query.where(needsLessThan(filter.before)) : query.where('incoming.id', '<', filter.before)
  const ordered = filter.urgentFirst ? query.orderBy(rankOf('incoming')).orderBy(dueOf('incoming')) : query
  return ordered.orderBy('incoming.id', 'desc').limit(limit).execute()
}
