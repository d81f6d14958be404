import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { isClerkOf } from '../outgoing/outgoing.policy.ts'
import { lock } from '../outgoing/outgoing.sql.ts'
import { refuseSecretWords } from '../secrecy.ts'
import type { SettleForm } from './delivery.forms.ts'
import { deliveriesOf, setSettled } from './delivery.sql.ts'

/**
 * Đã xử lý lỗi gửi: the clerk says how a refused or failed delivery was settled where no paper goes (sent to the wrong place, sent
 * anew under another number). It leaves the list of what is wrong; its state, its reason and all figures stay.
 * @throws Refused not-found | not-allowed | wrong-state | secret-material
 */
export async function settleFault(work: Work, id: string, form: SettleForm): Promise<void> {
  const doc = await lock(work, id)
  if (!isClerkOf(doc, work.actor)) throw new Refused('not-allowed', 'settleFault')
  const delivery = (await deliveriesOf(work.tx, id)).find((one) => one.id === form.delivery)
  if (!delivery) throw new Refused('not-found', form.delivery)
  if (delivery.state !== 'REFUSED' && delivery.state !== 'FAILED') throw new Refused('wrong-state', 'settleFault')
  refuseSecretWords(form.how, 'how')
  await setSettled(work, delivery.id, form.how)
  await note(work, 'outgoing.settle-fault', id, { delivery: delivery.id })
}
