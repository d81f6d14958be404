import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { lock, remember } from '../incoming/incoming.sql.ts'
import { reasonOrWords } from '../reasons/reasons.ts'
import { updateAssignment } from './assignment.sql.ts'
import { assignmentStates } from './assignment.states.ts'
import { held } from './work-on.ts'

/**
 * Trả lại việc with a reason: a row of `hand_back` with its remark, or words alone. From a person to the head who passed it on (the division keeps it), from a division or a person
 * named by the leader to the giver, who gives it to somebody else.
 * @throws Refused bad-input (handBackCode, reason) | wrong-state | not-allowed
 */
export async function handBack(work: Work, id: string, remark: string, code: string | null = null): Promise<void> {
  const one = await held(work, id)
  const inside = one.division !== null && one.post !== null
  const state = assignmentStates.take(inside ? 'handBackInside' : 'handBack', one, work.actor)
  const fields = { code: 'handBackCode', remark: 'reason' }
  const reason = await reasonOrWords('hand_back', { code, remark }, work.clock.today, fields)
  const said = { reason, ...(code ? { hand_back_code: code } : {}) }
  await updateAssignment(work.tx, id, { state, ...said, ...(inside ? { post: null, progress: 0 } : {}) })
  const doc = await lock(work, one.incoming)
  await remember(work, doc, doc.state, { name: 'handBack', reason })
  await note(work, 'assignment.hand-back', id, { code: code ?? '' })
  await tell(work, 'documents.assignment-handed-back', { id })
}
