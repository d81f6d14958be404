import { plainLines } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'
import { colleaguesOf } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { layCircuit } from './circuit.sql.ts'
import { filesOf } from './file.sql.ts'
import type { CircuitForm } from './outgoing.forms.ts'
import { lock, move } from './outgoing.sql.ts'
import { outgoingStates } from './outgoing.states.ts'
import type { Outgoing } from './outgoing.ts'
import { unreachedRecipients } from './recipient.sql.ts'
import { keepVersion } from './version.sql.ts'

/** What a leader signs must be there: a subject, somebody to sign, a text or a file. */
async function refuseUnready(work: Work, doc: Outgoing): Promise<void> {
  if (!doc.signer) throw new Refused('bad-input', 'signer')
  if (doc.subject === '') throw new Refused('bad-input', 'subject')
  if (doc.source === 'UPLOAD') {
    if (!(await filesOf(work.tx, doc.id)).some((file) => file.role === 'UPLOAD')) throw new Refused('bad-input', 'file')
    if (!Array.isArray(doc.boxes)) throw new Refused('bad-input', 'boxes')
  } else if (plainLines(doc.content).every((line) => line === '')) throw new Refused('bad-input', 'text')
  const unreached = await unreachedRecipients(work.tx, doc.id)
  if (unreached[0]) throw new Refused('unreachable-recipient', unreached[0].id)
}

/** Reviewers sit in the agency, each once per step, and the signer signs: he does not review before himself. */
async function refuseStrangers(work: Work, doc: Outgoing, { steps }: CircuitForm): Promise<void> {
  const posts = new Set((await colleaguesOf(work.tx, doc.agency)).map((one) => one.post))
  if (steps.some((step) => !posts.has(step.post))) throw new Refused('bad-input', 'reviewer')
  const keys = steps.map((step) => `${step.ordinal}:${step.post}`)
  if (new Set(keys).size !== keys.length) throw new Refused('bad-input', 'reviewer')
}

/**
 * Trình ký: starts a round of the circuit. Without reviewers the draft waits for its signer at once.
 * @throws Refused wrong-state | not-allowed | bad-input (signer, subject, text, file, boxes, reviewer) | unreachable-recipient
 */
export async function submit(work: Work, id: string, circuit: CircuitForm): Promise<void> {
  const doc = await lock(work, id)
  const to = outgoingStates.take('submit', doc, work.actor)
  await refuseUnready(work, doc)
  await refuseStrangers(work, doc, circuit)
  await keepVersion(work.tx, doc, work.actor.post)
  await layCircuit(work.tx, doc, circuit.steps)
  await move(work, doc, to, { name: 'submit' })
  if (circuit.steps.length === 0) await move(work, { ...doc, state: to }, 'TO_SIGN', { name: 'noReview' })
  await note(work, 'outgoing.submit', id)
  await tell(work, 'documents.outgoing-submitted', { id })
}
