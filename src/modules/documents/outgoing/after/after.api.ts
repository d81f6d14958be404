import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { FileAnswer, Instant, instant, instantOrNull, Place, sendMade, words } from '../../answer.api.ts'
import { FinishForm, PaperForm, SettleForm, ToldForm } from '../../deliveries/delivery.forms.ts'
import { printWithSheet } from '../../deliveries/delivery-sheet.ts'
import { finishInside } from '../../deliveries/finish-inside.ts'
import { markRead, readingsOf } from '../../deliveries/inside.sql.ts'
import { sendPaper } from '../../deliveries/send-paper.ts'
import { settleFault } from '../../deliveries/settle-fault.ts'
import { tellByHand } from '../../deliveries/tell-by-hand.ts'
import { askRecall } from '../../recalls/ask.ts'
import { enterRecall } from '../../recalls/enter.ts'
import { AskRecallForm, EnterRecallForm } from '../../recalls/recall.forms.ts'
import { recallOf } from '../../recalls/recall.sql.ts'
import { Standing } from '../answer.api.ts'
import { number } from '../issue/number.ts'
import { read } from '../outgoing.sql.ts'
import { RedirectForm } from '../recipients/redirect.forms.ts'
import { redirect } from '../recipients/redirect.ts'
import { deed } from '../standing.api.ts'
import { voidOutgoing } from './void.ts'

const tags = ['Văn bản đi']
const base = '/documents/outgoing/:id'
const response = { 200: Standing }
const year = z.int().min(2000).max(2999)
const whole = z.int().min(1).max(1_000_000_000)

const RecallStanding = z
  .object({
    reason: z.string().nullable(),
    dueOn: z.iso.date().nullable(),
    lines: z.array(
      z.object({
        delivery: z.uuid(),
        recipient: z.string(),
        paper: z.boolean(),
        askedAt: Instant.nullable(),
        answer: z.enum(['15', '16']).nullable(),
        answeredAt: Instant.nullable(),
        answerReason: z.string(),
        paperRecalledOn: z.iso.date().nullable(),
        paperRecalledBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Recall', description: 'Thu hồi đang ở đâu, từng nơi nhận' })

const Readings = z
  .object({
    rows: z.array(
      z.object({ post: z.uuid(), name: z.string(), readAt: Instant, finishedAt: Instant.nullable(), outcome: z.string() }),
    ),
  })
  .meta({ id: 'Readings', description: 'Ai trong cơ quan đã đọc, đã xử lý xong văn bản nội bộ' })

/** In JSON a number is a number. */
const SentPaper = PaperForm.extend({ copies: z.int().min(1).max(10_000) })

function numbersApi(routes: Routes) {
  routes.post(`${base}/held-number`, {
    schema: {
      tags,
      summary: 'Cấp số đã giữ',
      params: Place,
      body: z.object({ year, number: whole }),
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'number', act: (work) => number(work, params.id, { way: 'HELD', ...body }) }),
  })
  routes.post(`${base}/inserted-number`, {
    schema: {
      tags,
      summary: 'Chèn số (12a) kèm lý do',
      params: Place,
      body: z.object({ year, after: whole, reason: words(500).pipe(z.string().min(1)) }),
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'number', act: (work) => number(work, params.id, { way: 'INSERTED', ...body }) }),
  })
  routes.post(`${base}/void`, {
    schema: {
      tags,
      summary: 'Hủy số của văn bản chưa phát hành',
      params: Place,
      body: z.object({ code: z.string().min(1).max(40), remark: words(1000).default('') }),
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'void', act: (work) => voidOutgoing(work, params.id, body) }),
  })
}

function recallApi(routes: Routes) {
  routes.post(`${base}/recall`, {
    schema: { tags, summary: 'Thu hồi', params: Place, body: AskRecallForm, response },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'askRecall', act: (work) => askRecall(work, params.id, body) }),
  })
  routes.get(`${base}/recall`, {
    schema: { tags, summary: 'Thu hồi đang ở đâu', params: Place, response: { 200: RecallStanding } },
    handler: async ({ desk, params }) => {
      const { reason, dueOn, lines } = await desk.work(async (work) => {
        await read(work, params.id)
        return recallOf(work.tx, params.id)
      })
      const shown = lines.map(({ id: delivery, inSystem: _, askedAt, answeredAt, ...line }) => ({
        ...line,
        delivery,
        askedAt: instantOrNull(askedAt),
        answeredAt: instantOrNull(answeredAt),
      }))
      return { reason, dueOn, lines: shown }
    },
  })
  routes.post(`${base}/recall/entries`, {
    schema: {
      tags,
      summary: 'Ghi nhận bản giấy đã thu về, hoặc trả lời của nơi ngoài hệ thống',
      params: Place,
      body: EnterRecallForm,
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'enterRecall', act: (work) => enterRecall(work, params.id, body) }),
  })
}

