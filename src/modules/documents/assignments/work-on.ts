import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { tellSender } from '../deliveries/delivery.sql.ts'
import { lock, move, read, remember } from '../incoming/incoming.sql.ts'
import { refuseSecretWords } from '../secrecy.ts'
import { lockAssignment, updateAssignment } from './assignment.sql.ts'
import { assignmentStates, isDoerOf } from './assignment.states.ts'
import type { Assignment } from './assignment.ts'

/** The assignment locked, if its document may be read and was not recalled. @throws Refused not-found | wrong-state */
export async function held(work: Work, id: string): Promise<Assignment> {
  const one = await lockAssignment(work.tx, id)
  if (!one) throw new Refused('not-found', id)
  const doc = await read(work, one.incoming)
  if (doc.state === 'RECALLED') throw new Refused('wrong-state', 'recalled')
  return one
}

/** Begins the work: the document is IN_PROGRESS with its lead assignment, 05 goes to the sender. */
export async function start(work: Work, id: string, progress: number): Promise<void> {
  const { tx, clock } = work
  const one = await held(work, id)
  const begun = one.state === 'IN_PROGRESS'
  if (begun && !isDoerOf(one, work.actor)) throw new Refused('not-allowed', 'start')
  const first = begun ? {} : { state: assignmentStates.take('start', one, work.actor), accepted_at: one.acceptedAt ?? clock.now }
  await updateAssignment(tx, id, { ...first, progress })
  const doc = await lock(work, one.incoming)
  if (one.role === 'LEAD' && doc.state === 'ASSIGNED') {
    await move(work, doc, 'IN_PROGRESS', { name: 'progress' })
    await tellSender(work, doc.id, '05')
  }
  await note(work, 'assignment.start', id, { progress })
}

/** Hoàn thành: done with its report ("để biết" needs none); the lead's end finishes the document by a recorded outcome (06 to the sender). */
export async function done(work: Work, id: string, report: string): Promise<void> {
  const { tx, clock, actor } = work
  const one = await held(work, id)
  const state = assignmentStates.take('done', one, actor)
  if (one.role !== 'FOR_INFORMATION' && report.trim() === '') throw new Refused('bad-input', 'report')
  refuseSecretWords(report, 'report')
  await updateAssignment(tx, id, { state, progress: 100, report, done_at: clock.now, accepted_at: one.acceptedAt ?? clock.now })
  if (one.role === 'LEAD' && one.parent === null) await finishBy(work, one.incoming, { outcome: report, answer: null })
  await note(work, 'assignment.done', id)
}

/** Finishes a document by its lead's outcome or by an issued answer. */
export async function finishBy(
  work: Work,
  incoming: string,
  { outcome, answer }: { outcome: string; answer: string | null },
): Promise<void> {
  const doc = await lock(work, incoming)
  if (doc.state !== 'ASSIGNED' && doc.state !== 'IN_PROGRESS') return
  const sets = { finished_at: work.clock.now, outcome, answered_by: answer }
  await move(work, doc, 'FINISHED', { name: 'finish', reason: outcome, sets })
  await tellSender(work, incoming, '06')
  await tell(work, 'documents.incoming-finished', { id: incoming })
}

/** Xác nhận: the giver accepts what was done. */
export async function confirm(work: Work, id: string): Promise<void> {
  const one = await held(work, id)
  const state = assignmentStates.take('confirm', one, work.actor)
  await updateAssignment(work.tx, id, { state, confirmed_at: work.clock.now })
  const doc = await lock(work, one.incoming)
  await remember(work, doc, doc.state, { name: 'confirm' })
  await note(work, 'assignment.confirm', id)
}
