import { Refused } from '#kernel/refused.ts'
import { dayOf } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { workingCalendar } from '../deadlines/calendar.sql.ts'
import { lock, update } from '../outgoing/outgoing.sql.ts'
import { outgoingStates } from '../outgoing/outgoing.states.ts'
import { reasonWords } from '../reasons/reasons.ts'
import { answerDue, mayStillAsk, recallLimits } from './limit.ts'
import type { AskRecallForm } from './recall.forms.ts'
import { askRow } from './recall.sql.ts'

/**
 * Thu hồi an issued document (status 13; NĐ 30 art. 18.3): who has not registered it loses it at once, the others are asked.
 * @returns the new state: RECALL_REQUESTED, or RECALLED when nobody is left to answer
 * @throws Refused wrong-state | not-allowed | not-found | bad-input (code, remark) | recall-too-late | secret-material
 */
export async function askRecall(work: Work, id: string, form: AskRecallForm): Promise<string> {
  const { tx, clock } = work
  const doc = await lock(work, id)
  outgoingStates.take('askRecall', doc, work.actor)
  const reason = await reasonWords('recall', form, clock.today)
  const limits = await recallLimits()
  if (doc.issuedAt && !mayStillAsk(dayOf(doc.issuedAt), clock.today, limits)) throw new Refused('recall-too-late', id)
  await update(tx, id, { recall_code: form.code })
  const due = answerDue(clock.today, await workingCalendar(tx), limits)
  const state = await askRow(work, id, { reason, due })
  await note(work, 'outgoing.ask-recall', id, { code: form.code, due })
  await tell(work, 'documents.recall-asked', { id })
  return state
}
