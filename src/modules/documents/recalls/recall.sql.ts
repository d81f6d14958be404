import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { EnterRecallForm } from './recall.forms.ts'

/** Asks every recipient (status 13); the new state of the document. Crosses to the recipients' agencies. */
export async function askRow(
  { tx, actor }: Work,
  outgoing: string,
  { reason, due }: { reason: string; due: string },
): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select documents.ask_recall(${outgoing}, ${reason}, ${due}, ${actor.post}, ${actor.onBehalfOf}) as state`.execute(tx)
  return rows[0]?.state ?? ''
}

/** Answers 15 or 16 for an incoming document; crosses to the sender's delivery. The new state of the incoming document. */
export async function answerRow(
  { tx, actor }: Work,
  incoming: string,
  { answer, reason }: { answer: '15' | '16'; reason: string },
): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select documents.answer_recall(${incoming}, ${answer}, ${reason}, ${actor.post}, ${actor.onBehalfOf}) as state`.execute(tx)
  return rows[0]?.state ?? ''
}

/** The sender's entry for paper, or for a recipient without the system; the new state of the document. */
export async function enterRow({ tx, actor }: Work, { delivery, answer, on, by }: EnterRecallForm): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select documents.enter_recall(${delivery}, ${answer}, ${on}, ${by}, ${actor.post}) as state`.execute(tx)
  return rows[0]?.state ?? ''
}

/** Puts a newly issued document in the place of the one it replaces; how many recipients were told. */
export async function replaceRow({ tx, actor }: Work, id: string): Promise<number> {
  const { rows } = await sql<{ told: number }>`
    select documents.replace_document(${id}, ${actor.post}, ${actor.onBehalfOf}) as told`.execute(tx)
  return rows[0]?.told ?? 0
}

/** How a recall stands: why, until when, and what each recipient answered. */
export type RecallLine = {
  id: string
  recipient: string
  paper: boolean
  inSystem: boolean
  askedAt: Date | null
  answer: '15' | '16' | null
  answeredAt: Date | null
  answerReason: string
  paperRecalledOn: string | null
  paperRecalledBy: string | null
}
export type Recall = { reason: string | null; dueOn: string | null; lines: RecallLine[] }

export async function recallOf(tx: Tx, outgoing: string): Promise<Recall> {
  const doc = await tx
    .selectFrom('documents.outgoing')
    .select(['recall_reason as reason', 'recall_due_on as dueOn'])
    .where('id', '=', outgoing)
    .executeTakeFirst()
  const lines = await tx
    .selectFrom('documents.delivery')
    .select([
      'id',
      'recipient_name as recipient',
      sql<boolean>`paper`.as('paper'),
      sql<boolean>`recipient_kind <> 'OUTSIDE' and electronic and state <> 'FAILED'`.as('inSystem'),
      'recall_asked_at as askedAt',
      sql<RecallLine['answer']>`recall_answer`.as('answer'),
      'recall_answered_at as answeredAt',
      'recall_answer_reason as answerReason',
      'paper_recalled_on as paperRecalledOn',
      'paper_recalled_by as paperRecalledBy',
    ])
    .where('outgoing', '=', outgoing)
    .orderBy('ordinal')
    .execute()
  return { reason: doc?.reason ?? null, dueOn: doc?.dueOn ?? null, lines }
}

export const recallOfArrival = async (tx: Tx, incoming: string) =>
  tx
    .selectFrom('documents.incoming')
    .select([
      'recall_due_on as dueOn',
      'recall_answer_reason as answerReason',
      'replaced_by as replacedBy',
      'replaced_by_symbol as replacedBySymbol',
    ])
    .where('id', '=', incoming)
    .executeTakeFirstOrThrow()
