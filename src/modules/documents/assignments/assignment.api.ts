import { z } from 'zod'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { Place, Reason, words } from '../answer.api.ts'
import { watched } from '../watch.ts'
import { answerExtension, askExtension } from './extend.ts'
import { handBack } from './hand-back.ts'
import { passOn } from './pass-on.ts'
import { confirm, done, start } from './work-on.ts'

const tags = ['Giao việc']
const base = '/documents/assignments/:id'
const response = { 204: z.null() }
const code = z.string().max(40).nullable().default(null).describe('Mã lý do trong danh mục')

const deed = (desk: Desk, id: string, { door, act }: { door: string; act: (work: Work) => Promise<unknown> }) =>
  watched(desk, { door: `api.${door}`, about: id }, act)

function workingApi(routes: Routes) {
  routes.post(`${base}/start`, {
    schema: {
      tags,
      summary: 'Bắt đầu xử lý, ghi tiến độ',
      params: Place,
      body: z.object({ progress: z.int().min(0).max(100) }),
      response,
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => start(work, params.id, body.progress))
      return reply.status(204).send(null)
    },
  })
  routes.post(`${base}/return`, {
    schema: { tags, summary: 'Trả lại người giao', params: Place, body: Reason.extend({ code }), response },
    handler: async ({ desk, params, body }, reply) => {
      await deed(desk, params.id, { door: 'handBack', act: (work) => handBack(work, params.id, body.reason, body.code) })
      return reply.status(204).send(null)
    },
  })
}

function endingApi(routes: Routes) {
  routes.post(`${base}/completion`, {
    schema: { tags, summary: 'Hoàn thành', params: Place, body: z.object({ report: words(4000).default('') }), response },
    handler: async ({ desk, params, body }, reply) => {
      await deed(desk, params.id, { door: 'done', act: (work) => done(work, params.id, body.report) })
      return reply.status(204).send(null)
    },
  })
  routes.post(`${base}/extensions`, {
    schema: {
      tags,
      summary: 'Xin gia hạn',
      params: Place,
      body: Reason.extend({ until: z.iso.date(), code }),
      response,
    },
    handler: async ({ desk, params, body }, reply) => {
      await deed(desk, params.id, { door: 'askExtension', act: (work) => askExtension(work, params.id, body) })
      return reply.status(204).send(null)
    },
  })
}

function givingApi(routes: Routes) {
  routes.post(`${base}/handover`, {
    schema: {
      tags,
      summary: 'Phân công trong phòng',
      params: Place,
      body: z.object({ post: z.uuid(), helpers: z.array(z.uuid()).max(50).default([]).describe('Người phối hợp trong phòng') }),
      response,
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => passOn(work, params.id, body.post, body.helpers))
      return reply.status(204).send(null)
    },
  })
  routes.post(`${base}/confirmation`, {
    schema: { tags, summary: 'Xác nhận việc đã xong', params: Place, response },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => confirm(work, params.id))
      return reply.status(204).send(null)
    },
  })
  routes.post('/documents/extensions/:id/answer', {
    schema: {
      tags,
      summary: 'Đồng ý hoặc không đồng ý gia hạn',
      params: Place,
      body: z.object({ granted: z.boolean(), reason: words(2000).default('') }),
      response,
    },
    handler: async ({ desk, params, body }, reply) => {
      await deed(desk, params.id, { door: 'answerExtension', act: (work) => answerExtension(work, params.id, body) })
      return reply.status(204).send(null)
    },
  })
}

/** Work on incoming documents over the API; where the document stands is read at the document. */
export function assignmentApi(routes: Routes) {
  workingApi(routes)
  endingApi(routes)
  givingApi(routes)
}
