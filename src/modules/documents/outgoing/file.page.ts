import type { LoaderFunctionArgs } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { pdfAnswer, type StoredFile, storedAnswer } from '#platform/http/file-answer.ts'
import { typesetSheet } from '#platform/pdf/sheet.ts'
import { Boxes } from '../drafting/boxes.ts'
import { withBoxesDrawn } from '../drafting/draw-boxes.ts'
import { filesOf, mainFile } from './file.sql.ts'
import { OutgoingAddress } from './outgoing.forms.ts'
import { readWhole } from './outgoing.sql.ts'
import type { Outgoing } from './outgoing.ts'
import { sheetOf } from './sign/sheet.ts'

type Answered = { name: string; mediaType: string; bytes: Uint8Array }

/** The draft as it will be signed: typeset, or the drafter's own PDF; `drawn`: with the boxes placed on it. */
async function preview(desk: Desk, work: Work, doc: Outgoing, drawn: boolean): Promise<Answered> {
  const answer = { name: 'du-thao.pdf', mediaType: 'application/pdf' }
  if (doc.source !== 'UPLOAD') {
    const sheet = await sheetOf(work.tx, doc, (await installationKind(work.tx)) !== 'real', true)
    return { ...answer, bytes: typesetSheet(sheet).pdf }
  }
  const bytes = new Uint8Array(await desk.vault.files.bytes(work.tx, await mainFile(work.tx, doc.id, 'UPLOAD')))
  const boxes = Boxes.safeParse(doc.boxes)
  return { ...answer, bytes: drawn && boxes.success ? await withBoxesDrawn(bytes, boxes.data) : bytes }
}

/** A file of an outgoing document, or its draft as it will be signed (`xem-truoc`; with its boxes drawn: `vi-tri`). */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const address = OutgoingAddress.safeParse(params)
  if (!address.success) return new Response(null, { status: 404 })
  const { id } = address.data
  const { file = '' } = params
  const { done, refused } = await attempted(() =>
    desk.work(async (work): Promise<Answered | StoredFile> => {
      const doc = await readWhole(work, id)
      if (file === 'xem-truoc' || file === 'vi-tri') return preview(desk, work, doc, file === 'vi-tri')
      const wanted = (await filesOf(work.tx, id)).find((one) => one.id === file)
      if (!wanted?.sha256) throw new Refused('not-found', file)
      await note(work, 'outgoing.read-file', id, { file })
      return { name: wanted.name, mediaType: wanted.mediaType, stored: await desk.vault.files.open(work.tx, wanted.sha256) }
    }),
  )
  if (refused) return new Response(null, { status: statusOf(refused.code) })
  return 'stored' in done ? storedAnswer(done, request) : pdfAnswer(done)
}
