import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { cleanLines } from '#kernel/content.shape.ts'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import { largestFile, type Received } from '#platform/blobs/received.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { flowingAnswer, pdfAnswer } from '#platform/http/file-answer.ts'
import { fileBody, fileShape, inBase64, type SentFiles, contentOf as sentContent } from '#platform/http/file-bodies.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import type { Outcome } from './outgoing/issue/batch.ts'

/** Words of a person, one line or several: NFC, without control or invisible signs, no blanks around, at most `most` signs. */
export const words = (most: number) =>
  z
    .string()
    .max(most * 2)
    .transform((text) => cleanLines(text).trim())
    .pipe(z.string().max(most))

/** A PIN opens a key for this one call; it is neither kept nor logged. */
/** Beside a PIN where the key lies with a service that asks for one. */
export const Once = z.string().max(50).optional().describe('Mã dùng một lần của dịch vụ ký từ xa, nếu khóa cần')
export const Pin = z.string().min(1).max(200).describe('Mã PIN của khóa; không được giữ lại')
export const Place = z.object({ id: z.uuid() })
export const FilePlace = Place.extend({ file: z.uuid() })
export const Reason = z.object({ reason: words(2000) })

/** What every list understands. `before` is the `next` of the page before. */
export const Page = {
  find: words(200).pipe(z.string().min(1)).optional().describe('Trích yếu, số hoặc ký hiệu; không phân biệt dấu'),
  kind: z.string().max(20).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  before: z.uuid().optional().describe('Khóa của trang trước (`next`)'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** A route whose body carries files: the largest file in base64, and room for what stands beside it. */
export const withFiles = fileBody(inBase64(largestFile) + 1024 * 1024)

export const SentFile = fileShape(largestFile)
export type SentFile = z.infer<typeof SentFile>
/** @throws Refused unreadable-file | too-large */
export const contentOf = (sent: SentFiles | null, file: SentFile): Received => sentContent(sent, file, largestFile)
export const noSecretStamp = z.boolean().default(false).describe('Văn thư đã xem bản quét: không có dấu mật')

export const Instant = z.iso.datetime()
export const instant = (at: Date): string => at.toISOString()
export const instantOrNull = (at: Date | null): string | null => at?.toISOString() ?? null

/** One page of rows and the key of the next, null at the end. */
export function paged<Row extends { id: string }>(found: Row[], limit: number): { rows: Row[]; next: string | null } {
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

export const Results = z
  .object({
    results: z.array(
      z.object({ id: z.uuid(), refused: z.object({ code: z.string(), about: z.string(), title: z.string() }).nullable() }),
    ),
  })
  .meta({ id: 'Results', description: 'Kết quả của từng văn bản trong một lần bấm' })

export const shownResults = (outcomes: Outcome[]): z.infer<typeof Results> => ({
  results: outcomes.map(({ id, refused }) => ({ id, refused: refused && { ...refused, title: refusalWords[refused.code] } })),
})

/** A file in the description of the API. */
export const FileAnswer = {
  description: 'Nội dung tệp',
  content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
}

/** A file made on the way, for printing. */
export function sendMade(reply: FastifyReply, made: { name: string; mediaType: string; bytes: Uint8Array }) {
  for (const [name, value] of pdfAnswer(made).headers) reply.header(name, value)
  return reply.send(Buffer.from(made.bytes))
}

type Wanted = { name: string; mediaType: string; sha256: string | null }

/** Sends one file of a document; `wanted` has asked whether the actor may read the document. @throws Refused not-found */
export async function sendFile(
  desk: Desk,
  { id, file, verb }: { id: string; file: string; verb: string },
  reply: FastifyReply,
  wanted: (work: Work) => Promise<Wanted | undefined>,
) {
  const found = await desk.work(async (work) => {
    const one = await wanted(work)
    if (!one?.sha256) throw new Refused('not-found', file)
    await note(work, verb, id, { file })
    return { name: one.name, mediaType: one.mediaType, stored: await desk.vault.files.open(work.tx, one.sha256) }
  })
  const { status, headers, flow } = flowingAnswer(found, reply.request.headers.range)
  return reply.code(status).headers(headers).send(flow)
}
