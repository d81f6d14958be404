import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { isClerkOf } from '../outgoing/outgoing.policy.ts'
import { lock } from '../outgoing/outgoing.sql.ts'
import { paperBases } from '../reasons/reasons.ts'
import { refuseSecretWords } from '../secrecy.ts'
import type { PaperForm } from './delivery.forms.ts'
import { addPaper, deliveriesOf } from './delivery.sql.ts'

/**
 * Gửi giấy to a recipient of an issued document, with its legal basis (QĐ 28/2018 art. 5, 7): also the way out where no channel
 * reached it. The delivery's class follows from its facts. @throws Refused not-found | not-allowed | wrong-state | bad-input | paper-needs-basis
 */
export async function sendPaper(work: Work, id: string, form: PaperForm): Promise<void> {
  const { tx, actor, clock } = work
  const doc = await lock(work, id)
  if (!isClerkOf(doc, actor)) throw new Refused('not-allowed', 'sendPaper')
  if (doc.state !== 'ISSUED') throw new Refused('wrong-state', 'sendPaper')
  const delivery = (await deliveriesOf(tx, id)).find((one) => one.id === form.delivery)
  if (!delivery) throw new Refused('not-found', form.delivery)
  if (delivery.state === 'RECALLED') throw new Refused('wrong-state', 'sendPaper')
  const basis = (await paperBases(clock.today)).find((one) => one.code === form.code)
  if (!basis) throw new Refused('paper-needs-basis', 'code')
  if (basis.remark && form.remark === '') throw new Refused('bad-input', 'remark')
  refuseSecretWords(form.remark, 'remark')
  const words = form.remark === '' ? basis.text : `${basis.text}: ${form.remark}`
  await addPaper(tx, delivery.id, { copies: form.copies, basis: words, sentOn: clock.today })
  await note(work, 'outgoing.send-paper', id, { delivery: delivery.id, copies: form.copies, code: form.code })
  await tell(work, 'documents.paper-sent', { id, delivery: delivery.id })
}
