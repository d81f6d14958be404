import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { pdfAnswer } from '#platform/http/file-answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { mostBytes, putSealImage, readSealImage } from './seal-image.ts'

const place = '/certificates/agency/seal-image'
const inBase64 = Math.ceil(mostBytes / 3) * 4
const Sent = z.object({
  image: z
    .base64({ error: 'Hình con dấu phải ở dạng base64.' })
    .min(4, 'Tệp rỗng. Hãy chọn tệp khác.')
    // What is a little too large is refused by the act, which says so; this only keeps floods out.
    .max(inBase64 * 2, 'Hình con dấu lớn hơn 256 KB.')
    .describe('Tệp .png nền trong, tối đa 256 KB'),
})
const Picture = {
  description: 'Hình con dấu (PNG)',
  content: { 'image/png': { schema: z.string().meta({ format: 'binary' }) } },
}

function sendPicture(reply: FastifyReply, bytes: Uint8Array) {
  const { headers } = pdfAnswer({ name: 'con-dau.png', mediaType: 'image/png', bytes })
  for (const [name, value] of headers) reply.header(name, value)
  return reply.send(Buffer.from(bytes))
}

/** The picture that the agency's signature shows: looked at by its people, put by its clerk in a real installation. */
export function sealImageApi(routes: Routes) {
  routes.get(place, {
    schema: { summary: 'Hình con dấu của cơ quan', response: { 200: Picture } },
    handler: async ({ desk }, reply) => sendPicture(reply, await desk.work(readSealImage)),
  })
  routes.put(place, {
    schema: { summary: 'Đặt hoặc thay hình con dấu của cơ quan', body: Sent, response: { 204: z.null() } },
    handler: async ({ desk, body }, reply) => {
      const image = new Uint8Array(Buffer.from(body.image, 'base64'))
      await desk.work((work) => putSealImage(work, image))
      return reply.status(204).send(null)
    },
  })
}
