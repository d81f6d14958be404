import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { keepLong } from '#signing'
import { finishByAnswer } from '../../assignments/answered.ts'
import { releaseRow } from '../../deliveries/delivery.sql.ts'
import { replace } from '../after/replace.ts'
import { signedFile } from '../file.sql.ts'
import { read } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import { symbolOf } from '../outgoing.ts'
import { refuseUnissuable } from './ready.ts'

/**
 * Phát hành: state, deliveries and arrivals in one transaction, the fan-out in one statement (DESIGN 5.2).
 * Returns how many deliveries were made. @throws Refused wrong-state | not-allowed | no-recipient | unreachable-recipient |
 * dissolved-recipient | nothing-to-replace
 */
export async function release(work: Work, id: string): Promise<number> {
  const { actor } = work
  // The crossing function locks the document and looks at its state again; nothing else here changes once it is signed.
  const doc = await read(work, id)
  outgoingStates.take(doc.internal && !doc.numbered ? 'releaseInside' : 'release', doc, actor)
  await refuseUnissuable(work, doc)
  await note(work, 'outgoing.release', id)
  await tell(work, 'documents.released', { id })
  const signed = await signedFile(work.tx, id)
  if (signed) await keepLong(work, signed)
  const made = await releaseRow(work, id)
  // The answer is out: what it answers is finished in the same transaction.
  if (doc.responseFor && !doc.internal)
    await finishByAnswer(work, { incoming: doc.responseFor, outgoing: id, symbol: symbolOf(doc) ?? '' })
  await replace(work, doc)
  return made
}
