import type { LoaderFunctionArgs } from 'react-router'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { pdfAnswer } from '#platform/http/file-answer.ts'
import { printWithSheet } from './delivery-sheet.ts'

/** The issued document with its delivery sheet, to be printed. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { done, refused } = await attempted(() => printWithSheet(context.get(deskContext), params.id ?? ''))
  if (refused) return new Response(null, { status: statusOf(refused.code) })
  return pdfAnswer({ name: 'van-ban-va-phieu-gui.pdf', mediaType: 'application/pdf', bytes: done })
}
