import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { isClerkAt } from '../incoming/incoming.policy.ts'
import { lock } from '../incoming/incoming.sql.ts'
import { recallWaits } from '../incoming/incoming.ts'
import { reasonWords } from '../reasons/reasons.ts'
import { refuseSecretWords } from '../secrecy.ts'
import type { AnswerRecallForm } from './recall.forms.ts'
import { answerRow } from './recall.sql.ts'

/**
 * Answers a recall for the agency: 15 agreed, the content is frozen here and the metadata stay; 16 not agreed, with its reason.
 * @throws Refused not-found | not-allowed | wrong-state (not asked, or answered already) | bad-input (code, remark)
 */
export async function answerRecall(work: Work, id: string, form: AnswerRecallForm): Promise<void> {
  const doc = await lock(work, id)
  if (!isClerkAt(doc, work.actor)) throw new Refused('not-allowed', 'answerRecall')
  if (!recallWaits(doc)) throw new Refused('wrong-state', 'answerRecall')
  refuseSecretWords(form.remark, 'remark')
  const reason = form.answer === '15' ? form.remark : await reasonWords('recall_refusal', form, work.clock.today)
  await note(work, 'incoming.answer-recall', id, { answer: form.answer })
  await tell(work, 'documents.recall-answered', { id })
  await answerRow(work, id, { answer: form.answer, reason })
}
