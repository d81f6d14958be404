import { z } from 'zod'
import { note } from '#platform/audit/audit.ts'
import type { Routes } from '#platform/http/routes.ts'
import { openKey } from '#signing'
import {
  FileAnswer,
  FilePlace,
  Once,
  Page,
  Pin,
  Place,
  paged,
  Reason,
  Results,
  sendFile,
  shownResults,
  words,
} from '../answer.api.ts'
import { versionApi } from '../drafting/version.api.ts'
import { watched } from '../watch.ts'
import { afterApi } from './after/after.api.ts'
import { documentOf, OutgoingDocument, OutgoingPage, Standing, State, summaryOf } from './answer.api.ts'
import { comment } from './circuit/comment.ts'
import { approve, sendBack } from './circuit/review.ts'
import { returnToStep } from './circuit/review-again.ts'
import { checkLayoutApi } from './compose/check-layout.api.ts'
import { draftApi } from './compose/draft.api.ts'
import { filesOf } from './file.sql.ts'
import { issue } from './issue/issue.ts'
import { number } from './issue/number.ts'
import { release } from './issue/release.ts'
import { seal } from './issue/seal.ts'
import { type OutgoingFilter, outgoingList } from './list/list.sql.ts'
import { readWhole } from './outgoing.sql.ts'
import { papersApi } from './papers.api.ts'
import { previewApi } from './preview.api.ts'
import { heldApi } from './sign/held.api.ts'
import { shadowApi } from './sign/shadow.api.ts'
import { signRead } from './sign/sign-read.ts'
import { standing } from './standing.api.ts'
import { view } from './view.sql.ts'

const tags = ['Văn bản đi']
const base = '/documents/outgoing'
const Query = z.object({ ...Page, state: State.optional() })
const Many = z.object({ ids: z.array(z.uuid()).min(1).max(200), pin: Pin, otp: Once })

const typed = ({ pin, otp = '' }: { pin: string; otp?: string | undefined }) => ({ pin, otp })

/** The filter as the list takes it: what was not asked is absent. */
export function filterFrom({ limit: _, state, ...asked }: z.infer<typeof Query>): OutgoingFilter {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return { ...given, ...(state ? { states: [state] } : {}) }
}

function readingApi(routes: Routes) {
  routes.get(base, {
    schema: { tags, summary: 'Danh sách văn bản đi, kể cả dự thảo', querystring: Query, response: { 200: OutgoingPage } },
    handler: async ({ desk, query }) => {
      const { rows, next } = paged(await desk.work((work) => outgoingList(work, filterFrom(query), query.limit + 1)), query.limit)
      return { rows: rows.map(summaryOf), next }
    },
  })
  routes.get(`${base}/:id`, {
    schema: { tags, summary: 'Một văn bản đi', params: Place, response: { 200: OutgoingDocument } },
    handler: ({ desk, params }) =>
      desk.work(async (work) => {
        const shown = await view(work, params.id)
        await note(work, 'outgoing.read', params.id)
        return documentOf(shown)
      }),
  })
  routes.get(`${base}/:id/files/:file`, {
    schema: { tags, summary: 'Một tệp của văn bản đi', params: FilePlace, response: { 200: FileAnswer } },
    handler: ({ desk, params }, reply) =>
      sendFile(desk, { ...params, verb: 'outgoing.read-file' }, reply, async (work) => {
        await readWhole(work, params.id)
        return (await filesOf(work.tx, params.id)).find((one) => one.id === params.file)
      }),
  })
}

function reviewApi(routes: Routes) {
  routes.post(`${base}/:id/approval`, {
    schema: {
      tags,
      summary: 'Đồng ý và chuyển bước',
      params: Place,
      body: z.object({ comment: words(4000).default('') }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) => {
      await watched(desk, { door: 'api.approve', about: params.id }, (work) => approve(work, params.id, body.comment))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/return`, {
    schema: {
      tags,
      summary: 'Trả lại người soạn, hoặc người duyệt trước (step)',
      params: Place,
      body: Reason.extend({ code: z.string().max(40).nullable().default(null), step: z.uuid().nullable().default(null) }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body: { step, ...because } }) => {
      await watched(desk, { door: 'api.return', about: params.id }, (work) =>
        step === null ? sendBack(work, params.id, because) : returnToStep(work, params.id, step, because),
      )
      return standing(desk, params.id)
    },
  })
}

function signingApi(routes: Routes) {
  routes.post(`${base}/:id/comments`, {
    schema: {
      tags,
      summary: 'Góp ý cho dự thảo',
      params: Place,
      body: z.object({ comment: words(4000) }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) => {
      await watched(desk, { door: 'api.comment', about: params.id }, (work) => comment(work, params.id, body.comment))
      return standing(desk, params.id)
    },
  })
  // Opening a document over the API is not reading it: what was read is said here, as on the leader's list.
  routes.post('/documents/signatures', {
    schema: {
      tags,
      summary: 'Ký số một hoặc nhiều dự thảo đã đọc',
      body: Many.extend({
        read: z.array(z.uuid()).max(200).default([]),
        despite: z.array(z.uuid()).max(200).default([]).describe('Văn bản có điểm cần xem kỹ (shadow) mà người ký đã xác nhận'),
      }),
      response: { 200: Results },
    },
    handler: async ({ desk, body }) =>
      shownResults(await signRead(desk, { ids: body.ids, ticked: body.read, despite: body.despite }, typed(body))),
  })
}

function clerkApi(routes: Routes) {
  routes.post(`${base}/:id/number`, {
    schema: { tags, summary: 'Cấp số', params: Place, response: { 200: Standing } },
    handler: async ({ desk, params }) => {
      await desk.work((work) => number(work, params.id))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/seal`, {
    schema: {
      tags,
      summary: 'Ký số của cơ quan',
      params: Place,
      body: z.object({ pin: Pin, otp: Once }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) => {
      // A document that is not there must not cost a try of the PIN.
      await standing(desk, params.id)
      await seal(desk, await openKey(desk, { holder: 'agency', pin: typed(body) }), params.id)
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/release`, {
    schema: { tags, summary: 'Phát hành', params: Place, response: { 200: Standing } },
    handler: async ({ desk, params }) => {
      await desk.work((work) => release(work, params.id))
      return standing(desk, params.id)
    },
  })
  routes.post('/documents/issues', {
    schema: { tags, summary: 'Cấp số, ký số của cơ quan và phát hành nhiều văn bản', body: Many, response: { 200: Results } },
    handler: async ({ desk, body }) => shownResults(await issue(desk, body.ids, typed(body))),
  })
}

/** Outgoing documents over the API: the same acts as the pages. */
export function outgoingApi(routes: Routes) {
  readingApi(routes)
  draftApi(routes)
  checkLayoutApi(routes)
  reviewApi(routes)
  signingApi(routes)
  shadowApi(routes)
  clerkApi(routes)
  heldApi(routes)
  afterApi(routes)
  papersApi(routes)
  previewApi(routes)
  versionApi(routes)
}
