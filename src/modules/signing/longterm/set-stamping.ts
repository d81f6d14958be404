import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { mayTrust } from '../anchors/anchor.policy.ts'
import { dropStamping, hurryAll, putStamping, type Stamping } from './long-term.sql.ts'

/** Names the time-stamp authority of the installation, or none; what waited for one is tried at once. @throws Refused not-allowed */
export async function setStamping(work: Work, stamping: Stamping | null): Promise<void> {
  const { tx, actor } = work
  if (!mayTrust(actor)) throw new Refused('not-allowed', 'stamping.set')
  if (stamping) await putStamping(tx, stamping, actor.person)
  else await dropStamping(tx)
  await note(work, 'stamping.set', 'installation', { set: stamping !== null })
  if (stamping) await hurryAll(tx)
}

/** Has every file whose last try failed tried again now. Returns how many. @throws Refused not-allowed */
export async function hurryLongTerm(work: Work): Promise<number> {
  if (!mayTrust(work.actor)) throw new Refused('not-allowed', 'stamping.hurry')
  const count = await hurryAll(work.tx)
  await note(work, 'stamping.hurry', 'installation', { count })
  return count
}
