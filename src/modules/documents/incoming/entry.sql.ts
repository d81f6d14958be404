import { formatDate } from '#kernel/vietnamese.ts'
import { agenciesOn, colleaguesOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { incomingBook } from '../books/book.sql.ts'
import { announcedPapers } from '../duplicates/paper-match.sql.ts'
import { kinds } from '../kinds/kind.sql.ts'
import { type IncomingFile, incomingFiles, read } from './incoming.sql.ts'

export type EntryFields = {
  kind: string
  issuingAgency: string
  codeNumber: string
  codeNotation: string
  promulgationDate: string
  subject: string
  urgency: string
  dueOn: string
  signerName: string
  paper: string
  paperArrivedOn: string
  duplicateReason: string
  delivery: string
  submitTo: string
  noSecretStamp: string
}

export const blankEntry: EntryFields = {
  kind: 'OFFICIAL_LETTER',
  issuingAgency: '',
  codeNumber: '',
  codeNotation: '',
  promulgationDate: '',
  subject: '',
  urgency: 'NORMAL',
  dueOn: '',
  signerName: '',
  paper: 'paper',
  paperArrivedOn: '',
  duplicateReason: '',
  delivery: '',
  submitTo: '',
  noSecretStamp: '',
}

const day = (on: string | null) => (on ? formatDate(on) : '')

async function fieldsOf(work: Work, id: string): Promise<{ fields: EntryFields; files: IncomingFile[] }> {
  const doc = await read(work, id)
  const { kind, issuingAgency, codeNumber, codeNotation, subject, urgency, signerName } = doc
  const own = { kind, issuingAgency, codeNumber, codeNotation, subject, urgency, signerName }
  const days = { promulgationDate: day(doc.promulgationDate), dueOn: day(doc.dueOn), paperArrivedOn: day(doc.paperArrivedOn) }
  return {
    fields: { ...blankEntry, ...own, ...days, paper: doc.paper ? 'paper' : 'mail' },
    files: await incomingFiles(work.tx, id),
  }
}

/** What stands on a paper that its sender announced, found by number and symbol or by the text of its QR code. */
export async function announcedEntry(work: Work, code: string): Promise<EntryFields | null> {
  const [paper] = await announcedPapers(work.tx, code)
  if (!paper) return null
  const { delivery, kind, issuingAgency, codeNumber, codeNotation, subject, urgency } = paper
  const own = { delivery, kind, issuingAgency, codeNumber, codeNotation, subject, urgency }
  return { ...blankEntry, ...own, promulgationDate: day(paper.promulgationDate), dueOn: day(paper.dueOn) }
}

/** What the entry form offers and begins with: empty, or as it was entered before. */
export async function entryView(work: Work, id: string | null) {
  const { tx, actor, clock } = work
  const people = await colleaguesOf(tx, actor.agency)
  const begun = id ? await fieldsOf(work, id) : { fields: { ...blankEntry, paperArrivedOn: formatDate(clock.today) }, files: [] }
  const book = await incomingBook(tx, actor.agency)
  return {
    ...begun,
    book: book.name,
    kinds: (await kinds(tx)).map((one) => ({ value: one.code, label: one.name })),
    issuers: (await agenciesOn(tx, clock.today)).filter((one) => one.id !== actor.agency).map((one) => one.name),
    submitTo: people
      .filter((one) => one.roles.includes('agencyLeader') || one.roles.includes('chiefOfOffice'))
      .map((one) => ({ value: one.post, label: `${one.name} – ${one.position}` })),
  }
}
export type EntryView = Awaited<ReturnType<typeof entryView>>
