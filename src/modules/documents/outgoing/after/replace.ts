import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { replaceRow } from '../../recalls/recall.sql.ts'
import { lock } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'

/**
 * Thay thế: a document just issued takes the place of the one that it names; every recipient of the old one sees by what.
 * A document that was recalled already stays recalled. @throws Refused wrong-state while a recall of the old one is running
 */
export async function replace(work: Work, doc: Pick<Outgoing, 'id' | 'replaces'>): Promise<void> {
  if (doc.replaces === null) return
  const old = await lock(work, doc.replaces)
  if (old.state === 'RECALLED') return
  if (old.state === 'RECALL_REQUESTED') throw new Refused('wrong-state', 'replace')
  outgoingStates.take('replace', old, work.actor)
  const told = await replaceRow(work, doc.id)
  await note(work, 'outgoing.replace', old.id, { by: doc.id, told })
  await tell(work, 'documents.outgoing-replaced', { id: old.id, by: doc.id })
}
