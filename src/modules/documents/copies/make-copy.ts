import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { openKey, redrawn, takesCorner } from '#signing'
import { checkCodeOf } from '../checking/code.sql.ts'
import { begin } from '../outgoing/compose/draft.ts'
import { addFile } from '../outgoing/file.sql.ts'
import { issueWith } from '../outgoing/issue/issue.ts'
import { refuseSigner, refuseUnissuable, refuseUnreached } from '../outgoing/issue/ready.ts'
import type { DraftForm } from '../outgoing/outgoing.forms.ts'
import { byDraftKey, lock, move, read } from '../outgoing/outgoing.sql.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'
import { notationOf } from '../outgoing/sign/sheet.ts'
import { watched } from '../watch.ts'
import { keepBookOfCopies } from './book-of-copies.ts'
import { insertCopy } from './copy.sql.ts'
import { formsFor, isCopyForm } from './copy.ts'
import { type Asked, type Original, originalOf } from './original.ts'

/** What is asked for: the form is the draft's kind; of an excerpt the pages. */
export type CopyOrder = { asked: Asked; draft: DraftForm; pages: number[] }

const mostOfSubject = 500
const mostOfTitle = 300

function refuseUnfit({ draft, pages }: CopyOrder, original: Original): void {
  const { kind } = draft
  if (!isCopyForm(kind) || !formsFor(original.kind).includes(kind)) throw new Refused('bad-input', 'copyForm')
  if ((kind === 'EXTRACT') !== pages.length > 0) throw new Refused('bad-input', 'pages')
  if (draft.recipients.length === 0) throw new Refused('no-recipient', original.id)
}

/** From the copy's page one comes to what it is a copy of. */
const relatedTo = ({ of, id, cited }: Original) => ({ kind: of, id, title: cited.slice(0, mostOfTitle) })

type Material = { doc: Outgoing; original: Original; pages: number[] }

/**
 * What the agency will sign. An original that lets it keeps all its bytes and signatures; of another, and of single pages, what is
 * seen is drawn anew, and the original that is copied whole goes along beside it, unchanged.
 * @throws Refused unreadable-file | file-protected | bad-input (pages: one that does not exist)
 */
async function keepMaterial({ vault }: Desk, { tx }: Work, { doc, original, pages }: Material): Promise<void> {
  const bytes = await vault.files.bytes(tx, original.sha256)
  const whole = pages.length === 0
  const open = whole && (await takesCorner(bytes))
  const shown = open ? bytes : await redrawn(bytes, whole ? undefined : pages)
  const kept = await vault.files.keep(tx, shown, 'application/pdf')
  await addFile(tx, doc, kept, { role: 'UPLOAD', name: 'ban-sao.pdf' })
  if (!whole || open) return
  const beside = { sha256: original.sha256, mediaType: 'application/pdf', size: bytes.length }
  await addFile(tx, doc, beside, { role: 'ATTACHMENT', name: 'ban-goc.pdf' })
}

async function begun(desk: Desk, work: Work, order: CopyOrder): Promise<string> {
  const original = await originalOf(work, order.asked)
  const { draftKey } = order.draft
  const known = draftKey ? await byDraftKey(work, draftKey) : null
  if (known) return known
  refuseUnfit(order, original)
  const subject = `${original.cited}: ${original.subject}`.slice(0, mostOfSubject)
  const { id } = await begin(work, { ...order.draft, subject, related: [relatedTo(original)] }, { copy: true })
  const doc = await lock(work, id)
  await refuseSigner(work, doc)
  await refuseUnissuable(work, doc)
  await refuseUnreached(work, id)
  await keepBookOfCopies(work)
  await keepMaterial(desk, work, { doc, original, pages: order.pages })
  const { of, id: from } = order.asked
  const [ofOutgoing, ofIncoming] = of === 'OUTGOING' ? [from, null] : [null, from]
  if (!isCopyForm(doc.kind)) throw new Refused('bad-input', 'copyForm')
  await insertCopy(work.tx, doc, { form: doc.kind, ofOutgoing, ofIncoming, pages: order.pages })
  await checkCodeOf(work.tx, doc)
  const sets = { source: 'COPY', signed_at: work.clock.now, code_notation: await notationOf(work.tx, doc) }
  await move(work, doc, 'SIGNED', { name: 'copy', sets })
  await note(work, 'outgoing.copy', id, { of, from })
  return id
}

/**
 * Copies a document that the agency issued or received, numbers the copy in the book of copies, signs it with the agency's key and
 * sends it: one press. What was begun and not finished waits among what is to be issued. A form sent twice (`draftKey`) makes one copy.
 * @returns the copy's id, an outgoing document like any other
 * @throws Refused not-found | not-allowed | wrong-state | bad-input (original, copyForm, pages, signer, recipients, paperBasis) |
 * unreadable-file | file-protected | no-recipient | unreachable-recipient | dissolved-recipient | signer-without-competence | wrong-pin | key-locked | no-key |
 * certificate-expired
 */
export async function makeCopy(desk: Desk, order: CopyOrder, pin: string): Promise<string> {
  await desk.work(async (work) => refuseUnfit(order, await originalOf(work, order.asked)))
  const signer = await openKey(desk, { holder: 'agency', pin })
  const id = await watched(desk, { door: 'outgoing.copy', about: order.asked.id }, (work) => begun(desk, work, order))
  const { state } = await desk.work((work) => read(work, id))
  if (state !== 'ISSUED') await issueWith(desk, signer, id)
  return id
}
