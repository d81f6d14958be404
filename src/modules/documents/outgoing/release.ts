import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { releaseRow } from '../deliveries/delivery.sql.ts'
import { lock } from './outgoing.sql.ts'
import { outgoingStates } from './outgoing.states.ts'
import { recipientsOf } from './recipient.sql.ts'

/**
 * Phát hành: state, deliveries and arrivals in one transaction, the fan-out in one statement (DESIGN 5.2).
 * Returns how many deliveries were made. @throws Refused wrong-state | not-allowed | no-recipient
 */
export async function release(work: Work, id: string): Promise<number> {
  const { tx, actor } = work
  const doc = await lock(work, id)
  outgoingStates.take(doc.internal && !doc.numbered ? 'releaseInside' : 'release', doc, actor)
  if ((await recipientsOf(tx, id)).length === 0) throw new Refused('no-recipient', id)
  await note(work, 'outgoing.release', id)
  await tell(work, 'documents.released', { id })
  return releaseRow(work, id)
}
