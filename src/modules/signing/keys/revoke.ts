import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { mayRevoke, maySee } from './key.policy.ts'
import { keyById, markRevoked } from './key.sql.ts'

/**
 * Ends the use of a key here, at once and for good: lost, misused, or its person has left. The authority that issued the
 * certificate must be told by other means. @throws Refused not-found | not-allowed | wrong-state
 */
export async function revokeKey(work: Work, id: string): Promise<void> {
  const key = await keyById(work.tx, id)
  if (!key || !(maySee(key, work.actor) || mayRevoke(key, work.actor))) throw new Refused('not-found', 'key')
  if (!mayRevoke(key, work.actor)) throw new Refused('not-allowed', 'key.revoke')
  if (key.replacedAt || key.revokedAt) throw new Refused('wrong-state', 'key.revoke')
  await markRevoked(work.tx, id, work.clock.now)
  await note(work, 'key.revoke', id)
}
