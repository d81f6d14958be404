import { Refused } from '#kernel/refused.ts'
import { colleaguesOf } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { lock, remember } from '../incoming/incoming.sql.ts'
import { insertHelpers, updateAssignment } from './assignment.sql.ts'
import { assignmentStates } from './assignment.states.ts'
import { held } from './work-on.ts'

/**
 * Phân công inside the division: its head names the person who does the work and those who help; may be done again until it
 * is finished. @throws Refused not-allowed | wrong-state | bad-input (post)
 */
export async function passOn(work: Work, id: string, post: string, helpers: readonly string[] = []): Promise<void> {
  const one = await held(work, id)
  const state = assignmentStates.take('passOn', one, work.actor)
  const mates = new Map((await colleaguesOf(work.tx, one.agency)).map((who) => [who.post, who]))
  const beside = [...new Set(helpers)].filter((who) => who !== post)
  if ([post, ...beside].some((who) => mates.get(who)?.division !== one.division)) throw new Refused('bad-input', 'post')
  await updateAssignment(work.tx, id, { post, state })
  await insertHelpers(work, one, beside)
  const doc = await lock(work, one.incoming)
  await remember(work, doc, doc.state, { name: 'passOn', reason: mates.get(post)?.name ?? '' })
  await note(work, 'assignment.pass-on', id, { post })
  await tell(work, 'documents.assignment-given', { id })
}
