import { Refused } from '#kernel/refused.ts'
import { formatIssueNumber } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { fillNumber, type Signer, sealImage, sealPdf } from '#signing'
import { addFile, mainFile } from '../file.sql.ts'
import { lock, move, read } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'

/** The name under which the sealed file travels: 415-STC-NS.pdf. */
const fileName = (doc: Outgoing) => `${doc.codeNumber}${doc.codeSuffix}-${doc.codeNotation}.pdf`.replaceAll('/', '-')

async function numbered(desk: Desk, work: Work, id: string) {
  const doc = await read(work, id)
  outgoingStates.take('seal', doc, work.actor)
  // The number is written on the paper by hand: its scan comes back before anything goes out.
  if (doc.signedBy === 'hand') throw new Refused('scan-missing', id)
  const agency = await agencyById(work.tx, doc.agency)
  const pdf = await desk.vault.files.bytes(work.tx, await mainFile(work.tx, id, 'SIGNED'))
  if (doc.codeNumber === null || doc.promulgationDate === null || !agency) throw new Refused('wrong-state', 'seal')
  const [year = '', month = '', day = ''] = doc.promulgationDate.split('-')
  // Months 1 and 2 take a leading zero, the others none (NĐ 30, Phụ lục I, II.4b).
  const values = {
    number: formatIssueNumber(doc.codeNumber, doc.codeSuffix),
    day,
    month: Number(month) < 3 ? month : String(Number(month)),
    year,
  }
  return { doc, pdf, values, agency: agency.name, at: work.clock.now, image: await sealImage(work) }
}

/**
 * Fills number and date into the prepared fields and signs with the agency's certificate, outside any transaction.
 * Repeatable: a document whose sealing failed keeps its number and waits as NUMBERED.
 * @throws Refused wrong-state | not-allowed | not-found | scan-missing (signed by hand) | no-seal-image
 */
export async function seal(desk: Desk, signer: Signer, id: string): Promise<void> {
  const { doc, pdf, values, agency, at, image } = await desk.work((work) => numbered(desk, work, id))
  const filled = await fillNumber(pdf, values)
  const sealed = await sealPdf(filled, { field: 'agency', signer, at, name: agency, ...(image ? { image } : {}) })
  await desk.work(async (work) => {
    const locked = await lock(work, id)
    const to = outgoingStates.take('seal', locked, work.actor)
    const kept = await desk.vault.files.keep(work.tx, sealed, 'application/pdf')
    await addFile(work.tx, locked, kept, { role: 'SEALED', name: fileName(doc) })
    await move(work, locked, to, { name: 'seal', sets: { sealed_at: work.clock.now } })
    await note(work, 'outgoing.seal', id, { sha256: kept.sha256 })
  })
}
