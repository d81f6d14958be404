import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { CircuitForm } from './outgoing.forms.ts'
import type { Outgoing } from './outgoing.ts'

export type CircuitStep = {
  id: string
  round: number
  ordinal: number
  post: string
  task: 'REVIEW' | 'INITIAL' | 'SIGN'
  state: 'WAITING' | 'OPEN' | 'APPROVED' | 'RETURNED' | 'SKIPPED'
  comment: string
  decidedBy: string | null
  decidedAt: Date | null
}

/** Lays out a new round of the circuit; the first ordinal is open at once. */
export async function layCircuit(tx: Tx, doc: Outgoing, steps: CircuitForm['steps']): Promise<void> {
  const first = Math.min(...steps.map((step) => step.ordinal))
  const { round } = await tx
    .selectFrom('documents.review_step')
    .select(sql<number>`coalesce(max(round), 0) + 1`.as('round'))
    .where('outgoing', '=', doc.id)
    .executeTakeFirstOrThrow()
  if (steps.length === 0) return
  await tx
    .insertInto('documents.review_step')
    .values(
      steps.map((step) => ({
        outgoing: doc.id,
        agency: doc.agency,
        round,
        ...step,
        state: step.ordinal === first ? 'OPEN' : 'WAITING',
        opened_at: step.ordinal === first ? sql<Date>`app.now()` : null,
      })),
    )
    .execute()
}

export const decideStep = (
  tx: Tx,
  step: string,
  { state, comment, post }: { state: 'APPROVED' | 'RETURNED'; comment: string; post: string },
) =>
  tx
    .updateTable('documents.review_step')
    .set({ state, comment, decided_by: post, decided_at: sql<Date>`app.now()` })
    .where('id', '=', step)
    .where('state', '=', 'OPEN')
    .execute()

/** Opens the next ordinal when nothing of the present one is open any more. Returns whether any step is open now. */
export async function openNext(tx: Tx, outgoing: string): Promise<boolean> {
  const { rows } = await sql<{ open: number }>`
    with open as (select count(*)::int as n from documents.review_step where outgoing = ${outgoing} and state = 'OPEN'),
    next as (
      select min(ordinal) as ordinal, max(round) as round from documents.review_step s
      where s.outgoing = ${outgoing} and s.state = 'WAITING'
        and s.round = (select max(round) from documents.review_step where outgoing = ${outgoing})
    ),
    opened as (
      update documents.review_step s set state = 'OPEN', opened_at = app.now() from next, open
      where open.n = 0 and s.outgoing = ${outgoing} and s.state = 'WAITING' and s.round = next.round and s.ordinal = next.ordinal
      returning 1
    )
    select (select n from open) + (select count(*)::int from opened) as open`.execute(tx)
  return (rows[0]?.open ?? 0) > 0
}

/** Whatever is still open or waiting in the circuit is skipped: the draft went back. */
export const closeCircuit = (tx: Tx, outgoing: string) =>
  tx
    .updateTable('documents.review_step')
    .set({ state: 'SKIPPED' })
    .where('outgoing', '=', outgoing)
    .where('state', 'in', ['OPEN', 'WAITING'])
    .execute()

export const circuitOf = (tx: Tx, outgoing: string): Promise<CircuitStep[]> =>
  tx
    .selectFrom('documents.review_step')
    .select([
      'id',
      'round',
      'ordinal',
      'post',
      sql<CircuitStep['task']>`task`.as('task'),
      sql<CircuitStep['state']>`state`.as('state'),
      'comment',
      'decided_by as decidedBy',
      'decided_at as decidedAt',
    ])
    .where('outgoing', '=', outgoing)
    .orderBy('round')
    .orderBy('ordinal')
    .orderBy('id')
    .execute()
