import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify'
import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Receive, Received } from '#platform/blobs/received.ts'
import { fileName } from './upload.ts'
import { handle, withoutFiles } from './without-files.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The files that came in with the body, by what stands in their place. */
    sent: SentFiles | null
  }
}

export type SentFiles = {
  /** @throws Refused unreadable-file when no such file came in */
  file: (handle: string) => Received
  /** Takes away what was not kept. */
  end: () => Promise<void>
}

/** Lends a request a way to take files in, until it is answered or given up. */
async function lent(request: FastifyRequest, reply: FastifyReply): Promise<{ receive: Receive; end: () => Promise<void> }> {
  const answered = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<Receive>()
  const ended = request.desk.vault.files.receiving(async (receive) => {
    begun.resolve(receive)
    await answered.promise
  })
  reply.raw.once('close', answered.resolve)
  const end = () => {
    answered.resolve()
    return ended
  }
  return { receive: await begun.promise, end }
}

async function takeFilesOut(request: FastifyRequest, reply: FastifyReply, payload: RequestPayload): Promise<RequestPayload> {
  const { receive, end } = await lent(request, reply)
  const came = new Map<string, Received>()
  const file = (name: string) => {
    const received = came.get(name)
    if (!received) throw new Refused('unreadable-file', 'content')
    return received
  }
  request.sent = { file, end }
  let seen = 0
  async function* counted() {
    for await (const chunk of payload) {
      seen += (chunk as Buffer).length
      yield chunk as Buffer
    }
  }
  const words: RequestPayload = Readable.from(withoutFiles(counted(), receive, came), { objectMode: false })
  // What the limit of the body and its declared length are compared with.
  Object.defineProperty(words, 'receivedEncodedLength', { get: () => seen })
  return words
}

/**
 * For a route whose body carries files in base64 as `content`: they are taken out while the body flows in, so that they never lie
 * in memory, and are gone before the answer leaves unless they were kept.
 */
export const fileBody = (bodyLimit: number) => ({
  bodyLimit,
  preParsing: takeFilesOut,
  onSend: async (request: FastifyRequest) => request.sent?.end(),
  onResponse: async (request: FastifyRequest) => request.sent?.end(),
})

export const inBase64 = (bytes: number) => Math.ceil(bytes / 3) * 4

/** A file of at most `most` bytes within JSON, taken out of it as it flowed in. What it is, is told by its first bytes and its name's ending. */
export const fileShape = (most: number) =>
  z.object({
    name: z.string().min(1).max(400).transform(fileName).describe('Tên tệp có đuôi'),
    content: z
      .string()
      .min(4, 'Tệp rỗng. Hãy chọn tệp khác.')
      .max(inBase64(most), 'Tệp quá lớn. Hãy chọn tệp nhỏ hơn.')
      .refine((text) => handle.test(text), 'Nội dung tệp phải ở dạng base64.')
      .meta({ contentEncoding: 'base64' }),
  })

/** The file that came in for a shape. @throws Refused unreadable-file | too-large */
export function contentOf(sent: SentFiles | null, { content }: { content: string }, most: number): Received {
  const received = sent?.file(content)
  if (!received) throw new Refused('unreadable-file', 'content')
  if (received.size > most) throw new Refused('too-large', 'content')
  return received
}
