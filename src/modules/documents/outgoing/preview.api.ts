import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { FileAnswer, Place, sendMade } from '../answer.api.ts'
import { preview, previewForms } from './preview.ts'

const form = z
  .enum(previewForms)
  .default('signing')
  .describe('signing: bản sẽ ký số; boxes: có vẽ vị trí các ô; paper: bản in để ký tay; word: tệp DOCX')

/** The document as it will be printed, before anybody signed it. */
export function previewApi(routes: Routes) {
  routes.get('/documents/outgoing/:id/preview', {
    schema: {
      tags: ['Văn bản đi'],
      summary: 'Văn bản trình bày đúng thể thức, dạng PDF hoặc DOCX, trước khi ký',
      params: Place,
      querystring: z.object({ form }),
      response: { 200: FileAnswer },
    },
    handler: async ({ desk, params, query }, reply) =>
      sendMade(reply, await desk.work((work) => preview(desk, work, params.id, query.form))),
  })
}
