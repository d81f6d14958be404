import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { assign } from '../assignments/assignment.sql.ts'
import { tellSender } from '../deliveries/delivery.sql.ts'
import type { DirectForm } from './incoming.forms.ts'
import { lock, move, remember, update } from './incoming.sql.ts'
import { incomingStates } from './incoming.states.ts'

async function writeNote({ tx, actor }: Work, doc: { id: string; agency: string }, task: 'PROPOSAL' | 'NOTE', body: string) {
  if (body === '') return
  await tx
    .insertInto('documents.directive_note')
    .values({ incoming: doc.id, agency: doc.agency, post: actor.post, on_behalf_of: actor.onBehalfOf, task, body })
    .execute()
}

/** Chief of office (or clerk) submits the document to a leader with a proposal of who handles it. */
export async function propose(work: Work, id: string, { leader, body }: { leader: string; body: string }): Promise<void> {
  const doc = await lock(work, id)
  const to = incomingStates.take('propose', doc, work.actor)
  await update(work.tx, id, { to_direct: leader })
  await writeNote(work, doc, 'PROPOSAL', body)
  await move(work, doc, to, { name: 'propose', reason: body })
  await note(work, 'incoming.propose', id)
}

/**
 * Bút phê: the leader's note, with who leads, who cooperates, who is informed, and until when (status 04 to the sender).
 * @throws Refused wrong-state | not-allowed | bad-input (lead)
 */
export async function direct(work: Work, id: string, form: DirectForm): Promise<void> {
  const doc = await lock(work, id)
  const to = incomingStates.take('direct', doc, work.actor)
  const hasLead = doc.handlers.some((one) => one.role === 'LEAD' && one.state !== 'HANDED_BACK')
  const leads = form.assignments.filter((one) => one.role === 'LEAD').length
  if (leads > 1 || (leads === 0 && !hasLead) || (leads === 1 && hasLead)) throw new Refused('bad-input', 'lead')
  await writeNote(work, doc, 'NOTE', form.body)
  await assign(work, doc, form)
  if (form.dueOn) await update(work.tx, id, { due_on: form.dueOn })
  if (doc.state === 'ASSIGNED' || doc.state === 'IN_PROGRESS')
    await remember(work, doc, doc.state, { name: 'direct', reason: form.body })
  else await move(work, doc, to, { name: 'direct', reason: form.body })
  await tellSender(work, id, '04')
  await note(work, 'incoming.direct', id)
  await tell(work, 'documents.incoming-assigned', { id })
}

/** Để biết: nothing to do; the document leaves the list and stays readable. */
export async function noteOnly(work: Work, id: string): Promise<void> {
  const doc = await lock(work, id)
  const to = incomingStates.take('noteOnly', doc, work.actor)
  await move(work, doc, to, { name: 'noteOnly' })
  await note(work, 'incoming.note-only', id)
}
