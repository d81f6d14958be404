import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { refusePast } from '../deadlines/due.ts'
import { lock, remember, update } from '../incoming/incoming.sql.ts'
import { reasonOrWords } from '../reasons/reasons.ts'
import { refuseSecretWords } from '../secrecy.ts'
import { updateAssignment } from './assignment.sql.ts'
import { isDoerOf, isGiverOf } from './assignment.states.ts'
import { answerRow, insertExtension, lockExtension, openExtension } from './extension.sql.ts'
import { held } from './work-on.ts'

const open = ['GIVEN', 'ACCEPTED', 'IN_PROGRESS']

/**
 * Xin gia hạn: whoever does the work asks its giver for time until a later day (yyyy-mm-dd), one request at a time.
 * @throws Refused bad-input (until, extendCode, reason) | day-past | wrong-state | not-allowed
 */
export async function askExtension(
  work: Work,
  id: string,
  { until, reason: remark, code }: { until: string | null; reason: string; code: string | null },
): Promise<void> {
  const { tx, actor, clock } = work
  const one = await held(work, id)
  if (!isDoerOf(one, actor)) throw new Refused('not-allowed', 'askExtension')
  if (!open.includes(one.state) || one.dueOn === null || (await openExtension(tx, id)))
    throw new Refused('wrong-state', 'askExtension')
  if (until === null || until <= one.dueOn) throw new Refused('bad-input', 'until')
  refusePast(until, clock.today, 'until')
  const fields = { code: 'extendCode', remark: 'reason' }
  const reason = await reasonOrWords('extension', { code, remark }, clock.today, fields)
  await insertExtension(tx, { assignment: id, agency: one.agency, askedBy: actor.post, until, reason, code })
  const doc = await lock(work, one.incoming)
  await remember(work, doc, doc.state, { name: 'askExtension', reason: `Xin gia hạn đến ${formatDate(until)}: ${reason}` })
  await note(work, 'assignment.ask-extension', id, { until })
  await tell(work, 'documents.extension-asked', { id })
}

/**
 * The giver grants or refuses more time; a refusal needs its reason. Granted time of the lead is the document's own.
 * A day that passed before the answer is granted no more.
 * @throws Refused not-found | not-allowed | wrong-state | bad-input (reason) | day-past (granted)
 */
export async function answerExtension(
  work: Work,
  id: string,
  { granted, reason }: { granted: boolean; reason: string },
): Promise<void> {
  const { tx, actor, clock } = work
  const asked = await lockExtension(tx, id)
  if (!asked) throw new Refused('not-found', id)
  const one = await held(work, asked.assignment)
  if (!isGiverOf(one, actor)) throw new Refused('not-allowed', 'answerExtension')
  if (asked.answer !== null) throw new Refused('wrong-state', 'answerExtension')
  if (granted) refusePast(asked.until, clock.today, 'granted')
  if (!granted && reason.trim() === '') throw new Refused('bad-input', 'reason')
  refuseSecretWords(reason, 'reason')
  await answerRow(tx, id, { answer: granted ? 'GRANTED' : 'REFUSED', reason, by: actor.post })
  const doc = await lock(work, one.incoming)
  if (granted) await updateAssignment(tx, one.id, { due_on: asked.until })
  if (granted && one.role === 'LEAD') await update(tx, doc.id, { due_on: asked.until })
  const words = granted ? `Gia hạn đến ${formatDate(asked.until)}` : `Không gia hạn: ${reason}`
  await remember(work, doc, doc.state, { name: granted ? 'grantExtension' : 'refuseExtension', reason: words })
  await note(work, 'assignment.answer-extension', one.id, { granted: String(granted) })
  await tell(work, 'documents.extension-answered', { id })
}
