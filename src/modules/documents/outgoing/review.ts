import { holds } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { closeCircuit, decideStep, openNext } from './circuit.sql.ts'
import { withdrawFiles } from './file.sql.ts'
import { lock, move, update } from './outgoing.sql.ts'
import { outgoingStates } from './outgoing.states.ts'

/**
 * Passes the actor's open step; the next ordinal opens when all of this one are decided, after the last the signer's turn comes.
 * @throws Refused wrong-state | not-allowed
 */
export async function approve(work: Work, id: string, comment: string): Promise<void> {
  const { tx, actor } = work
  const doc = await lock(work, id)
  const to = outgoingStates.take('approve', doc, actor)
  const mine = doc.openSteps.filter((step) => holds(actor, step.post))
  if (mine.length === 0) throw new Refused('not-allowed', 'approve')
  for (const step of mine) await decideStep(tx, step.id, { state: 'APPROVED', comment, post: actor.post })
  if (!(await openNext(tx, id))) {
    await move(work, doc, to, { name: 'approve' })
    await tell(work, 'documents.outgoing-approved', { id })
  }
  await note(work, 'outgoing.approve', id)
}

/** Trả lại: back to the drafter with a reason; a signature already given is void with it, the next one signs a new version. */
export async function sendBack(work: Work, id: string, reason: string): Promise<void> {
  const { tx, actor } = work
  if (reason.trim() === '') throw new Refused('bad-input', 'reason')
  const doc = await lock(work, id)
  const to = outgoingStates.take('return', doc, actor)
  for (const step of doc.openSteps.filter((one) => holds(actor, one.post))) {
    await decideStep(tx, step.id, { state: 'RETURNED', comment: reason, post: actor.post })
  }
  await closeCircuit(tx, id)
  await move(work, doc, to, { name: 'return', reason })
  if (doc.state === 'SIGNED') {
    await update(tx, id, { signed_at: null, signed_by: null, hand_signer: null })
    await withdrawFiles(tx, id, ['SIGNED', 'SCAN'])
  }
  await note(work, 'outgoing.return', id)
  await tell(work, 'documents.outgoing-returned', { id })
}

/** Rút lại: the drafter takes the draft back out of the circuit. */
export async function withdraw(work: Work, id: string): Promise<void> {
  const doc = await lock(work, id)
  const to = outgoingStates.take('withdraw', doc, work.actor)
  await closeCircuit(work.tx, id)
  await move(work, doc, to, { name: 'withdraw' })
  await note(work, 'outgoing.withdraw', id)
}

export async function cancel(work: Work, id: string, reason: string): Promise<void> {
  const doc = await lock(work, id)
  const to = outgoingStates.take('cancel', doc, work.actor)
  await move(work, doc, to, { name: 'cancel', reason })
  await note(work, 'outgoing.cancel', id)
}
