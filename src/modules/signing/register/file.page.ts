import type { LoaderFunctionArgs } from 'react-router'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { pdfAnswer } from '#platform/http/file-answer.ts'
import { coverLetter, needsWorkbook } from './request.ts'

const files = {
  'nhu-cau.xlsx': {
    name: 'danh-sach-de-nghi-chung-thu-so.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: needsWorkbook,
  },
  'cong-van.pdf': { name: 'cong-van-de-nghi-chung-thu-so.pdf', mediaType: 'application/pdf', make: coverLetter },
} as const

/** What is asked of the certification authority: the list, and the letter that goes with it. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const wanted = Object.entries(files).find(([name]) => name === params.file)?.[1]
  if (!wanted) return new Response(null, { status: 404 })
  const { done, refused } = await attempt(context.get(deskContext), wanted.make)
  if (refused) return new Response(null, { status: statusOf(refused.code) })
  return pdfAnswer({ name: wanted.name, mediaType: wanted.mediaType, bytes: done })
}
