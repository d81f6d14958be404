import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { mayTrust } from './anchor.policy.ts'
import { anchorsInUse } from './anchor.sql.ts'
import { importAnchors } from './import.ts'
import { removeAnchor } from './remove.ts'

const Authority = z
  .object({
    id: z.uuid(),
    subject: z.string(),
    organisation: z.string(),
    issuer: z.string(),
    serial: z.string(),
    validFrom: z.iso.datetime(),
    validTo: z.iso.datetime(),
    demonstration: z.boolean(),
  })
  .meta({ id: 'Authority' })

/** Authorities that the installation trusts; for the administrator of the system. */
export function anchorApi(routes: Routes) {
  routes.get('/authorities', {
    schema: { summary: 'Cơ quan chứng thực đang tin cậy', response: { 200: z.array(Authority) } },
    handler: async ({ desk }) => {
      if (!mayTrust(desk.actor)) throw new Refused('not-allowed', 'anchor.list')
      const found = await desk.work(({ tx }) => anchorsInUse(tx))
      return found.map(({ importedAt: _, validFrom, validTo, ...anchor }) => ({
        ...anchor,
        validFrom: validFrom.toISOString(),
        validTo: validTo.toISOString(),
      }))
    },
  })
  routes.post('/authorities', {
    schema: {
      summary: 'Nạp chứng thư của cơ quan chứng thực (DER hoặc PEM, base64)',
      body: z.object({ file: z.base64().min(4).max(1_398_104) }),
      response: { 200: z.object({ added: z.int(), known: z.int() }) },
    },
    handler: ({ desk, body }) => desk.work((work) => importAnchors(work, new Uint8Array(Buffer.from(body.file, 'base64')))),
  })
  routes.delete('/authorities/:id', {
    schema: { summary: 'Bỏ tin cậy', params: z.object({ id: z.uuid() }), response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => removeAnchor(work, params.id))
      return reply.status(204).send(null)
    },
  })
}
