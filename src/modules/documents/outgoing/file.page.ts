import type { LoaderFunctionArgs } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import { installationKind } from '#platform/db/installation.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { pdfAnswer } from '#platform/http/file-answer.ts'
import { typesetSheet } from '#platform/pdf/sheet.ts'
import { filesOf } from './file.sql.ts'
import { read } from './outgoing.sql.ts'
import { sheetOf } from './sheet.ts'

/** A file of an outgoing document, or its draft typeset as it will be printed (`xem-truoc`). */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id = '', file = '' } = params
  const desk = context.get(deskContext)
  const { done, refused } = await attempted(() =>
    desk.work(async (work) => {
      const doc = await read(work, id)
      if (file === 'xem-truoc') {
        const { pdf } = typesetSheet(await sheetOf(work.tx, doc, (await installationKind(work.tx)) !== 'real'))
        return { name: 'du-thao.pdf', mediaType: 'application/pdf', bytes: pdf }
      }
      const wanted = (await filesOf(work.tx, id)).find((one) => one.id === file)
      if (!wanted?.sha256) throw new Refused('not-found', file)
      await note(work, 'outgoing.read-file', id, { file })
      return { name: wanted.name, mediaType: wanted.mediaType, bytes: await desk.vault.files.bytes(work.tx, wanted.sha256) }
    }),
  )
  return refused ? new Response(null, { status: statusOf(refused.code) }) : pdfAnswer(done)
}
