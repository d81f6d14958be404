import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { layCircuit } from './circuit.sql.ts'
import type { CircuitForm } from './outgoing.forms.ts'
import { lock, move } from './outgoing.sql.ts'
import { outgoingStates } from './outgoing.states.ts'

/**
 * Trình ký: starts a round of the circuit. Without reviewers the draft waits for its signer at once.
 * @throws Refused wrong-state | not-allowed | bad-input (signer)
 */
export async function submit(work: Work, id: string, { steps }: CircuitForm): Promise<void> {
  const doc = await lock(work, id)
  const to = outgoingStates.take('submit', doc, work.actor)
  if (!doc.signer) throw new Refused('bad-input', 'signer')
  await layCircuit(work.tx, doc, steps)
  await move(work, doc, to, { name: 'submit' })
  if (steps.length === 0) await move(work, { ...doc, state: to }, 'TO_SIGN', { name: 'approve' })
  await note(work, 'outgoing.submit', id)
  await tell(work, 'documents.outgoing-submitted', { id })
}
