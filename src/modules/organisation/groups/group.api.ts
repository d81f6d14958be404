import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { GroupForm } from './group.forms.ts'
import { groupsOf } from './group.sql.ts'
import { dropGroup, keepGroup } from './keep-group.ts'

const Made = z.object({ id: z.uuid() })
const Place = z.object({ id: z.uuid() })
const Group = z.object({ id: z.uuid(), name: z.string(), members: z.array(z.uuid()) }).meta({ id: 'UserGroup' })
const GroupBody = z.object({
  group: z.uuid().optional(),
  name: GroupForm.shape.name,
  members: z.array(z.uuid()).min(1).max(1000),
})

/** Lists of recipients of the own agency. */
export function groupApi(routes: Routes) {
  routes.get('/organisation/groups', {
    schema: { summary: 'Nhóm nơi nhận của cơ quan', response: { 200: z.array(Group) } },
    handler: async ({ desk }) => z.array(Group).parse(await desk.work(({ tx, actor }) => groupsOf(tx, actor.agency))),
  })
  routes.post('/organisation/groups', {
    schema: { summary: 'Lập hoặc sửa nhóm nơi nhận', body: GroupBody, response: { 201: Made } },
    handler: async ({ desk, body }, reply) => reply.status(201).send({ id: await desk.work((work) => keepGroup(work, body)) }),
  })
  routes.post('/organisation/groups/:id/drop', {
    schema: { summary: 'Bỏ nhóm nơi nhận', params: Place, response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => dropGroup(work, params.id))
      return reply.status(204).send(null)
    },
  })
}
