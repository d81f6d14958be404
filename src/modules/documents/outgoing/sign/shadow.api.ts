import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { ShadowFound } from '#signing'
import { Place } from '../../answer.api.ts'
import { shadowOf } from './shadow.ts'

const Files = z.object({
  files: z.array(z.object({ id: z.uuid(), name: z.string(), main: z.boolean(), findings: z.array(ShadowFound) })),
})

/** What the files of a document hold that their reader does not see. */
export function shadowApi(routes: Routes) {
  routes.get('/documents/outgoing/:id/shadow', {
    schema: {
      tags: ['Văn bản đi'],
      summary: 'Nội dung ẩn trong các tệp PDF của văn bản, theo cách xử lý của hệ thống',
      params: Place,
      response: { 200: Files },
    },
    handler: async ({ desk, params }) => ({ files: await shadowOf(desk, params.id) }),
  })
}
