import type { LoaderFunctionArgs } from 'react-router'
import { note } from '#platform/audit/audit.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { storedAnswer } from '#platform/http/file-answer.ts'
import { servedCopy } from './served.ts'

/** The digital copy of a scan. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { id = '', file = '' } = params
  const desk = context.get(deskContext)
  const { done, refused } = await attempted(() =>
    desk.work(async (work) => {
      const { name, mediaType, sha256 } = await servedCopy(work, id, file)
      await note(work, 'incoming.read-file', id, { file })
      return { name, mediaType, stored: await desk.vault.files.open(work.tx, sha256) }
    }),
  )
  return refused ? new Response(null, { status: statusOf(refused.code) }) : storedAnswer(done, request)
}
