import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { mayTrust } from './anchor.policy.ts'
import { markRemoved } from './anchor.sql.ts'

/** Ends the trust in an authority: signatures below it become "không xác định". @throws Refused not-allowed | not-found */
export async function removeAnchor(work: Work, id: string): Promise<void> {
  if (!mayTrust(work.actor)) throw new Refused('not-allowed', 'anchor.remove')
  if (!(await markRemoved(work.tx, id, work.clock.now))) throw new Refused('not-found', 'anchor')
  await note(work, 'anchor.remove', id)
}
