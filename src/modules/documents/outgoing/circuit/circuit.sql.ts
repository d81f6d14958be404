import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { CircuitForm } from '../outgoing.forms.ts'
import type { Outgoing } from '../outgoing.ts'

export type CircuitStep = {
  id: string
  round: number
  ordinal: number
  post: string
  task: 'REVIEW' | 'INITIAL' | 'SIGN'
  state: 'WAITING' | 'OPEN' | 'APPROVED' | 'RETURNED' | 'SKIPPED'
  comment: string
  /** The version decided upon. */
  version: number | null
  decidedBy: string | null
  decidedOnBehalfOf: string | null
  decidedAt: Date | null
  openedAt: Date | null
}

/** Lays out a new round of the circuit; the first ordinal is open at once. */
export async function layCircuit(tx: Tx, doc: Pick<Outgoing, 'id' | 'agency'>, steps: CircuitForm['steps']): Promise<void> {
  if (steps.length === 0) return
  const first = Math.min(...steps.map((step) => step.ordinal))
  const { round } = await tx
    .selectFrom('documents.review_step')
    .select(sql<number>`coalesce(max(round), 0) + 1`.as('round'))
    .where('outgoing', '=', doc.id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('documents.review_step')
    .values(
      steps.map(({ ordinal, post, task }) => ({
        outgoing: doc.id,
        agency: doc.agency,
        round,
        ordinal,
        post,
        task,
        state: ordinal === first ? 'OPEN' : 'WAITING',
        opened_at: ordinal === first ? sql<Date>`app.now()` : null,
      })),
    )
    .execute()
}

export type Decision = {
  state: 'APPROVED' | 'RETURNED'
  comment: string
  version: number
  post: string
  onBehalfOf: string | null
}

export const decideStep = (tx: Tx, step: string, { state, comment, version, post, onBehalfOf }: Decision) =>
  tx
    .updateTable('documents.review_step')
    .set({
      state,
      comment,
      version,
      decided_by: post,
      decided_on_behalf_of: onBehalfOf,
      decided_at: sql<Date>`app.now()`,
    })
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

const steps = (tx: Tx) =>
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
      'version',
      'decided_by as decidedBy',
      'decided_on_behalf_of as decidedOnBehalfOf',
      'decided_at as decidedAt',
      'opened_at as openedAt',
    ])

/** Every step of every round, in order. */
export const circuitOf = (tx: Tx, outgoing: string): Promise<CircuitStep[]> =>
  steps(tx).where('outgoing', '=', outgoing).orderBy('round').orderBy('ordinal').orderBy('id').execute()

/** The first circuit that a drafter asked for when this kind of document was submitted last; empty when never. */
export async function lastCircuit(tx: Tx, { drafter, kind }: { drafter: string; kind: string }): Promise<CircuitForm['steps']> {
  const { rows } = await sql<{ ordinal: number; post: string; task: 'REVIEW' | 'INITIAL' }>`
    select s.ordinal, s.post, s.task from documents.review_step s
    where s.round = 1 and s.task <> 'SIGN' and s.outgoing = (
      select o.id from documents.outgoing o
      where o.drafter = ${drafter} and o.kind = ${kind} and exists (select from documents.review_step r where r.outgoing = o.id)
      order by o.id desc limit 1)
    order by s.ordinal, s.id`.execute(tx)
  return rows
}
