import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { assign, knownAssignees } from '../assignments/assignment.sql.ts'
import { refusePast } from '../deadlines/due.ts'
import { tellSender } from '../deliveries/delivery.sql.ts'
import { refuseSecretWords } from '../secrecy.ts'
import type { DirectForm } from './incoming.forms.ts'
import { lock, move, read, setProposal } from './incoming.sql.ts'
import { incomingStates } from './incoming.states.ts'
import { knownLeader } from './leader.ts'
import { writeNote } from './note.sql.ts'

export type Submission = { leader: string; body: string } & Partial<Omit<DirectForm, 'body'>>

/**
 * Chief of office (or clerk) submits the document to a leader with a proposal: who leads, who cooperates, until when. Done
 * again it goes to another leader. @throws Refused not-allowed | wrong-state | bad-input (leader, assignee) | day-past | secret-material
 */
export async function propose(work: Work, id: string, { leader, body, assignments = [], dueOn = null }: Submission) {
  refuseSecretWords(body, 'body')
  const doc = await lock(work, id)
  const to = incomingStates.take('propose', doc, work.actor)
  refusePast(dueOn, work.clock.today)
  await knownLeader(work, doc, leader)
  await knownAssignees(work.tx, doc.agency, assignments)
  await setProposal(work.tx, id, assignments.length > 0 ? { dueOn, assignments } : null)
  await writeNote(work, doc, 'PROPOSAL', body)
  await move(work, doc, to, { name: 'propose', reason: body, sets: { to_direct: leader } })
  await note(work, 'incoming.propose', id)
  await tell(work, 'documents.incoming-submitted', { id })
}

/**
 * Bút phê: the leader's note, with who leads, who cooperates, who is informed, and until when (status 04 to the sender).
 * @throws Refused wrong-state | not-allowed | bad-input (lead) | day-past | secret-material
 */
export async function direct(work: Work, id: string, form: DirectForm): Promise<void> {
  refuseSecretWords(form.body, 'body')
  const doc = await lock(work, id)
  const to = incomingStates.take('direct', doc, work.actor)
  refusePast(form.dueOn, work.clock.today)
  const hasLead = doc.handlers.some((one) => one.role === 'LEAD' && one.state !== 'HANDED_BACK')
  const leads = form.assignments.filter((one) => one.role === 'LEAD').length
  if (leads > 1 || (leads === 0 && !hasLead) || (leads === 1 && hasLead)) throw new Refused('bad-input', 'lead')
  await writeNote(work, doc, 'NOTE', form.body)
  await assign(work, doc, form)
  const sets = form.dueOn ? { due_on: form.dueOn } : {}
  // Given out or begun already, it stays where it is.
  const working = doc.state === 'ASSIGNED' || doc.state === 'IN_PROGRESS'
  await move(work, doc, working ? doc.state : to, { name: 'direct', reason: form.body, sets })
  await tellSender(work, id, '04')
  await note(work, 'incoming.direct', id)
  await tell(work, 'documents.incoming-assigned', { id })
}

/** Đồng ý đề xuất: what was proposed becomes the leader's directive, with one press. @throws Refused as `direct` */
export async function agree(work: Work, id: string, body = 'Đồng ý đề xuất.'): Promise<void> {
  const doc = await read(work, id)
  if (!doc.proposed) throw new Refused('wrong-state', 'agree')
  await direct(work, id, { body, dueOn: doc.proposed.dueOn, assignments: doc.proposed.assignments })
}

/**
 * Để biết: nobody has to do anything. In a body without books (a hamlet) this is the reading itself, and the sender is told 03.
 * @throws Refused wrong-state | not-allowed | not-found
 */
export async function noteOnly(work: Work, id: string): Promise<void> {
  const doc = await lock(work, id)
  const step = doc.bookless ? 'takeNote' : 'noteOnly'
  const to = incomingStates.take(step, doc, work.actor)
  await move(work, doc, to, { name: step })
  if (doc.bookless) await tellSender(work, id, '03')
  await note(work, 'incoming.note-only', id)
}

/** Trao đổi: a remark by anybody who may read the document. @throws Refused bad-input (body) | not-found | wrong-state | secret-material */
export async function remark(work: Work, id: string, body: string): Promise<void> {
  if (body.trim() === '' || body.length > 4000) throw new Refused('bad-input', 'body')
  refuseSecretWords(body, 'body')
  const doc = await read(work, id)
  if (doc.agency !== work.actor.agency) throw new Refused('not-allowed', 'remark')
  if (doc.state === 'RECALLED') throw new Refused('wrong-state', 'recalled')
  await writeNote(work, doc, 'REMARK', body)
  await note(work, 'incoming.remark', id)
}
