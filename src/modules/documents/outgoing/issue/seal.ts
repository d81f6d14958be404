import { Refused } from '#kernel/refused.ts'
import { formatIssueNumber } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Vault, Work } from '#platform/db/desk.ts'
import { layoutWords } from '#platform/pdf/law.ts'
import { fillNumber, type Signer, sealImage, sealPdf, signCorner } from '#signing'
import { copyOf } from '../../copies/copy.sql.ts'
import { addFile, mainFile } from '../file.sql.ts'
import { lock, move, read } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import { type Outgoing, symbolOf } from '../outgoing.ts'
import { keepMarked, markable, marked } from './mark-attachments.ts'

/** The name under which the sealed file travels: 415-STC-NS.pdf. */
const fileName = (doc: Outgoing) => `${doc.codeNumber}${doc.codeSuffix}-${doc.codeNotation}.pdf`.replaceAll('/', '-')

/** Number and date as written into their fields: months 1 and 2 take a leading zero, the others none (NĐ 30, Phụ lục I, II.4b). */
function valuesOf({ codeNumber, codeSuffix, promulgationDate }: Outgoing) {
  if (codeNumber === null || promulgationDate === null) throw new Refused('wrong-state', 'seal')
  const [year = '', month = '', day = ''] = promulgationDate.split('-')
  return {
    number: formatIssueNumber(codeNumber, codeSuffix),
    day,
    month: Number(month) < 3 ? month : String(Number(month)),
    year,
  }
}

/** The numbered file with what is written into it. @throws Refused wrong-state | not-allowed | not-found | scan-missing | no-seal-image */
export async function numbered(desk: Desk, work: Work, id: string) {
  const doc = await read(work, id)
  outgoingStates.take('seal', doc, work.actor)
  // The number is written on the paper by hand: its scan comes back before anything goes out.
  if (doc.signedBy === 'hand') throw new Refused('scan-missing', id)
  const agency = await agencyById(work.tx, doc.agency)
  const copy = doc.source === 'COPY' ? await copyOf(work.tx, id) : undefined
  const pdf = await desk.vault.files.bytes(work.tx, await mainFile(work.tx, id, copy ? 'UPLOAD' : 'SIGNED'))
  if (!agency) throw new Refused('wrong-state', 'seal')
  return {
    doc,
    pdf,
    copy,
    values: valuesOf(doc),
    agency: agency.name,
    at: work.clock.now,
    image: await sealImage(work),
    // What goes along with a copy stays as its issuer signed it.
    attachments: copy ? [] : await markable(desk, work, id),
  }
}
type Numbered = Awaited<ReturnType<typeof numbered>>

/** The file with number, date and the agency's signature; a copy gets its words alone. */
export async function sealedFile(signer: Signer, { pdf, copy, values, agency, at, image }: Numbered): Promise<Uint8Array> {
  if (copy) return signCorner(pdf, { signer, at, name: agency, lines: [layoutWords(copy.form), agency] })
  const filled = await fillNumber(pdf, values)
  return sealPdf(filled, { field: 'agency', signer, at, name: agency, ...(image ? { image } : {}) })
}

/** Keeps the sealed file and moves the document on. @throws Refused wrong-state | not-allowed */
export async function keepSealed(work: Work, vault: Vault, id: string, sealed: Uint8Array): Promise<void> {
  const locked = await lock(work, id)
  const to = outgoingStates.take('seal', locked, work.actor)
  const kept = await vault.files.keep(work.tx, sealed, 'application/pdf')
  await addFile(work.tx, locked, kept, { role: 'SEALED', name: fileName(locked) })
  await move(work, locked, to, { name: 'seal', sets: { sealed_at: work.clock.now } })
  await note(work, 'outgoing.seal', id, { sha256: kept.sha256 })
}

/**
 * Fills number and date into the prepared fields and signs with the agency's certificate, outside any transaction; the attachments
 * that are files of their own get its signature too, in words. A copy gets the agency's words alone.
 * Repeatable: a document whose sealing failed keeps its number and waits as NUMBERED.
 * @throws Refused wrong-state | not-allowed | not-found | scan-missing (signed by hand) | no-seal-image
 */
export async function seal(desk: Desk, signer: Signer, id: string): Promise<void> {
  const made = await desk.work((work) => numbered(desk, work, id))
  const { doc, agency, at } = made
  const sealed = await sealedFile(signer, made)
  const signing = { signer, at, name: agency, symbol: symbolOf(doc) ?? '' }
  const attached = await marked(made.attachments, signing)
  await desk.work(async (work) => {
    await keepMarked(desk, work, attached)
    await keepSealed(work, desk.vault, id, sealed)
  })
}
