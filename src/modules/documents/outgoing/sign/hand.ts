import { Refused } from '#kernel/refused.ts'
import { postSince } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { checkCodeOf } from '../../checking/code.sql.ts'
import { refuseToCome } from '../../deadlines/due.ts'
import { lookAt } from '../../incoming/scan.ts'
import { refuseSecretWords } from '../../secrecy.ts'
import { watched } from '../../watch.ts'
import { lock, move, update } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'
import type { HandForm, ScanFile } from './hand.forms.ts'
import { addScan } from './hand.sql.ts'
import { notationOf } from './sheet.ts'

/** A PDF without a secrecy stamp; where no text can be searched the clerk must have looked (DESIGN 5.4). */
export async function lookAtScan({ name, content }: ScanFile, noSecretStamp: boolean): Promise<{ hasText: boolean }> {
  const scan = await lookAt(content, name, 'scan')
  if (scan.mediaType !== 'application/pdf') throw new Refused('unreadable-file', 'scan')
  if (!scan.hasText && !noSecretStamp) throw new Refused('bad-input', 'noSecretStamp')
  return scan
}

/**
 * The day on the paper has come, and is no earlier than the signer's post and the agency; it may well be earlier than the draft,
 * which is often made after the paper. @throws Refused day-to-come (signedOn) | signed-too-early (signedOn)
 */
async function refuseSigningDay({ tx, clock }: Work, doc: Outgoing, signedOn: string): Promise<void> {
  refuseToCome(signedOn, clock.today, 'signedOn')
  const since = doc.signer ? await postSince(tx, doc.signer) : null
  if (since !== null && signedOn < since) throw new Refused('signed-too-early', 'signedOn')
}

/**
 * Records that a document was signed by hand on paper: who, when, with its scan (DESIGN 6). It never shows as signed digitally.
 * @throws Refused wrong-state | not-allowed | not-found | bad-input (noSecretStamp) | day-to-come | signed-too-early |
 * unreadable-file | secret-material
 */
export async function signByHand(desk: Desk, id: string, form: HandForm & { scan: ScanFile }): Promise<void> {
  await watched(desk, { door: 'outgoing.sign-by-hand', about: id }, async (work) => {
    const doc = await lock(work, id)
    const to = outgoingStates.take('signByHand', doc, work.actor)
    await refuseSigningDay(work, doc, form.signedOn)
    refuseSecretWords(form.signerName, 'signerName')
    const { hasText } = await lookAtScan(form.scan, form.noSecretStamp)
    const kept = await desk.vault.files.keep(work.tx, form.scan.content, 'application/pdf')
    await addScan(work, doc, { kept, role: 'SCAN', name: 'ban-ky-tay.pdf', hasText })
    await checkCodeOf(work.tx, doc)
    const signed = { signed_at: work.clock.now, signed_by: 'hand', hand_signer: form.signerName, hand_signed_on: form.signedOn }
    await update(work.tx, id, { ...signed, source: 'HAND', code_notation: await notationOf(work.tx, doc) })
    await move(work, doc, to, { name: 'signByHand' })
    await note(work, 'outgoing.sign-by-hand', id, { sha256: kept.sha256 })
    await tell(work, 'documents.outgoing-signed', { id })
  })
}
