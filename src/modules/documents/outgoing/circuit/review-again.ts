import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import type { CircuitForm } from '../outgoing.forms.ts'
import { lock, move } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import { type CircuitStep, circuitOf, closeCircuit, layCircuit } from './circuit.sql.ts'
import { type Because, decideMine, returnWords } from './review.ts'

const lastRound = (circuit: CircuitStep[]) => Math.max(0, ...circuit.map((step) => step.round))

/** Steps of the present round that are decided and lie before whoever sends back: each can be asked again. */
export function earlierSteps(circuit: CircuitStep[]): CircuitStep[] {
  const round = circuit.filter((step) => step.round === lastRound(circuit))
  const open = round.filter((step) => step.state === 'OPEN').map((step) => step.ordinal)
  const before = open.length > 0 ? Math.min(...open) : Number.POSITIVE_INFINITY
  return round.filter((step) => step.state === 'APPROVED' && step.ordinal < before)
}

/** The circuit from one step on, as it was laid, for a new round. */
const fromOn = (circuit: CircuitStep[], step: CircuitStep): CircuitForm['steps'] =>
  circuit.flatMap(({ round, ordinal, post, task }) =>
    round === step.round && ordinal >= step.ordinal && task !== 'SIGN' ? [{ ordinal, post, task }] : [],
  )

/**
 * Trả lại to an earlier step of the circuit: from there on it runs once more as a new round; what was decided stays written.
 * @throws Refused wrong-state | not-allowed | bad-input (code, reason, step) | secret-material
 */
export async function returnToStep(work: Work, id: string, step: string, because: Because): Promise<void> {
  const doc = await lock(work, id)
  const to = outgoingStates.take('returnToStep', doc, work.actor)
  const reason = await returnWords(work, because)
  const circuit = await circuitOf(work.tx, id)
  const target = earlierSteps(circuit).find((one) => one.id === step)
  if (!target) throw new Refused('bad-input', 'step')
  await decideMine(work, doc, { state: 'RETURNED', comment: reason })
  await closeCircuit(work.tx, id)
  await layCircuit(work.tx, doc, fromOn(circuit, target))
  await move(work, doc, to, { name: 'returnToStep', reason, reasonCode: because.code || null })
  await note(work, 'outgoing.return-to-step', id, { step })
  await tell(work, 'documents.outgoing-returned', { id })
}
