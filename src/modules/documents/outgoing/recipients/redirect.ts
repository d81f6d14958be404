import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { refuseSecretWords } from '../../secrecy.ts'
import { isClerkOf } from '../outgoing.policy.ts'
import { lock, move } from '../outgoing.sql.ts'
import type { Outgoing } from '../outgoing.ts'
import type { RedirectForm } from './redirect.forms.ts'
import { endedRecipients, sendInstead, takeOut } from './redirect.sql.ts'

const waiting: readonly Outgoing['state'][] = ['SIGNED', 'NUMBERED', 'SEALED']
/** Who puts a recipient right that ended after the signing: văn thư, as long as the document waits to be issued. */
export const mayRedirect = (doc: Outgoing, actor: Work['actor']) => isClerkOf(doc, actor) && waiting.includes(doc.state)

/**
 * Đổi nơi nhận: a recipient that ended after the document was signed is replaced by an agency that came after it, or taken out,
 * with the reason in the history; the signed text stays as it is and its number is not given up (NĐ 30 art. 15).
 * @throws Refused not-found | not-allowed | wrong-state | bad-input (recipient: still in force, to: no successor) | no-recipient
 * (the only one) | secret-material
 */
export async function redirect(work: Work, id: string, { recipient, to, reason }: RedirectForm): Promise<void> {
  const { tx, actor, clock } = work
  refuseSecretWords(reason, 'reason')
  const doc = await lock(work, id)
  if (!isClerkOf(doc, actor)) throw new Refused('not-allowed', 'redirect')
  if (!mayRedirect(doc, actor)) throw new Refused('wrong-state', 'redirect')
  const ended = (await endedRecipients(tx, doc, clock.today)).find((one) => one.agency === recipient)
  if (!ended) throw new Refused('bad-input', 'recipient')
  const successor = ended.successors.find((one) => one.id === to)
  if (to !== null && !successor) throw new Refused('bad-input', 'to')
  if (successor) await sendInstead(tx, id, recipient, successor)
  else if (!(await takeOut(tx, id, recipient))) throw new Refused('no-recipient', id)
  const what = successor ? `${ended.name} → ${successor.name}` : `Bỏ ${ended.name}`
  await move(work, doc, doc.state, { name: 'redirect', reason: `${what}. ${reason}` })
  await note(work, 'outgoing.redirect', id, { from: recipient, to })
}
