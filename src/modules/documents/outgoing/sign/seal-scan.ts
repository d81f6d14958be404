import { Refused } from '#kernel/refused.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import { type Source, wholeOf } from '#platform/blobs/received.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { layoutWords } from '#platform/pdf/law.ts'
import { openKey, type Pin, signCorner } from '#signing'
import { watched } from '../../watch.ts'
import { lock, move, read } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'
import { recipientsOf } from '../recipients/recipient.sql.ts'
import type { ScanFile } from './hand.forms.ts'
import { addScan } from './hand.sql.ts'
import { lookAtScan } from './hand.ts'

async function byHand(work: Work, id: string): Promise<{ doc: Outgoing; agency: string; electronic: boolean; at: Date }> {
  const doc = await read(work, id)
  outgoingStates.take('seal', doc, work.actor)
  if (doc.signedBy !== 'hand') throw new Refused('wrong-state', 'sealScan')
  const electronic = (await recipientsOf(work.tx, id)).some((one) => one.mode !== 'PAPER')
  return { doc, electronic, agency: (await agencyById(work.tx, doc.agency))?.name ?? '', at: work.clock.now }
}

export type FinalScan = { scan: ScanFile; noSecretStamp: boolean; pin: Pin }

/**
 * Adds the final scan of a document signed by hand, with number, date and seal on the paper. Electronic recipients get it as a
 * copy that the agency's signature certifies; where all get paper it is kept as it is, without any digital signature.
 * @throws Refused wrong-state | not-allowed | not-found | wrong-pin | no-key | unreadable-file | secret-material | bad-input
 */
export async function sealScan(desk: Desk, id: string, { scan, noSecretStamp, pin }: FinalScan): Promise<void> {
  const { doc, agency, electronic, at } = await desk.work((work) => byHand(work, id))
  const { hasText } = await watched(desk, { door: 'outgoing.seal-scan', about: id }, () => lookAtScan(scan, noSecretStamp))
  const final = electronic ? await certified(desk, scan.content, { pin, at, name: agency }) : scan.content
  await desk.work(async (work) => {
    const locked = await lock(work, id)
    const to = outgoingStates.take('seal', locked, work.actor)
    const kept = await desk.vault.files.keep(work.tx, final, 'application/pdf')
    const name = `${doc.codeNumber}${doc.codeSuffix}-${doc.codeNotation}.pdf`.replaceAll('/', '-')
    await addScan(work, locked, { kept, role: 'SEALED', name, hasText })
    await move(work, locked, to, { name: 'seal', sets: { sealed_at: work.clock.now } })
    await note(work, 'outgoing.seal-scan', id, { sha256: kept.sha256, certified: electronic })
  })
}

async function certified(desk: Desk, content: Source, { pin, at, name }: { pin: Pin; at: Date; name: string }) {
  const signer = await openKey(desk, { holder: 'agency', pin })
  return signCorner(await wholeOf(content), { signer, at, name, lines: [layoutWords('FULL_COPY'), name] })
}
