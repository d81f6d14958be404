import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { mayTrust } from '../anchors/anchor.policy.ts'
import { Stamping, Standing } from './long-term.forms.ts'
import { longTermFigures, stampingOf } from './long-term.sql.ts'
import { hurryLongTerm, setStamping } from './set-stamping.ts'

const instant = (at: Date | null) => at?.toISOString() ?? null

/** The time-stamp authority and how the lasting files stand; for the administrator of the system. */
export function longTermApi(routes: Routes) {
  routes.get('/time-stamping', {
    schema: {
      summary: 'Dịch vụ cấp dấu thời gian và tình trạng chữ ký lâu dài',
      response: {
        200: Standing,
      },
    },
    handler: async ({ desk }) => {
      if (!mayTrust(desk.actor)) throw new Refused('not-allowed', 'stamping.read')
      return desk.work(async ({ tx }) => {
        const { oldest, ends, ...figures } = await longTermFigures(tx)
        return { stamping: await stampingOf(tx), ...figures, oldest: instant(oldest), ends: instant(ends) }
      })
    },
  })
  routes.put('/time-stamping', {
    schema: { summary: 'Đặt dịch vụ cấp dấu thời gian', body: Stamping, response: { 204: z.null() } },
    handler: async ({ desk, body }, reply) => {
      await desk.work((work) => setStamping(work, body))
      return reply.status(204).send(null)
    },
  })
  routes.delete('/time-stamping', {
    schema: { summary: 'Bỏ dịch vụ cấp dấu thời gian', response: { 204: z.null() } },
    handler: async ({ desk }, reply) => {
      await desk.work((work) => setStamping(work, null))
      return reply.status(204).send(null)
    },
  })
  routes.post('/time-stamping/retry', {
    schema: { summary: 'Thử lại ngay các tệp chưa lấy được dấu thời gian', response: { 200: z.object({ count: z.int() }) } },
    handler: async ({ desk }) => ({ count: await desk.work(hurryLongTerm) }),
  })
}
