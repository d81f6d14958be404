import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { Delivery } from './delivery.ts'

export async function releaseRow({ tx, actor }: Work, outgoing: string): Promise<number> {
  const { rows } = await sql<{ made: number }>`
    select documents.release(${outgoing}, ${actor.post}, ${actor.onBehalfOf}) as made`.execute(tx)
  return rows[0]?.made ?? 0
}

export const deliveriesOf = (tx: Tx, outgoing: string): Promise<Delivery[]> =>
  tx
    .selectFrom('documents.delivery')
    .select([
      'id',
      'ordinal',
      sql<Delivery['recipientKind']>`recipient_kind`.as('recipientKind'),
      'recipient_name as recipientName',
      'recipient_agency as recipientAgency',
      sql<Delivery['purpose']>`purpose`.as('purpose'),
      'electronic',
      'electronic_complete as electronicComplete',
      sql<boolean>`paper`.as('paper'),
      'paper_copies as paperCopies',
      'paper_basis as paperBasis',
      'channel',
      sql<Delivery['scope']>`scope`.as('scope'),
      sql<Delivery['state']>`state`.as('state'),
      'failure',
      'refusal_code as refusalCode',
      'refusal_reason as refusalReason',
      'sent_at as sentAt',
      'arrived_at as arrivedAt',
      'accepted_at as acceptedAt',
      'refused_at as refusedAt',
      'paper_sent_on as paperSentOn',
      'settled_how as settledHow',
      'settled_on as settledOn',
      'assigned_at as assignedAt',
      'in_progress_at as inProgressAt',
      'finished_at as finishedAt',
      'recall_asked_at as recallAskedAt',
      'recall_answer as recallAnswer',
    ])
    .where('outgoing', '=', outgoing)
    .orderBy('ordinal')
    .execute()

/** Tells the sender of an incoming document a status of the exchange (02 to 06). False when it did not come by a delivery. */
export async function tellSender(
  { tx }: Work,
  incoming: string,
  status: '02' | '03' | '04' | '05' | '06',
  refusal?: { code: string; reason: string },
): Promise<boolean> {
  const { rows } = await sql<{ told: boolean }>`
    select documents.tell_sender(${incoming}, ${status}, ${refusal?.code ?? null}, ${refusal?.reason ?? null}) as told`.execute(
    tx,
  )
  return rows[0]?.told ?? false
}

export const setSettled = ({ tx, actor, clock }: Work, delivery: string, how: string) =>
  tx
    .updateTable('documents.delivery')
    .set({ settled_on: clock.today, settled_how: how, settled_by: actor.post, changed_at: sql<Date>`app.now()` })
    .where('id', '=', delivery)
    .execute()

/** Paper that goes to a recipient after the issue: copies are added, the basis stands beside the earlier one. */
export const addPaper = (
  tx: Tx,
  delivery: string,
  { copies, basis, sentOn }: { copies: number; basis: string; sentOn: string },
) =>
  tx
    .updateTable('documents.delivery')
    .set({
      paper_copies: sql<number>`paper_copies + ${copies}`,
      paper_basis: sql<string>`concat_ws('; ', nullif(paper_basis, ''), ${basis}::text)`,
      paper_sent_on: sentOn,
      changed_at: sql<Date>`app.now()`,
    })
    .where('id', '=', delivery)
    .execute()
