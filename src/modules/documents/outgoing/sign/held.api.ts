import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { signerAlgorithms } from '#signing'
import { Place } from '../../answer.api.ts'
import { Standing } from '../answer.api.ts'
import { standing } from '../standing.api.ts'
import { completeFromDesk, holdForDesk } from './held.ts'

const tags = ['Văn bản đi']

const Held = z
  .object({
    held: z.uuid(),
    title: z.string(),
    agency: z.string(),
    algorithm: z.enum(signerAlgorithms),
    certificate: z.string().describe('SHA-256 của chứng thư, dạng hex'),
    hash: z.base64().describe('Giá trị băm cần ký'),
    until: z.iso.datetime(),
  })
  .meta({ id: 'HeldSignature' })

/** Signing by a device at the person's own machine, in two steps: what is to be signed, and the signature that comes back. */
export function heldApi(routes: Routes) {
  routes.post('/documents/outgoing/:id/held-signatures', {
    schema: {
      tags,
      summary: 'Chuẩn bị để ký bằng thiết bị ở máy của người ký: trả giá trị băm, giữ 10 phút',
      params: Place,
      body: z.object({ step: z.enum(['sign', 'seal']), read: z.boolean().default(false), despite: z.boolean().default(false) }),
      response: { 201: Held },
    },
    handler: async ({ desk, params, body }, reply) => {
      const { hash, until, ...held } = await holdForDesk(desk, params.id, {
        step: body.step,
        ticked: body.read,
        despite: body.despite,
      })
      return reply.status(201).send({ ...held, hash: hash.toString('base64'), until: until.toISOString() })
    },
  })
  routes.post('/documents/held-signatures/:held', {
    schema: {
      tags,
      summary: 'Nhận chữ ký của thiết bị, kiểm tra và hoàn tất; đóng dấu thì phát hành luôn',
      params: z.object({ held: z.uuid() }),
      body: z.object({ signature: z.base64().min(8).max(4096) }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) =>
      standing(desk, await completeFromDesk(desk, params.held, new Uint8Array(Buffer.from(body.signature, 'base64')))),
  })
}
