import { capital, formatDate } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { typeset } from '#platform/pdf/typeset.ts'
import type { Assignment } from '../assignments/assignment.ts'
import { incomingSymbol } from './incoming.ts'
import { type IncomingView, incomingView, type NoteRow } from './view.sql.ts'

const on = (day: string | Date | null | undefined) => (day ? formatDate(day) : '')
const written = (notes: NoteRow[]) => notes.map(({ body, name, position, at }) => ({ body, name, position, on: formatDate(at) }))

const nameIn = ({ divisions, people }: IncomingView, one: Assignment) =>
  divisions.find((unit) => unit.id === one.division)?.name ?? people.find((who) => who.post === one.post)?.name ?? ''

/** What is printed, taken from the course of the document. */
function printed(shown: IncomingView) {
  const { doc, assignments, notes, people } = shown
  const live = assignments.filter((one) => one.state !== 'HANDED_BACK')
  const lead = live.filter((one) => one.role === 'LEAD')
  const inside = lead.find((one) => one.division !== null && one.post !== null)
  return {
    title: [shown.kindName, incomingSymbol(doc), doc.promulgationDate && `ngày ${on(doc.promulgationDate)}`]
      .filter(Boolean)
      .join(' '),
    issuer: doc.issuingAgency,
    subject: capital(doc.subject),
    arrival: doc.arrivalNumber === null ? '' : `${doc.arrivalNumber}, ngày ${on(doc.arrivalDate)}`,
    lead: lead.map((one) => nameIn(shown, one)),
    cooperate: live
      .filter((one) => one.role === 'COOPERATE' && one.parent === null)
      .map((one) => nameIn(shown, one))
      .join(', '),
    due: on(lead[0]?.dueOn ?? doc.dueOn),
    directives: written(notes.filter((one) => one.task === 'NOTE')),
    persons: inside ? (people.find((who) => who.post === inside.post)?.name ?? '') : '',
    personDue: inside ? on(inside.dueOn) : '',
    personOn: inside ? on(inside.givenAt) : '',
    proposals: written(notes.filter((one) => one.task === 'REMARK')),
    outcome: doc.outcome ?? '',
    finishedOn: on(doc.finishedAt),
  }
}

/** Phiếu giải quyết văn bản đến as PDF on A4 (NĐ 30/2020 annex IV), as far as the document has come. @throws Refused not-found */
export async function processingSlip(work: Work, id: string): Promise<{ name: string; bytes: Uint8Array }> {
  const shown = await incomingView(work, id)
  const agency = await agencyById(work.tx, shown.doc.agency)
  const parent = agency?.parent ? await agencyById(work.tx, agency.parent) : undefined
  const heads = {
    agency: agency?.name ?? '',
    parent: parent?.name ?? '',
    demonstration: (await installationKind(work.tx)) === 'demo',
  }
  await note(work, 'incoming.print-slip', id)
  const { pdf } = typeset('processing-slip', { slip: JSON.stringify({ ...heads, ...printed(shown) }) }, work.clock.now)
  return { name: `phieu-giai-quyet-${shown.doc.arrivalNumber ?? id}.pdf`, bytes: pdf }
}
