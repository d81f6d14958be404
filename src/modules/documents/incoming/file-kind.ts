import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { kindByCode } from '../kinds/kind.sql.ts'
import { isClerkAt } from './incoming.policy.ts'
import { incomingFiles, lock, putFileKind } from './incoming.sql.ts'

/**
 * Says what a file that came along is of its own: a press report filed as the evidence of a text is no annex of it. Null: what its
 * document is. The document itself is of the kind that the document has.
 * @throws Refused not-found | not-allowed | wrong-state (closed documents) | bad-input (file, kind)
 */
export async function setFileKind(work: Work, id: string, about: { file: string; kind: string | null }): Promise<void> {
  const doc = await lock(work, id)
  if (!isClerkAt(doc, work.actor)) throw new Refused('not-allowed', 'fileKind')
  if (['RECALLED', 'REFUSED', 'VOIDED'].includes(doc.state)) throw new Refused('wrong-state', 'fileKind')
  const file = (await incomingFiles(work.tx, id)).find((one) => one.id === about.file)
  if (!file) throw new Refused('not-found', about.file)
  if (file.role === 'MAIN') throw new Refused('bad-input', 'file')
  if (about.kind !== null) await kindByCode(work.tx, about.kind)
  await putFileKind(work.tx, file.id, about.kind)
  await note(work, 'incoming.file-kind', id, { file: file.id, kind: about.kind })
}
