import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { nameService, removeService } from './name-service.ts'
import { ServiceForm } from './service.forms.ts'
import { mayNameServices } from './service.policy.ts'
import { servicesInUse } from './service.sql.ts'

const Service = z
  .object({ id: z.uuid(), name: z.string(), address: z.string(), clientId: z.string() })
  .meta({ id: 'RemoteService' })

/** Services of remote signing; for the administrator of the system. Their secrets come in and never go out. */
export function remoteServiceApi(routes: Routes) {
  routes.get('/remote-services', {
    schema: { summary: 'Dịch vụ ký từ xa đang dùng', response: { 200: z.array(Service) } },
    handler: async ({ desk }) => {
      if (!mayNameServices(desk.actor)) throw new Refused('not-allowed', 'remote.read')
      return desk.work(async ({ tx }) => (await servicesInUse(tx)).map((one) => Service.parse(one)))
    },
  })
  routes.post('/remote-services', {
    schema: {
      summary: 'Thêm dịch vụ ký từ xa, hoặc đổi mã bí mật của dịch vụ cùng địa chỉ',
      body: ServiceForm,
      response: { 201: z.object({ id: z.uuid() }) },
    },
    handler: async ({ desk, body }, reply) => reply.status(201).send({ id: await nameService(desk, body) }),
  })
  routes.delete('/remote-services/:service', {
    schema: { summary: 'Bỏ dịch vụ ký từ xa', params: z.object({ service: z.uuid() }), response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => removeService(work, params.service))
      return reply.status(204).send(null)
    },
  })
}
