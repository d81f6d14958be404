import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { incomingBook, takeNumber } from '../books/book.sql.ts'
import { tellSender } from '../deliveries/delivery.sql.ts'
import { reasonWords } from '../reasons/reasons.ts'
import { refuseSecretWords } from '../secrecy.ts'
import { isClerkAt } from './incoming.policy.ts'
import { lock, move, remember, update } from './incoming.sql.ts'
import { incomingStates } from './incoming.states.ts'
import { type Incoming, recallWaits } from './incoming.ts'
import { knownLeader } from './leader.ts'

/** Vào sổ an arrival: takes the số đến and tells the sender 03 (NĐ 30 art. 22). `submitTo` also submits it to a leader. */
export async function register(work: Work, id: string, { submitTo }: { submitTo: string | null }): Promise<number> {
  const { tx, actor, clock } = work
  const doc = await lock(work, id)
  const to = incomingStates.take('register', doc, actor)
  // A scan from a pile, of which nobody has yet read who sent it.
  if (doc.sender === null && doc.issuingAgency === '') throw new Refused('bad-input', 'issuingAgency')
  if (submitTo) await knownLeader(work, doc, submitTo)
  const book = await incomingBook(tx, doc.agency)
  await tellSender(work, id, '03')
  await note(work, 'incoming.register', id, { book: book.id })
  await tell(work, 'documents.incoming-registered', { id })
  const taken = await takeNumber(tx, book.id, id)
  const entry = { book: book.id, year: taken.year, arrival_number: taken.number, arrival_date: taken.givenOn }
  const sets = { ...entry, registered_at: clock.now, registered_by: actor.post, to_direct: submitTo }
  // One change while the book is held, for two steps of the history.
  await update(tx, id, { ...sets, state: submitTo ? 'TO_DIRECT' : to })
  await remember(work, doc, to, { name: 'register' })
  if (submitTo) await remember(work, { ...doc, state: to }, 'TO_DIRECT', { name: 'propose' })
  return taken.number
}

/** A recall is answered first: agreeing gives the document back, and the sender waits for that answer. @throws recall-waits */
function refuseUnanswered({ actor }: Work, doc: Incoming): void {
  if (isClerkAt(doc, actor) && recallWaits(doc)) throw new Refused('recall-waits', 'answerRecall')
}

/** Trả lại an arrival to its sender with a coded reason (NĐ 30 art. 21.2b; status 02), before or after registration. */
export async function refuse(work: Work, id: string, said: { code: string; text: string }): Promise<void> {
  const fields = { code: 'refusalCode', remark: 'refusalReason' }
  const doc = await lock(work, id)
  refuseUnanswered(work, doc)
  const to = incomingStates.take(doc.state === 'ARRIVED' ? 'refuse' : 'refuseLate', doc, work.actor)
  const reason = await reasonWords('refusal', { code: said.code, remark: said.text }, work.clock.today, fields)
  await move(work, doc, to, { name: 'refuse', reason, sets: { refusal_code: said.code, refusal_reason: reason } })
  await tellSender(work, id, '02', { code: said.code, reason })
  await note(work, 'incoming.refuse', id, { code: said.code })
}

/** Hủy số đến of a wrong registration; the number is never reused (DESIGN 6). */
export async function voidNumber(work: Work, id: string, reason: string): Promise<void> {
  if (reason.trim() === '') throw new Refused('bad-input', 'reason')
  refuseSecretWords(reason, 'reason')
  const { tx, actor, clock } = work
  const doc = await lock(work, id)
  refuseUnanswered(work, doc)
  const to = incomingStates.take('voidNumber', doc, actor)
  await tx.updateTable('documents.number').set({ voided_at: clock.now, void_reason: reason }).where('document', '=', id).execute()
  await move(work, doc, to, { name: 'voidNumber', reason })
  await note(work, 'incoming.void-number', id)
}
