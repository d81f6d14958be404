import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import type { KeptSignature } from './enter.ts'
import { incomingFiles, lock, putSignature } from './incoming.sql.ts'

/**
 * Puts the signature that came later beside a file of a document that still waits for its số đến.
 * @throws Refused not-found | not-allowed | wrong-state | signature-alone (no such file, or it has one)
 */
export async function addSignature(work: Work, id: string, { file, ...signature }: KeptSignature & { file: string }) {
  const doc = await lock(work, id)
  if (!has(work.actor, 'recordsClerk')) throw new Refused('not-allowed', 'complete')
  if (doc.state !== 'ARRIVED' || doc.sender !== null) throw new Refused('wrong-state', 'complete')
  const found = (await incomingFiles(work.tx, id)).find((one) => one.id === file)
  if (!found || found.signature) throw new Refused('signature-alone', 'file')
  await putSignature(work.tx, file, signature)
  await note(work, 'incoming.add-signature', id, { file, sha256: signature.kept.sha256 })
}
