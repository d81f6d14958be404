import type { LoaderFunctionArgs } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { openedInInspection } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { storedAnswer } from '#platform/http/file-answer.ts'
import { incomingFiles, read } from './incoming.sql.ts'

/** A file of an incoming document, or the signature beside it; a recalled one is frozen and no longer served (DESIGN 6). */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { id = '', file = '' } = params
  const desk = context.get(deskContext)
  const { done, refused } = await attempted(() =>
    desk.work(async (work) => {
      const doc = await read(work, id)
      await openedInInspection(work, { agency: doc.agency, direction: 'IN', about: id })
      const wanted = (await incomingFiles(work.tx, id)).find((one) => one.id === file)
      if (!wanted || doc.state === 'RECALLED') throw new Refused('not-found', file)
      const beside = new URL(request.url).searchParams.has('chu-ky')
      const sent = beside ? wanted.signature && { ...wanted.signature, mediaType: 'application/octet-stream' } : wanted
      if (!sent) throw new Refused('not-found', file)
      await note(work, 'incoming.read-file', id, { file })
      return { name: sent.name, mediaType: sent.mediaType, stored: await desk.vault.files.open(work.tx, sent.sha256) }
    }),
  )
  return refused ? new Response(null, { status: statusOf(refused.code) }) : storedAnswer(done, request)
}
