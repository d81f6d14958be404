import { type RawBuilder, sql } from 'kysely'
import { fold } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { visibleTo } from '../outgoing.policy.ts'
import type { Outgoing, OutgoingState } from '../outgoing.ts'

export type OutgoingRow = Pick<
  Outgoing,
  | 'id'
  | 'state'
  | 'subject'
  | 'urgency'
  | 'codeNumber'
  | 'codeSuffix'
  | 'codeNotation'
  | 'promulgationDate'
  | 'dueOn'
  | 'internal'
> & {
  kindName: string
  drafterName: string
  signerName: string | null
  recipients: string[]
  recipientCount: number
  /** How it goes or went to all recipients together; null without recipients. */
  exchangeClass: 'E' | 'H' | 'P' | null
  endedReason: string | null
  /** Who has it in hand in the circuit now; several where steps stand side by side. */
  reviewers: string | null
  changedAt: Date
  issuedAt: Date | null
}

export type OutgoingFilter = {
  states?: readonly OutgoingState[]
  drafter?: string
  signer?: string
  /** Post with an open step of the circuit. */
  reviewer?: string
  /** Asked back, and the last day for answers is over. */
  recallLate?: true
  ids?: readonly string[]
  find?: string
  kind?: string
  exchangeClass?: 'E' | 'H' | 'P'
  from?: string
  to?: string
  before?: string
}

export const pageSize = 50

/**
 * From the deliveries once it is out, before that from what was asked for: all electronic, all on paper, else both; null where
 * it goes to nobody. An aggregate over no rows is a row, so no deliveries must be told from mixed ones.
 */
const classOf = sql<'E' | 'H' | 'P' | null>`coalesce(
  (select case when count(*) = 0 then null when bool_and(d.electronic and not d.paper) then 'E'
    when bool_and(not d.electronic) then 'P' else 'H' end
    from documents.delivery d where d.outgoing = outgoing.id),
  (select case when count(*) = 0 then null when bool_and(r.mode = 'ELECTRONIC') then 'E'
    when bool_and(r.mode = 'PAPER') then 'P' else 'H' end
    from documents.outgoing_recipient r where r.outgoing = outgoing.id))`

const firstNamed = sql<string[]>`array(
  select r.recipient_name from documents.outgoing_recipient r where r.outgoing = outgoing.id order by r.ordinal limit 4)`

const openWith = sql<
  string | null
>`(select string_agg(rp.full_name, ', ' order by rp.sort_key collate "C") from documents.review_step rs
  join organisation.post ro on ro.id = rs.post join organisation.person rp on rp.id = ro.person
  where rs.outgoing = outgoing.id and rs.state = 'OPEN')`

/** One page of the outgoing documents that the actor may read, newest first. */
export async function outgoingList({ tx, actor }: Work, filter: OutgoingFilter, limit = pageSize): Promise<OutgoingRow[]> {
  return tx
    .selectFrom('documents.outgoing as outgoing')
    .innerJoin('documents.kind as k', 'k.code', 'outgoing.kind')
    .innerJoin('organisation.post as dp', 'dp.id', 'outgoing.drafter')
    .innerJoin('organisation.person as d', 'd.id', 'dp.person')
    .leftJoin('organisation.post as sp', 'sp.id', 'outgoing.signer')
    .leftJoin('organisation.person as s', 's.id', 'sp.person')
    .select([
      'outgoing.id',
      sql<Outgoing['state']>`outgoing.state`.as('state'),
      'outgoing.subject',
      sql<Outgoing['urgency']>`outgoing.urgency`.as('urgency'),
      'outgoing.code_number as codeNumber',
      'outgoing.code_suffix as codeSuffix',
      'outgoing.code_notation as codeNotation',
      'outgoing.promulgation_date as promulgationDate',
      'outgoing.due_on as dueOn',
      'outgoing.internal',
      'outgoing.changed_at as changedAt',
      'outgoing.issued_at as issuedAt',
      'k.name as kindName',
      'd.full_name as drafterName',
      's.full_name as signerName',
      firstNamed.as('recipients'),
      sql<number>`(select count(*)::int from documents.outgoing_recipient r where r.outgoing = outgoing.id)`.as('recipientCount'),
      classOf.as('exchangeClass'),
      'outgoing.ended_reason as endedReason',
      openWith.as('reviewers'),
    ])
    .where('outgoing.agency', 'in', actor.agencies)
    .where(visibleTo(actor))
    .where((eb) => eb.and(asked(filter)))
    .orderBy('outgoing.id', 'desc')
    .limit(limit)
    .execute()
}

/** The filter as conditions, all of which must hold. */
function asked(filter: OutgoingFilter): RawBuilder<boolean>[] {
  const { states, drafter, signer, reviewer, ids, find, kind, exchangeClass, from, to, before, recallLate } = filter
  return [
    states && sql<boolean>`outgoing.state = any (${[...states]})`,
    drafter && sql<boolean>`outgoing.drafter = ${drafter}`,
    signer && sql<boolean>`outgoing.signer = ${signer}`,
    reviewer && openStepOf(reviewer),
    ids && sql<boolean>`outgoing.id = any (${[...ids]}::uuid[])`,
    recallLate && sql<boolean>`outgoing.state = 'RECALL_REQUESTED' and outgoing.recall_due_on < app.today()`,
    find && matches(find),
    exchangeClass && sql<boolean>`${classOf} = ${exchangeClass}`,
    kind && sql<boolean>`outgoing.kind = ${kind}`,
    from && sql<boolean>`outgoing.promulgation_date >= ${from}`,
    to && sql<boolean>`outgoing.promulgation_date <= ${to}`,
    before && sql<boolean>`outgoing.id < ${before}`,
  ].filter((one) => typeof one === 'object')
}

const openStepOf = (post: string) =>
  sql<boolean>`exists (select from documents.review_step rs where rs.outgoing = outgoing.id and rs.state = 'OPEN' and rs.post = ${post})`

const matches = (find: string) => {
  const words = `%${fold(find).replace(/[\\%_]/g, '\\$&')}%`
  const number = Number.parseInt(find, 10)
  return Number.isInteger(number) && number > 0 && number < 1_000_000_000
    ? sql<boolean>`(outgoing.subject_folded like ${words} or outgoing.code_number = ${number})`
    : sql<boolean>`outgoing.subject_folded like ${words}`
}
