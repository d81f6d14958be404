import { Refused } from '#kernel/refused.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { layoutWords } from '#platform/pdf/law.ts'
import { openKey, signCorner } from '#signing'
import { isClerkAt } from '../incoming/incoming.policy.ts'
import { lock, read, remember } from '../incoming/incoming.sql.ts'
import type { Incoming } from '../incoming/incoming.ts'
import { lockDigitised, queueAgain, saveConfirmed } from './digitised.sql.ts'
import type { Digitised } from './digitised.ts'

const dead: readonly string[] = ['RECALLED', 'REFUSED', 'VOIDED']

/** Who may confirm or ask again: the agency's clerk, while the document stands. */
export const mayConfirm = (doc: Incoming, actor: Work['actor']): boolean => isClerkAt(doc, actor) && !dead.includes(doc.state)

/** @throws Refused not-allowed | wrong-state */
function refuseConfirming(doc: Incoming, actor: Work['actor'], step: string): void {
  if (!isClerkAt(doc, actor)) throw new Refused('not-allowed', step)
  if (dead.includes(doc.state)) throw new Refused('wrong-state', step)
}

async function toConfirm(desk: Desk, work: Work, { id, file }: { id: string; file: string }) {
  const doc = await read(work, id)
  refuseConfirming(doc, work.actor, 'confirmDigitised')
  const made = await lockDigitised(work.tx, id, file)
  if (made.state !== 'READ' || !made.sha256) throw new Refused('wrong-state', 'confirmDigitised')
  const name = (await agencyById(work.tx, doc.agency))?.name ?? ''
  return { name, sha256: made.sha256, at: work.clock.now, pdf: await desk.vault.files.bytes(work.tx, made.sha256) }
}

/**
 * The clerk confirms that the digital copy is as the paper: the agency's signature with form of the copy, name and time
 * (NĐ 30/2020 art. 25.1c). The key is opened and used outside any transaction.
 * @throws Refused not-allowed | wrong-state | not-found | wrong-pin | key-locked | no-key | changed-meanwhile
 */
export async function confirmDigitised(desk: Desk, id: string, asked: { file: string; pin: string }): Promise<void> {
  const { name, sha256, at, pdf } = await desk.work((work) => toConfirm(desk, work, { id, file: asked.file }))
  const signer = await openKey(desk, { holder: 'agency', pin: asked.pin })
  const sealed = await signCorner(pdf, { signer, at, name, lines: [layoutWords('FULL_COPY'), name] })
  await desk.work(async (work) => {
    const doc = await lock(work, id)
    refuseConfirming(doc, work.actor, 'confirmDigitised')
    const made = await lockDigitised(work.tx, id, asked.file)
    if (made.state !== 'READ' || made.sha256 !== sha256) throw new Refused('changed-meanwhile', 'confirmDigitised')
    const kept = await desk.vault.files.keep(work.tx, sealed, 'application/pdf')
    await saveConfirmed(work.tx, asked.file, { sha256: kept.sha256, size: kept.size, at: work.clock.now, by: work.actor.post })
    await remember(work, doc, doc.state, { name: 'confirmDigitised' })
    await note(work, 'incoming.confirm-digitised', id, { file: asked.file, sha256: kept.sha256 })
  })
}

/** Has a scan read again of which nothing could be made. @throws Refused not-allowed | wrong-state | not-found */
export async function digitiseAgain(work: Work, id: string, file: string): Promise<Digitised> {
  const doc = await lock(work, id)
  refuseConfirming(doc, work.actor, 'digitiseAgain')
  const made = await lockDigitised(work.tx, id, file)
  if (made.state !== 'FAILED') throw new Refused('wrong-state', 'digitiseAgain')
  await queueAgain(work.tx, file)
  await note(work, 'incoming.digitise-again', id, { file })
  return made
}
