import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { refuseToCome } from '../deadlines/due.ts'
import { isClerkOf } from '../outgoing/outgoing.policy.ts'
import { lock } from '../outgoing/outgoing.sql.ts'
import { refuseSecretWords } from '../secrecy.ts'
import type { EnterRecallForm } from './recall.forms.ts'
import { enterRow, recallOf } from './recall.sql.ts'

/**
 * Enters at the sender that paper copies came back, on which day and through whom; for a recipient without the system also its
 * answer. @throws Refused not-found | not-allowed | wrong-state (not asked, answered already) | day-to-come (on)
 */
export async function enterRecall(work: Work, id: string, form: EnterRecallForm): Promise<void> {
  const doc = await lock(work, id)
  if (!isClerkOf(doc, work.actor)) throw new Refused('not-allowed', 'enterRecall')
  const line = (await recallOf(work.tx, id)).lines.find((one) => one.id === form.delivery)
  if (!line) throw new Refused('not-found', form.delivery)
  if (line.askedAt === null) throw new Refused('wrong-state', 'enterRecall')
  refuseToCome(form.on, work.clock.today, 'on')
  refuseSecretWords(form.by, 'by')
  await enterRow(work, form)
  await note(work, 'outgoing.enter-recall', id, { delivery: form.delivery, answer: form.answer, on: form.on })
}
