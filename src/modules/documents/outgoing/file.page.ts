import type { LoaderFunctionArgs } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { pdfAnswer, type StoredFile, storedAnswer } from '#platform/http/file-answer.ts'
import { lastingFile } from '#signing'
import { filesOf, signedFile } from './file.sql.ts'
import { OutgoingAddress } from './outgoing.forms.ts'
import { readWhole } from './outgoing.sql.ts'
import { type Outgoing, symbolOf } from './outgoing.ts'
import { type Made, type PreviewForm, preview } from './preview.ts'

/** Previews by their address. */
const previews: ReadonlyMap<string, PreviewForm> = new Map([
  ['xem-truoc', 'signing'],
  ['vi-tri', 'boxes'],
  ['ban-ky-giay', 'paper'],
  ['word', 'word'],
])

const lastingName = 'luu-tru'

/** The delivered file with the time-stamps and validation data that were appended to it since. */
async function lasting(desk: Desk, work: Work, doc: Outgoing): Promise<Made> {
  const sha256 = await signedFile(work.tx, doc.id)
  if (!sha256) throw new Refused('not-found', lastingName)
  await note(work, 'outgoing.read-file', doc.id, { file: lastingName })
  return {
    name: `${symbolOf(doc) ?? 'van-ban'}-luu-tru.pdf`.replaceAll('/', '-'),
    mediaType: 'application/pdf',
    bytes: await lastingFile(work, desk.vault, sha256),
  }
}

/** A file of an outgoing document, its lasting form (`luu-tru`), or its draft as it will be signed (`xem-truoc`; boxes drawn: `vi-tri`; for a pen: `ban-ky-giay`; for Word: `word`). */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const address = OutgoingAddress.safeParse(params)
  if (!address.success) return new Response(null, { status: 404 })
  const { id } = address.data
  const { file = '' } = params
  const { done, refused } = await attempted(() =>
    desk.work(async (work): Promise<Made | StoredFile> => {
      const form = previews.get(file)
      if (form) return preview(desk, work, id, form)
      const doc = await readWhole(work, id)
      if (file === lastingName) return lasting(desk, work, doc)
      const wanted = (await filesOf(work.tx, id)).find((one) => one.id === file)
      if (!wanted?.sha256) throw new Refused('not-found', file)
      await note(work, 'outgoing.read-file', id, { file })
      return { name: wanted.name, mediaType: wanted.mediaType, stored: await desk.vault.files.open(work.tx, wanted.sha256) }
    }),
  )
  if (refused) return new Response(null, { status: statusOf(refused.code) })
  return 'stored' in done ? storedAnswer(done, request) : pdfAnswer(done)
}
