import type { LoaderFunctionArgs } from 'react-router'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { pdfAnswer } from '#platform/http/file-answer.ts'
import { IncomingAddress } from './incoming.forms.ts'
import { processingSlip } from './slip.ts'

/** The printable slip of an incoming document. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = IncomingAddress.parse(params)
  const { done, refused } = await attempted(() => context.get(deskContext).work((work) => processingSlip(work, id)))
  return refused ? new Response(null, { status: statusOf(refused.code) }) : pdfAnswer({ ...done, mediaType: 'application/pdf' })
}
