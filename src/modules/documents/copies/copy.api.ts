import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { Pin, Place, words } from '../answer.api.ts'
import { Standing } from '../outgoing/answer.api.ts'
import { competences, DraftForm, RecipientForm } from '../outgoing/outgoing.forms.ts'
import { standing } from '../outgoing/standing.api.ts'
import { copyForms } from './copy.ts'
import { makeCopy } from './make-copy.ts'
import type { Asked } from './original.ts'

const CopyOrder = z.object({
  form: z.enum(copyForms).describe('FULL_COPY sao y, EXTRACT trích sao, COPY_OF_COPY sao lục'),
  pages: z.array(z.int().min(1).max(9999)).max(500).default([]).describe('Trang được trích, chỉ cho trích sao'),
  signer: z.uuid().describe('Người có thẩm quyền cho sao (chức vụ)'),
  signerCompetence: z.enum(competences).default('HEAD'),
  places: z.array(words(300)).max(200).default([]),
  recipients: z.array(RecipientForm).min(1).max(1000),
  draftKey: z.uuid().nullable().default(null).describe('Gửi lại cùng khóa thì không sao lần nữa'),
  pin: Pin,
})

function copyRoute(routes: Routes, of: Asked['of']) {
  routes.post(`/documents/${of.toLowerCase()}/:id/copies`, {
    schema: {
      tags: ['Bản sao'],
      summary: of === 'OUTGOING' ? 'Sao văn bản đã phát hành và gửi bản sao' : 'Sao văn bản đến và gửi bản sao',
      params: Place,
      body: CopyOrder,
      response: { 201: Standing },
    },
    handler: async ({ desk, params, body }, reply) => {
      const { form, pages, pin, ...rest } = body
      const parsed = DraftForm.safeParse({ ...rest, kind: form, subject: form })
      if (!parsed.success) throw new Refused('bad-input', 'recipients')
      const id = await makeCopy(desk, { asked: { of, id: params.id }, draft: parsed.data, pages }, pin)
      return reply.status(201).send(await standing(desk, id))
    },
  })
}

/** Copies over the API: the same act as the page. */
export function copyApi(routes: Routes) {
  copyRoute(routes, 'OUTGOING')
  copyRoute(routes, 'INCOMING')
}
