import { z } from 'zod'
import type { Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { isPeriod } from '../exchange/exchange.forms.ts'
import { closePeriod } from './close.ts'
import { type Closing, versionsOf } from './closing.sql.ts'
import { periodOf } from './period.ts'

const place = '/statistics/periods/:period/closings'
const Place = z.object({ period: z.string().refine(isPeriod, { error: 'Kỳ báo cáo không đúng.' }) })
const ClosingAnswer = z
  .object({ id: z.uuid(), version: z.int(), closedAt: z.iso.datetime(), madeAt: z.iso.datetime(), reason: z.string() })
  .meta({ id: 'PeriodClosing', description: 'Một bản chốt: số liệu như đang biết lúc closedAt, không đổi nữa' })

const shown = ({ id, version, closedAt, madeAt, reason }: Closing): z.infer<typeof ClosingAnswer> => ({
  ...{ id, version, reason },
  ...{ closedAt: closedAt.toISOString(), madeAt: madeAt.toISOString() },
})
const listed = async (work: Work, code: string) => (await versionsOf(work, periodOf(code))).map(shown)

/** Closed versions of a period: who closes is the policy's; that a period is closed is known to every post. */
export function closingApi(routes: Routes) {
  routes.get(place, {
    schema: { summary: 'Các bản chốt của một kỳ, mới nhất trước', params: Place, response: { 200: z.array(ClosingAnswer) } },
    handler: ({ desk, params }) => desk.work((work) => listed(work, params.period)),
  })
  routes.post(place, {
    schema: {
      summary: 'Chốt số liệu một kỳ đã qua, hoặc chốt bản điều chỉnh có lý do',
      params: Place,
      body: z.object({ reason: z.string().max(500).default('') }),
      response: { 201: z.array(ClosingAnswer) },
    },
    handler: async ({ desk, params, body }, reply) =>
      reply.status(201).send(
        await desk.work(async (work) => {
          await closePeriod(work, periodOf(params.period), { reason: body.reason.normalize('NFC').trim() })
          return listed(work, params.period)
        }),
      ),
  })
}
