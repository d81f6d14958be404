import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { finishByAnswer } from '../assignments/answered.ts'
import { releaseRow } from '../deliveries/delivery.sql.ts'
import { lock } from './outgoing.sql.ts'
import { outgoingStates } from './outgoing.states.ts'
import { symbolOf } from './outgoing.ts'
import { recipientsOf } from './recipient.sql.ts'
import { replace } from './replace.ts'

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
  const made = await releaseRow(work, id)
  // The answer is out: what it answers is finished in the same transaction.
  if (doc.responseFor && !doc.internal)
    await finishByAnswer(work, { incoming: doc.responseFor, outgoing: id, symbol: symbolOf(doc) ?? '' })
  await replace(work, doc)
  return made
}
