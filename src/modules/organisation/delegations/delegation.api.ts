import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { delegate, delegatesForOthers, endDelegation } from './delegate.ts'
import { DelegationForm } from './delegation.forms.ts'
import { delegationsOf } from './delegation.sql.ts'

const Made = z.object({ id: z.uuid() })
const Place = z.object({ id: z.uuid() })
const Delegation = z
  .object({
    id: z.uuid(),
    fromPost: z.uuid(),
    fromName: z.string(),
    toName: z.string(),
    kind: DelegationForm.shape.kind,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    reason: z.string(),
    state: z.enum(['COMING', 'RUNNING', 'ENDED']),
  })
  .meta({ id: 'Delegation' })
const DelegationBody = DelegationForm.extend({ firstDay: z.iso.date(), lastDay: z.iso.date() })

/** Delegation and KT. within the own agency. */
export function delegationApi(routes: Routes) {
  routes.get('/organisation/delegations', {
    schema: { summary: 'Ủy quyền, ký thay trong cơ quan, cả 90 ngày qua', response: { 200: z.array(Delegation) } },
    handler: async ({ desk }) => {
      const all = await desk.work(({ tx, actor }) => delegationsOf(tx, actor.agency))
      const { person } = desk.actor
      const mine = delegatesForOthers(desk.actor) ? all : all.filter((one) => [one.fromPerson, one.toPerson].includes(person))
      return mine.map((one) => Delegation.parse({ ...one, from: one.from.toISOString(), to: one.to.toISOString() }))
    },
  })
  routes.post('/organisation/delegations', {
    schema: { summary: 'Giao cho người làm thay', body: DelegationBody, response: { 201: Made } },
    handler: async ({ desk, body }, reply) => reply.status(201).send({ id: await desk.work((work) => delegate(work, body)) }),
  })
  routes.post('/organisation/delegations/:id/end', {
    schema: { summary: 'Kết thúc ngay một ủy quyền', params: Place, response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => endDelegation(work, params.id))
      return reply.status(204).send(null)
    },
  })
}
