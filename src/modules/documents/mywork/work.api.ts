import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { Page } from '../answer.api.ts'
import { boxCounts } from './boxes.sql.ts'
import { boxesOf, boxKeys, boxLabels, waitingFor } from './boxes.ts'
import type { Waiting } from './waiting.row.ts'
import { waitingPage } from './waiting.ts'

const tags = ['Việc của tôi']
const base = '/documents/my-work'
const BoxPlace = z.object({
  box: z
    .string()
    .max(40)
    .describe(`Một trong: ${boxKeys.join(', ')}`),
})
const NextPage = z.object({ before: Page.before, limit: Page.limit.optional() })
const Box = z.object({ box: z.enum(boxKeys), label: z.string(), count: z.int().describe('Đếm đến 1000') })

const Boxes = z
  .object({
    waiting: z.int().describe('Số việc chờ chính người gọi: con số bên cạnh "Việc của tôi"'),
    boxes: z.array(Box).describe('Các ô của vai trò đang làm việc, theo thứ tự của trang "Việc của tôi"'),
  })
  .meta({ id: 'WorkBoxes' })

const Rows = z
  .object({
    rows: z.array(
      z.object({
        key: z.uuid().describe('Của việc: văn bản, việc được giao hoặc lần gửi, tùy ô'),
        incoming: z.uuid().nullable(),
        outgoing: z.uuid().nullable(),
        symbol: z.string(),
        subject: z.string(),
        from: z.string().describe('Nơi gửi, người soạn, hoặc nơi nhận chưa gửi được'),
        kindName: z.string(),
        urgency: z.enum(['NORMAL', 'URGENT', 'VERY_URGENT', 'EXPRESS']),
        dueOn: z.iso.date().nullable(),
        with: z.string().nullable().describe('Đang ở chỗ ai, khi không ở chỗ người gọi'),
        trouble: z.string().nullable().describe('Điều gì không ổn, ở ô Lỗi gửi'),
      }),
    ),
    next: z.uuid().nullable(),
  })
  .meta({ id: 'WorkRows', description: 'Như trang "Việc của tôi": khẩn và gần hạn trước' })

const rowOf = ({ with: holder, trouble, ...row }: Waiting) => ({ ...row, with: holder ?? null, trouble: trouble ?? null })

/** What waits for whoever asks, box by box, as the page shows it: deliveries that went wrong are a box of the clerk's. */
export function workApi(routes: Routes) {
  routes.get(base, {
    schema: { tags, summary: 'Việc đang chờ mình, theo từng ô', response: { 200: Boxes } },
    handler: ({ desk }) =>
      desk.work(async (work) => {
        const counts = await boxCounts(work)
        const boxes = boxesOf(work.actor).map((box) => ({ box, label: boxLabels[box], count: counts[box] }))
        return { waiting: waitingFor(work.actor, counts), boxes }
      }),
  })
  routes.get(`${base}/:box`, {
    schema: { tags, summary: 'Các việc trong một ô của mình', params: BoxPlace, querystring: NextPage, response: { 200: Rows } },
    handler: ({ desk, params, query }) =>
      desk.work(async (work) => {
        const box = boxKeys.find((one) => one === params.box)
        if (!box) throw new Refused('not-found', 'box')
        if (!boxesOf(work.actor).includes(box)) throw new Refused('not-allowed', box)
        const { rows, next } = await waitingPage(work, box, {
          before: query.before ?? null,
          ...(query.limit ? { limit: query.limit } : {}),
        })
        return { rows: rows.map(rowOf), next }
      }),
  })
}
