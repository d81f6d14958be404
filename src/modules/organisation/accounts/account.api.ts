import { z } from 'zod'
import { roles } from '#kernel/actor.ts'
import type { Routes } from '#platform/http/routes.ts'
import { workplaces } from './change-role.ts'

const Account = z
  .object({
    person: z.uuid(),
    name: z.string(),
    post: z.uuid(),
    position: z.string(),
    agency: z.uuid(),
    division: z.uuid().nullable(),
    roles: z.array(z.enum(roles)),
    onBehalfOf: z.uuid().nullable(),
    workplaces: z.array(
      z.object({
        id: z.uuid(),
        position: z.string(),
        agencyName: z.string(),
        forName: z.string().nullable(),
        until: z.iso.datetime().nullable(),
        current: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Account' })

/** Who asks, in which post, and where else they may work. */
export function accountApi(routes: Routes) {
  routes.get('/account', {
    schema: { summary: 'Người đang đăng nhập, vai trò và các vị trí làm việc', response: { 200: Account } },
    handler: async ({ desk }) => {
      const places = await desk.work(workplaces)
      return Account.parse({
        ...desk.actor,
        workplaces: places.map((place) => ({ ...place, until: place.until?.toISOString() ?? null })),
      })
    },
  })
}
