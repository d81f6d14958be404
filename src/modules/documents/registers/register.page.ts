import type { LoaderFunctionArgs } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { pdfAnswer } from '#platform/http/file-answer.ts'
import { registerOf, registerPdf, registerWorkbook } from './print-register.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A day of the address; null when it says none. A printed book of another period than was asked for would be believed. */
function dayIn(search: URLSearchParams, name: string, today: string): string | null {
  const typed = search.get(name)?.trim() ?? ''
  const day = typed === '' ? null : parseDate(typed, today)
  if (typed !== '' && day === null) throw new Refused('bad-input', name)
  return day
}

/** A book for a period (`tu`, `den`; this year when left out) as `so.pdf` or `so.xlsx`. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const { id = '', file = '' } = params
  if (file !== 'so.pdf' && file !== 'so.xlsx') throw new Response('', { status: 404 })
  const { done, refused } = await attempt(context.get(deskContext), async (work) => {
    const { today, now } = work.clock
    const from = dayIn(searchParams, 'tu', today) ?? `${today.slice(0, 4)}-01-01`
    const to = dayIn(searchParams, 'den', today) ?? today
    return { register: await registerOf(work, id, { from, to }), now }
  })
  if (refused) return new Response(null, { status: statusOf(refused.code) })
  if (file === 'so.pdf')
    return pdfAnswer({ name: 'so.pdf', mediaType: 'application/pdf', bytes: registerPdf(done.register, done.now) })
  return pdfAnswer({ name: 'so.xlsx', mediaType: xlsx, bytes: await registerWorkbook(done.register) })
}
