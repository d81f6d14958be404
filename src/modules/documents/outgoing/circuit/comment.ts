import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { refuseSecretWords } from '../../secrecy.ts'
import { read } from '../outgoing.sql.ts'
import type { Outgoing } from '../outgoing.ts'
import { addComment } from './comment.sql.ts'

/** Remarks are for the time before release; afterwards the document stands as it is. */
const open = ['DRAFT', 'REVIEWING', 'RETURNED', 'TO_SIGN', 'SIGNED', 'NUMBERED', 'SEALED']

export const mayComment = (doc: Outgoing): boolean => open.includes(doc.state)

/**
 * Góp ý: whoever may read a draft of the own agency may remark on it at any time, without effect on the circuit.
 * @throws Refused wrong-state | not-allowed | not-found | bad-input (comment) | secret-material
 */
export async function comment(work: Work, id: string, words: string): Promise<void> {
  const body = words.normalize('NFC').trim()
  if (body === '' || body.length > 4000) throw new Refused('bad-input', 'comment')
  refuseSecretWords(body, 'comment')
  const doc = await read(work, id)
  if (doc.agency !== work.actor.agency) throw new Refused('not-allowed', 'comment')
  if (!mayComment(doc)) throw new Refused('wrong-state', 'comment')
  await addComment(work.tx, doc, { post: work.actor.post, body })
  await note(work, 'outgoing.comment', id, { version: doc.version })
}
