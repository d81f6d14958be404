import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { Place, Reason, words } from '../answer.api.ts'
import { done, handBack, passOn, start } from '../index.ts'

const tags = ['Giao việc']
const base = '/documents/assignments/:id'
const response = { 204: z.null() }

/** Work on incoming documents over the API; where the document stands is read at the document. */
export function assignmentApi(routes: Routes) {
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
    schema: { tags, summary: 'Trả lại người giao', params: Place, body: Reason, response },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => handBack(work, params.id, body.reason))
      return reply.status(204).send(null)
    },
  })
  routes.post(`${base}/handover`, {
    schema: { tags, summary: 'Phân công trong phòng', params: Place, body: z.object({ post: z.uuid() }), response },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => passOn(work, params.id, body.post))
      return reply.status(204).send(null)
    },
  })
  routes.post(`${base}/completion`, {
    schema: { tags, summary: 'Hoàn thành', params: Place, body: z.object({ report: words(4000).default('') }), response },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => done(work, params.id, body.report))
      return reply.status(204).send(null)
    },
  })
}
