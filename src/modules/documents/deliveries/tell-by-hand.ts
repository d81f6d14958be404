import { Refused } from '#kernel/refused.ts'
import { dayOf } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { isClerkOf } from '../outgoing/outgoing.policy.ts'
import { lock } from '../outgoing/outgoing.sql.ts'
import { refuseSecretWords } from '../secrecy.ts'
import type { ToldForm } from './delivery.forms.ts'
import { hamletDeliveries, setTold } from './told.sql.ts'

/**
 * Phổ biến: the clerk of the commune enters when and how a hamlet was told what it did not read on a screen (S0 1.c). The electronic
 * copy, the paper and with them the class stay what they are. @throws Refused not-found | not-allowed | wrong-state | bad-input on |
 * secret-material
 */
export async function tellByHand(work: Work, id: string, form: ToldForm): Promise<void> {
  const doc = await lock(work, id)
  if (!isClerkOf(doc, work.actor)) throw new Refused('not-allowed', 'tellByHand')
  if (doc.state !== 'ISSUED' || doc.issuedAt === null) throw new Refused('wrong-state', 'tellByHand')
  const delivery = (await hamletDeliveries(work.tx, id)).find((one) => one.id === form.delivery)
  if (!delivery) throw new Refused('not-found', form.delivery)
  if (delivery.state === 'RECALLED' || delivery.state === 'ACCEPTED') throw new Refused('wrong-state', 'tellByHand')
  if (form.on > work.clock.today || form.on < dayOf(doc.issuedAt)) throw new Refused('bad-input', 'on')
  refuseSecretWords(form.how, 'how')
  await setTold(work, delivery.id, form)
  await note(work, 'outgoing.tell-by-hand', id, { delivery: delivery.id })
}
