import { z } from 'zod'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { FileAnswer, FilePlace, Page, Place, paged, Reason, sendFile, words } from '../answer.api.ts'
import { documentOf, IncomingDocument, IncomingPage, Standing, State, standingOf, summaryOf } from './answer.api.ts'
import { direct, noteOnly, propose } from './direct.ts'
import { DirectForm } from './incoming.forms.ts'
import { incomingFiles, read } from './incoming.sql.ts'
import { type IncomingFilter, incomingList } from './list.sql.ts'
import { refuse, register, voidNumber } from './register.ts'
import { incomingView } from './view.sql.ts'

const tags = ['Văn bản đến']
const base = '/documents/incoming'
const Query = z.object({ ...Page, state: State.optional() })

const standing = async (desk: Desk, id: string) => standingOf(await desk.work((work) => read(work, id)))

function filterFrom({ limit: _, state, ...asked }: z.infer<typeof Query>): IncomingFilter {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return { ...given, ...(state ? { states: [state] } : {}) }
}

function readingApi(routes: Routes) {
  routes.get(base, {
    schema: { tags, summary: 'Danh sách văn bản đến', querystring: Query, response: { 200: IncomingPage } },
    handler: async ({ desk, query }) => {
      const { rows, next } = paged(await desk.work((work) => incomingList(work, filterFrom(query), query.limit + 1)), query.limit)
      return { rows: rows.map(summaryOf), next }
    },
  })
  routes.get(`${base}/:id`, {
    schema: { tags, summary: 'Một văn bản đến', params: Place, response: { 200: IncomingDocument } },
    handler: async ({ desk, params }) => documentOf(await desk.work((work) => incomingView(work, params.id))),
  })
  routes.get(`${base}/:id/files/:file`, {
    schema: { tags, summary: 'Một tệp của văn bản đến', params: FilePlace, response: { 200: FileAnswer } },
    handler: ({ desk, params }, reply) =>
      sendFile(desk, { ...params, verb: 'incoming.read-file' }, reply, async (work) => {
        const doc = await read(work, params.id)
        // A recalled document is frozen and its files no longer served.
        if (doc.state === 'RECALLED') return undefined
        return (await incomingFiles(work.tx, params.id)).find((one) => one.id === params.file)
      }),
  })
}

function clerkApi(routes: Routes) {
  routes.post(`${base}/:id/registration`, {
    schema: {
      tags,
      summary: 'Vào sổ, lấy số đến',
      params: Place,
      body: z.object({ submitTo: z.uuid().nullable().default(null).describe('Trình ngay cho chức vụ này') }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) => {
      await desk.work((work) => register(work, params.id, body))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/refusal`, {
    schema: {
      tags,
      summary: 'Từ chối tiếp nhận, trả lại nơi gửi',
      params: Place,
      body: z.object({ code: z.string().min(1).max(40), text: words(2000).default('') }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) => {
      await desk.work((work) => refuse(work, params.id, body))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/void`, {
    schema: { tags, summary: 'Hủy số đến', params: Place, body: Reason, response: { 200: Standing } },
    handler: async ({ desk, params, body }) => {
      await desk.work((work) => voidNumber(work, params.id, body.reason))
      return standing(desk, params.id)
    },
  })
}

function directingApi(routes: Routes) {
  routes.post(`${base}/:id/proposal`, {
    schema: {
      tags,
      summary: 'Trình lãnh đạo kèm đề xuất',
      params: Place,
      body: z.object({ leader: z.uuid(), body: words(4000).default('') }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) => {
      await desk.work((work) => propose(work, params.id, body))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/direction`, {
    schema: { tags, summary: 'Bút phê và giao việc', params: Place, body: DirectForm, response: { 200: Standing } },
    handler: async ({ desk, params, body }) => {
      await desk.work((work) => direct(work, params.id, body))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/noting`, {
    schema: { tags, summary: 'Để biết, không giao việc', params: Place, response: { 200: Standing } },
    handler: async ({ desk, params }) => {
      await desk.work((work) => noteOnly(work, params.id))
      return standing(desk, params.id)
    },
  })
}

/** Incoming documents over the API: the same acts as the pages. */
export function incomingApi(routes: Routes) {
  readingApi(routes)
  clerkApi(routes)
  directingApi(routes)
}
