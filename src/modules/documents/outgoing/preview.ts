import { Refused } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { sheetDocx } from '#platform/docx/sheet-docx.ts'
import { typesetSheet } from '#platform/pdf/sheet.ts'
import { Boxes } from '../drafting/boxes.ts'
import { withBoxesDrawn } from '../drafting/draw-boxes.ts'
import { mainFile } from './file.sql.ts'
import { readWhole } from './outgoing.sql.ts'
import type { Outgoing } from './outgoing.ts'
import { sheetOf } from './sign/sheet.ts'

/** A document as it will be signed; with the places of its fields drawn; to be printed and signed by hand; to be edited in Word. */
export const previewForms = ['signing', 'boxes', 'paper', 'word'] as const
export type PreviewForm = (typeof previewForms)[number]
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export type Made = { name: string; mediaType: string; bytes: Uint8Array }

async function uploaded(desk: Desk, work: Work, doc: Outgoing, form: PreviewForm): Promise<Uint8Array> {
  const bytes = new Uint8Array(await desk.vault.files.bytes(work.tx, await mainFile(work.tx, doc.id, 'UPLOAD')))
  const boxes = Boxes.safeParse(doc.boxes)
  return form === 'boxes' && boxes.success ? withBoxesDrawn(bytes, boxes.data) : bytes
}

/**
 * The document as it will be: typeset, or the drafter's own PDF.
 * @throws Refused not-found (word: of an uploaded PDF)
 */
export async function preview(desk: Desk, work: Work, id: string, form: PreviewForm): Promise<Made> {
  const doc = await readWhole(work, id)
  const answer = { name: form === 'paper' ? 'ban-ky-giay.pdf' : 'du-thao.pdf', mediaType: 'application/pdf' }
  if (doc.source === 'UPLOAD' && form === 'word') throw new Refused('not-found', 'word')
  if (doc.source === 'UPLOAD') return { ...answer, bytes: await uploaded(desk, work, doc, form) }
  const sheet = await sheetOf(work.tx, doc, (await installationKind(work.tx)) !== 'real', true)
  if (form === 'word') return { name: 'du-thao.docx', mediaType: wordType, bytes: await sheetDocx(sheet) }
  return { ...answer, bytes: typesetSheet({ ...sheet, onPaper: form === 'paper' }).pdf }
}
