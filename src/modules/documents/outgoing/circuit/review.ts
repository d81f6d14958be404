import { holds } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { reasonOrWords } from '../../reasons/reasons.ts'
import { refuseSecretWords } from '../../secrecy.ts'
import { withdrawFiles } from '../file.sql.ts'
import { lock, move, update } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'
import { closeCircuit, type Decision, decideStep, openNext } from './circuit.sql.ts'

/** Why a draft goes back: a row of `return` in data/refusal-reasons.yaml, where one was chosen, and words of one's own. */
export type Because = { reason: string; code?: string | null }

/** The words that travel with a draft that goes back. @throws Refused bad-input (code, reason) | secret-material */
export const returnWords = ({ clock }: Pick<Work, 'clock'>, { reason, code = null }: Because): Promise<string> =>
  reasonOrWords('return', { code, remark: reason }, clock.today, { code: 'code', remark: 'reason' })

/** Decides the actor's open steps; the version looked at and in whose name stand in the row. Returns how many there were. */
export async function decideMine(work: Work, doc: Outgoing, decided: Pick<Decision, 'state' | 'comment'>): Promise<number> {
  const { actor } = work
  const mine = doc.openSteps.filter((step) => holds(actor, step.post))
  for (const { id, post } of mine) {
    const onBehalfOf = post === actor.post ? null : post
    await decideStep(work.tx, id, { ...decided, version: doc.version, post: actor.post, onBehalfOf })
  }
  return mine.length
}

/**
 * Passes the actor's open step; the next ordinal opens when all of this one are decided, after the last the signer's turn comes.
 * @throws Refused wrong-state | not-allowed | secret-material
 */
export async function approve(work: Work, id: string, comment: string): Promise<void> {
  refuseSecretWords(comment, 'comment')
  const doc = await lock(work, id)
  const to = outgoingStates.take('approve', doc, work.actor)
  if ((await decideMine(work, doc, { state: 'APPROVED', comment })) === 0) throw new Refused('not-allowed', 'approve')
  if (!(await openNext(work.tx, id))) {
    await move(work, doc, to, { name: 'approve' })
    await tell(work, 'documents.outgoing-approved', { id })
  }
  await note(work, 'outgoing.approve', id)
}

/**
 * Trả lại: back to the drafter with a reason; a signature already given is void with it, the next one signs a new version.
 * @throws Refused wrong-state | not-allowed | bad-input (code, reason) | secret-material
 */
export async function sendBack(work: Work, id: string, because: string | Because): Promise<void> {
  const said = typeof because === 'string' ? { reason: because } : because
  const { tx } = work
  const doc = await lock(work, id)
  const to = outgoingStates.take('return', doc, work.actor)
  const reason = await returnWords(work, said)
  await decideMine(work, doc, { state: 'RETURNED', comment: reason })
  await closeCircuit(tx, id)
  await move(work, doc, to, { name: 'return', reason, reasonCode: said.code || null })
  if (doc.state === 'SIGNED') {
    await update(tx, id, { signed_at: null, signed_by: null, hand_signer: null })
    await withdrawFiles(tx, id, ['SIGNED', 'SCAN'])
  }
  await note(work, 'outgoing.return', id)
  await tell(work, 'documents.outgoing-returned', { id })
}

/** Rút lại: the drafter takes the draft back out of the circuit. @throws Refused wrong-state | not-allowed */
export async function withdraw(work: Work, id: string): Promise<void> {
  const doc = await lock(work, id)
  const to = outgoingStates.take('withdraw', doc, work.actor)
  await closeCircuit(work.tx, id)
  await move(work, doc, to, { name: 'withdraw' })
  await note(work, 'outgoing.withdraw', id)
}

/** Hủy dự thảo: ends a draft that was never signed; it stays readable. @throws Refused wrong-state | not-allowed */
export async function cancel(work: Work, id: string, reason: string): Promise<void> {
  refuseSecretWords(reason, 'reason')
  const doc = await lock(work, id)
  const to = outgoingStates.take('cancel', doc, work.actor)
  await move(work, doc, to, { name: 'cancel', reason })
  await note(work, 'outgoing.cancel', id)
}
