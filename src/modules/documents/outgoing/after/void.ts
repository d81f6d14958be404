import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { voidNumberOf } from '../../books/number.sql.ts'
import { reasonWords } from '../../reasons/reasons.ts'
import { lock, move, update } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'

/**
 * Hủy số of a document that is not issued: the number stays in the book, struck, with its reason, and is never given again.
 * @param because - a row of `void` in data/refusal-reasons.yaml and the remark that it may require
 * @throws Refused wrong-state | not-allowed | not-found | bad-input (code, remark)
 */
export async function voidOutgoing(work: Work, id: string, because: { code: string; remark: string }): Promise<void> {
  const { tx, clock } = work
  const doc = await lock(work, id)
  const to = outgoingStates.take('void', doc, work.actor)
  const reason = await reasonWords('void', because, clock.today)
  await voidNumberOf(tx, id, { reason, at: clock.now })
  await update(tx, id, { ended_reason: reason })
  await move(work, doc, to, { name: 'void', reason, reasonCode: because.code })
  await note(work, 'outgoing.void', id, { code: because.code })
  await tell(work, 'documents.number-voided', { id })
}
