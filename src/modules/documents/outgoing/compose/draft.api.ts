import type { z } from 'zod'
import { textOf } from '#kernel/content.ts'
import { refusalOf } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { withMeanwhile } from '#platform/http/problem.ts'
import type { Routes } from '#platform/http/routes.ts'
import { Place, Reason } from '../../answer.api.ts'
import { watched } from '../../watch.ts'
import { Standing } from '../answer.api.ts'
import { cancel, withdraw } from '../circuit/review.ts'
import { submit } from '../circuit/submit.ts'
import { CircuitForm, DraftForm } from '../outgoing.forms.ts'
import { deed, standing } from '../standing.api.ts'
import { storedText } from './compose.act.ts'
import { begin, save } from './draft.ts'

const tags = ['Văn bản đi']
const base = '/documents/outgoing'
type Draft = z.infer<typeof DraftForm>

/** Saves over the version that the writer saw; when somebody saved in between, both texts come back and nothing is overwritten. */
async function saved(desk: Desk, id: string, form: Draft, how: 'typed' | 'by-itself') {
  try {
    return await deed(desk, id, { door: 'draft', act: (work) => save(work, id, form, how) })
  } catch (error) {
    if (refusalOf(error)?.code !== 'changed-meanwhile') throw error
    const yours = { version: form.version, subject: form.subject, text: textOf(form.content) }
    throw withMeanwhile(error, { stored: await storedText(desk, id), yours })
  }
}

function savingApi(routes: Routes) {
  routes.post(base, {
    schema: { tags, summary: 'Bắt đầu một dự thảo', body: DraftForm, response: { 201: Standing } },
    handler: async ({ desk, body }, reply) => {
      const { id } = await watched(desk, { door: 'api.draft' }, (work) => begin(work, body))
      return reply.status(201).send(await standing(desk, id))
    },
  })
  routes.put(`${base}/:id`, {
    schema: {
      tags,
      summary: 'Lưu dự thảo, giữ một bản; người khác vừa lưu thì trả về cả hai văn bản (409, meanwhile)',
      params: Place,
      body: DraftForm,
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) => saved(desk, params.id, body, 'typed'),
  })
  routes.put(`${base}/:id/autosave`, {
    schema: {
      tags,
      summary: 'Tự lưu trong lúc gõ: như lưu dự thảo, mỗi mười phút mới giữ thêm một bản',
      params: Place,
      body: DraftForm,
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) => saved(desk, params.id, body, 'by-itself'),
  })
}

/** A draft begun, saved, sent into its circuit, taken back, cancelled. */
export function draftApi(routes: Routes) {
  savingApi(routes)
  routes.post(`${base}/:id/submission`, {
    schema: { tags, summary: 'Trình ký', params: Place, body: CircuitForm, response: { 200: Standing } },
    handler: async ({ desk, params, body }) => {
      await desk.work((work) => submit(work, params.id, body))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/withdrawal`, {
    schema: { tags, summary: 'Rút lại', params: Place, response: { 200: Standing } },
    handler: async ({ desk, params }) => {
      await desk.work((work) => withdraw(work, params.id))
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/:id/cancellation`, {
    schema: { tags, summary: 'Hủy dự thảo', params: Place, body: Reason, response: { 200: Standing } },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'cancel', act: (work) => cancel(work, params.id, body.reason) }),
  })
}
