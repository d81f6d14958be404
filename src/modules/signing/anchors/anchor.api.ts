import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { mayTrust } from './anchor.policy.ts'
import { anchorsInUse } from './anchor.sql.ts'
import { importAnchors } from './import.ts'
import { importList } from './import-list.ts'
import { listsInUse } from './list.sql.ts'
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

const List = z
  .object({
    id: z.uuid(),
    issuer: z.string(),
    entries: z.int().describe('Số chứng thư bị thu hồi'),
    saidAt: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
  })
  .meta({ id: 'RevocationList' })

function listApi(routes: Routes) {
  routes.get('/authorities/lists', {
    schema: { summary: 'Danh sách thu hồi đang dùng', response: { 200: z.array(List) } },
    handler: async ({ desk }) => {
      if (!mayTrust(desk.actor)) throw new Refused('not-allowed', 'anchor.list')
      const found = await desk.work(({ tx }) => listsInUse(tx))
      return found.map(({ importedAt: _, saidAt, until, ...list }) => ({
        ...list,
        saidAt: saidAt.toISOString(),
        until: until?.toISOString() ?? null,
      }))
    },
  })
  routes.post('/authorities/lists', {
    schema: {
      summary: 'Nạp danh sách thu hồi của cơ quan đang tin cậy (DER hoặc PEM, base64); các chữ ký đã kiểm được kiểm lại dần',
      body: z.object({ file: z.base64().min(4).max(1_398_104) }),
      response: { 200: z.object({ added: z.boolean() }) },
    },
    handler: async ({ desk, body }) => ({
      added: await desk.work((work) => importList(work, new Uint8Array(Buffer.from(body.file, 'base64')))),
    }),
  })
}

/** Authorities that the installation trusts, and their lists; for the administrator of the system. */
export function anchorApi(routes: Routes) {
  listApi(routes)
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
