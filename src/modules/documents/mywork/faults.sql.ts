import { sql } from 'kysely'
import { codeOf, dayOf, formatDate, formatTime } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { troubleOf } from '../deliveries/delivery.ts'
import type { PageAsked, Waiting } from './waiting.row.ts'

/** Failed or refused, still in force, neither made good by paper nor settled otherwise: `d` is the delivery, `o` its document. */
export const faulty = sql<boolean>`d.state in ('FAILED', 'REFUSED') and d.paper_sent_on is null and d.settled_on is null
  and o.state = 'ISSUED'`

/** Deliveries that failed or were refused, each leading to its document. */
export async function faultyDeliveries({ tx, actor, clock }: Work, { before, limit }: PageAsked): Promise<Waiting[]> {
  const faults = tx
    .selectFrom('documents.delivery as d')
    .innerJoin('documents.outgoing as o', 'o.id', 'd.outgoing')
    .innerJoin('documents.kind as k', 'k.code', 'o.kind')
    .select([
      'd.id',
      'd.outgoing',
      'd.recipient_name as recipient',
      'd.changed_at as changedAt',
      'd.refused_at as refusedAt',
      'd.refusal_reason as refusalReason',
      'd.failure',
      'o.subject',
      sql<Waiting['urgency']>`o.urgency`.as('urgency'),
      'k.name as kindName',
      'o.code_number as number',
      'o.code_suffix as suffix',
      'o.code_notation as notation',
    ])
    .where('d.agency', '=', actor.agency)
    .where(faulty)
  const asked = before === null ? faults : faults.where('d.id', '<', before)
  const rows = await asked.orderBy('d.id', 'desc').limit(limit).execute()
  return rows.map(
    ({ id, outgoing, recipient, changedAt, number, suffix, notation, refusedAt, refusalReason, failure, ...row }) => ({
      ...row,
      key: id,
      symbol: number !== null && notation !== null ? codeOf(number, notation, suffix) : 'Không số',
      href: `/van-ban/di/${outgoing}`,
      from: recipient,
      at: dayOf(changedAt) === clock.today ? formatTime(changedAt) : formatDate(changedAt).slice(0, 5),
      trouble: troubleOf({ refusedAt, refusalReason, failure }),
      ...{ incoming: null, outgoing, dueOn: null, due: null, read: true },
    }),
  )
}