function deliveringApi(routes: Routes) {
  routes.post(`${base}/redirect`, {
    schema: {
      tags,
      summary: 'Đổi nơi nhận đã thôi hoạt động sang cơ quan kế thừa, hoặc bỏ, có lý do; trước khi phát hành',
      params: Place,
      body: RedirectForm,
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'redirect', act: (work) => redirect(work, params.id, body) }),
  })
  routes.post(`${base}/paper`, {
    schema: { tags, summary: 'Gửi thêm bản giấy cho một nơi nhận, có căn cứ', params: Place, body: SentPaper, response },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'sendPaper', act: (work) => sendPaper(work, params.id, body) }),
  })
  routes.get(`${base}/sheet`, {
    schema: { tags, summary: 'Văn bản kèm phiếu gửi, để in (PDF)', params: Place, response: { 200: FileAnswer } },
    handler: async ({ desk, params }, reply) => {
      const bytes = await printWithSheet(desk, params.id)
      return sendMade(reply, { name: 'van-ban-va-phieu-gui.pdf', mediaType: 'application/pdf', bytes })
    },
  })
}

/** What the clerk enters by hand of a delivery: how a fault was settled, how a hamlet was told. */
function byHandApi(routes: Routes) {
  routes.post(`${base}/faults`, {
    schema: { tags, summary: 'Ghi nhận lỗi gửi đã xử lý thế nào, khi không gửi giấy', params: Place, body: SettleForm, response },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'settleFault', act: (work) => settleFault(work, params.id, body) }),
  })
  routes.post(`${base}/told`, {
    schema: { tags, summary: 'Ghi nhận đã phổ biến tới thôn, bản', params: Place, body: ToldForm, response },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'tellByHand', act: (work) => tellByHand(work, params.id, body) }),
  })
}

function insideApi(routes: Routes) {
  routes.post(`${base}/reading`, {
    schema: { tags, summary: 'Ghi nhận đã đọc văn bản nội bộ', params: Place, response },
    handler: ({ desk, params }) =>
      deed(desk, params.id, {
        door: 'read',
        act: async (work) => {
          await read(work, params.id)
          await markRead(work, params.id)
        },
      }),
  })
  routes.post(`${base}/finish`, {
    schema: { tags, summary: 'Đã xử lý xong văn bản nội bộ', params: Place, body: FinishForm, response },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'finishInside', act: (work) => finishInside(work, params.id, body.outcome) }),
  })
  routes.get(`${base}/readings`, {
    schema: { tags, summary: 'Ai đã đọc, đã xử lý xong văn bản nội bộ', params: Place, response: { 200: Readings } },
    handler: async ({ desk, params }) => {
      const rows = await desk.work(async (work) => {
        await read(work, params.id)
        return readingsOf(work.tx, params.id)
      })
      const shown = rows.map(({ delivery: _, readAt, finishedAt, ...row }) => ({
        ...row,
        readAt: instant(readAt),
        finishedAt: instantOrNull(finishedAt),
      }))
      return { rows: shown }
    },
  })
}

/** From numbering on: held, inserted and voided numbers, recall, paper sent later, internal documents. */
export function afterApi(routes: Routes) {
  numbersApi(routes)
  recallApi(routes)
  deliveringApi(routes)
  byHandApi(routes)
  insideApi(routes)
}
