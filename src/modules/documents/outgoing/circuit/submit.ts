import { plainLines } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'
import { colleaguesOf } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { refuseUnprintable } from '#platform/pdf/signs.ts'
import { filesChangedSince } from '../../attachments/attachment.sql.ts'
import { refusePast } from '../../deadlines/due.ts'
import { keepVersion, versionsOf } from '../compose/version.sql.ts'
import { filesOf } from '../file.sql.ts'
import { refuseSigner, refuseUnissuable, refuseUnreached } from '../issue/ready.ts'
import type { CircuitForm } from '../outgoing.forms.ts'
import { lock, move, update } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'
import { sheetOf } from '../sign/sheet.ts'
import { layCircuit } from './circuit.sql.ts'

/** What a leader signs must be there: a subject, somebody to sign, a text or a file. */
async function refuseUnready(work: Work, doc: Outgoing): Promise<void> {
  await refuseSigner(work, doc)
  refusePast(doc.dueOn, work.clock.today)
  if (doc.subject === '') throw new Refused('bad-input', 'subject')
  if (doc.source === 'UPLOAD') {
    if (!(await filesOf(work.tx, doc.id)).some((file) => file.role === 'UPLOAD')) throw new Refused('bad-input', 'file')
    if (!Array.isArray(doc.boxes)) throw new Refused('bad-input', 'boxes')
  } else if (plainLines(doc.content).every((line) => line === '')) throw new Refused('bad-input', 'text')
  else refuseUnprintable(await sheetOf(work.tx, doc, false))
  await refuseUnreached(work, doc.id)
  await refuseUnissuable(work, doc)
}

/** Reviewers sit in the agency, each once per step, and the signer signs: he does not review before himself. */
async function refuseStrangers(work: Work, doc: Outgoing, { steps }: CircuitForm): Promise<void> {
  const posts = new Set((await colleaguesOf(work.tx, doc.agency)).map((one) => one.post))
  if (steps.some((step) => !posts.has(step.post) || step.post === doc.signer)) throw new Refused('bad-input', 'reviewer')
  const keys = steps.map((step) => `${step.ordinal}:${step.post}`)
  if (new Set(keys).size !== keys.length) throw new Refused('bad-input', 'reviewer')
}

/** What is reviewed is a version of its own, also when only its files changed: nobody signs what they saw otherwise. */
async function keepForReview({ tx, actor }: Work, doc: Outgoing): Promise<void> {
  const kept = (await versionsOf(tx, doc.id)).at(-1)
  const files = kept?.version === doc.version && (await filesChangedSince(tx, doc.id, kept.savedAt))
  const version = files ? doc.version + 1 : doc.version
  if (files) await update(tx, doc.id, { version })
  await keepVersion(tx, { ...doc, version }, actor.post)
}

/**
 * Trình ký: starts a round of the circuit. Without reviewers the draft waits for its signer at once.
 * @throws Refused wrong-state | not-allowed | bad-input (signer, subject, text, file, boxes, reviewer) | day-past (dueOn) |
 * signer-without-competence | no-recipient | unreachable-recipient | dissolved-recipient | nothing-to-replace |
 * unprintable-sign
 */
export async function submit(work: Work, id: string, circuit: CircuitForm): Promise<void> {
  const doc = await lock(work, id)
  const to = outgoingStates.take('submit', doc, work.actor)
  await refuseUnready(work, doc)
  await refuseStrangers(work, doc, circuit)
  await keepForReview(work, doc)
  await layCircuit(work.tx, doc, circuit.steps)
  await move(work, doc, to, { name: 'submit' })
  if (circuit.steps.length === 0) await move(work, { ...doc, state: to }, 'TO_SIGN', { name: 'noReview' })
  await note(work, 'outgoing.submit', id)
  await tell(work, 'documents.outgoing-submitted', { id })
}
