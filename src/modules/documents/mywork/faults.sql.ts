import { sql } from 'kysely'
import { formatInstant } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import type { Waiting } from './waiting.row.ts'

/** Failed or refused, still in force, and not yet made good by paper: `d` is the delivery, `o` its document. */
export const faulty = sql<boolean>`d.state in ('FAILED', 'REFUSED') and d.paper_sent_on is null and o.state = 'ISSUED'`

/** Deliveries that failed or were refused, each leading to its document. */
export async function faultyDeliveries({ tx, actor }: Work): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('documents.delivery as d')
    .innerJoin('documents.outgoing as o', 'o.id', 'd.outgoing')
    .innerJoin('documents.kind as k', 'k.code', 'o.kind')
    .select([
      'd.id',
      'd.outgoing',
      'd.recipient_name as recipient',
      'd.changed_at as changedAt',
      'o.subject',
      sql<Waiting['urgency']>`o.urgency`.as('urgency'),
      'k.name as kindName',
      sql<string>`coalesce(o.code_number::text || o.code_suffix || '/' || o.code_notation, '')`.as('symbol'),
    ])
    .where('d.agency', '=', actor.agency)
    .where(faulty)
    .orderBy('d.id', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ id, outgoing, recipient, changedAt, ...row }) => ({
    ...row,
    key: id,
    href: `/van-ban/di/${outgoing}`,
    from: recipient,
    at: formatInstant(changedAt),
    incoming: null,
    dueOn: null,
    due: null,
    read: true,
  }))
}
