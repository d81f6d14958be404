import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Kept } from '#platform/blobs/blobs.ts'
import type { Work } from '#platform/db/desk.ts'
import { refusePast, refuseToCome } from '../deadlines/due.ts'
import { twinsOf } from '../duplicates/duplicate.sql.ts'
import { bindPaper } from '../duplicates/paper-match.sql.ts'
import { kindByCode } from '../kinds/kind.sql.ts'
import { refuseSecretGrade, refuseSecrets } from '../secrecy.ts'
import type { EntryForm } from './incoming.forms.ts'
import { addFiles, incomingFiles, insert, lock, remember, update } from './incoming.sql.ts'
import type { Scan } from './scan.ts'

/** A signature that lies beside its file, stored. */
export type KeptSignature = { name: string; kept: Kept }

/** `kind`: what the file is where it is no annex of its document (a press report that tells of it). */
export type EnteredFile = Scan & { kept: Kept; kind?: string; signature?: KeptSignature }

/** The doors of state secrets, before anything is written. @throws Refused secret-material */
function refuseSecret(form: EntryForm) {
  refuseSecretGrade(form.classification)
  const { subject, issuingAgency, codeNumber, codeNotation, signerName, duplicateReason } = form
  refuseSecrets({ subject, issuingAgency, codeNumber, codeNotation, signerName, duplicateReason })
}

type Days = { promulgationDate?: string | null; paperArrivedOn?: string | null }
/** A document is not of a day to come, nor has its paper come on one. @throws Refused day-to-come (the field) */
function refuseFuture({ clock }: Pick<Work, 'clock'>, days: Days): void {
  for (const about of ['promulgationDate', 'paperArrivedOn'] as const) refuseToCome(days[about], clock.today, about)
}

const columnsOf = (form: EntryForm, { clock }: Pick<Work, 'clock'>) => ({
  kind: form.kind,
  issuing_agency: form.issuingAgency,
  code_number: form.codeNumber,
  code_notation: form.codeNotation,
  promulgation_date: form.promulgationDate,
  subject: form.subject,
  urgency: form.urgency,
  due_on: form.dueOn,
  signer_name: form.signerName,
  electronic: !form.paper,
  paper: form.paper,
  paper_arrived_on: form.paper ? (form.paperArrivedOn ?? clock.today) : null,
  duplicate_reason: form.duplicateReason,
  no_secret_stamp: form.noSecretStamp,
})

/** A file in which nothing can be searched is taken only when the clerk looked (DESIGN 5.4). @throws Refused bad-input */
function refuseUnseen(form: EntryForm, files: readonly { hasText: boolean }[]) {
  if (files.some((file) => !file.hasText) && !form.noSecretStamp) throw new Refused('bad-input', 'noSecretStamp')
}

async function refuseTwin(work: Work, form: EntryForm, files: readonly EnteredFile[], except?: string) {
  if (form.duplicateReason !== '') return
  const sha256 = files.map((file) => file.kept.sha256)
  const looked = { number: form.codeNumber, notation: form.codeNotation, issuer: form.issuingAgency, sha256, except }
  const [twin] = await twinsOf(work, looked)
  if (twin) throw new Refused('duplicate-document', twin.id)
}

/**
 * Enters a document that came on paper or by mail, with its scans. It waits for its số đến (Chờ vào sổ) until `register`.
 * @returns its identifier
 * @throws Refused not-allowed | secret-material | duplicate-document (about: the one that is there) | bad-input | day-to-come | day-past
 */
export async function enter(work: Work, form: EntryForm, files: readonly EnteredFile[]): Promise<string> {
  const { tx, actor, clock } = work
  if (!has(actor, 'recordsClerk')) throw new Refused('not-allowed', 'enter')
  refuseSecret(form)
  refuseFuture(work, form)
  refusePast(form.dueOn, clock.today)
  await kindByCode(tx, form.kind)
  refuseUnseen(form, files)
  await refuseTwin(work, form, files)
  const looked = form.noSecretStamp ? actor.post : null
  const row = { ...columnsOf(form, work), agency: actor.agency, state: 'ARRIVED', arrived_at: clock.now, subject_folded: '' }
  const id = await insert(tx, { ...row, symbol_folded: '', no_secret_stamp_by: looked })
  await addFiles(tx, { id, agency: actor.agency }, files)
  if (form.delivery) await bindPaper(tx, id, form.delivery)
  const doc = await lock(work, id)
  await remember(work, doc, 'ARRIVED', { name: 'arrive', reason: form.duplicateReason })
  await note(work, 'incoming.enter', id, { duplicate: form.duplicateReason !== '' })
  return id
}

/** Puts right what was entered, while it still waits for its số đến. @throws Refused as `enter`, wrong-state */
export async function complete(work: Work, id: string, form: EntryForm, files: readonly EnteredFile[]): Promise<void> {
  const { tx, actor, clock } = work
  const doc = await lock(work, id)
  if (!has(actor, 'recordsClerk')) throw new Refused('not-allowed', 'complete')
  if (doc.state !== 'ARRIVED' || doc.sender !== null) throw new Refused('wrong-state', 'complete')
  refuseSecret(form)
  refuseFuture(work, form)
  // What was a day to come when it was entered may stand.
  if (form.dueOn !== doc.dueOn) refusePast(form.dueOn, clock.today)
  await kindByCode(tx, form.kind)
  refuseUnseen(form, [...(await incomingFiles(tx, id)), ...files])
  await refuseTwin(work, form, files, id)
  await update(tx, id, { ...columnsOf(form, work), no_secret_stamp_by: form.noSecretStamp ? actor.post : null })
  await addFiles(tx, doc, files)
  if (form.delivery) await bindPaper(tx, id, form.delivery)
  await note(work, 'incoming.complete', id)
}

/**
 * A paper copy of a document that is already in the book: no second số đến, the day of the paper is noted on the first one.
 * @param arrivedOn - yyyy-mm-dd
 * @throws Refused not-allowed | wrong-state (the paper is already there) | not-found | day-to-come
 */
export async function matchPaper(work: Work, id: string, arrivedOn: string): Promise<void> {
  const doc = await lock(work, id)
  if (!has(work.actor, 'recordsClerk') || doc.agency !== work.actor.agency) throw new Refused('not-allowed', 'matchPaper')
  if (doc.paperArrivedOn !== null || doc.state === 'REFUSED' || doc.state === 'VOIDED')
    throw new Refused('wrong-state', 'matchPaper')
  refuseFuture(work, { paperArrivedOn: arrivedOn })
  await update(work.tx, id, { paper: true, paper_arrived_on: arrivedOn })
  await remember(work, doc, doc.state, { name: 'matchPaper' })
  await note(work, 'incoming.match-paper', id)
}
