import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { Place } from '../../answer.api.ts'
import { fixes } from '../../drafting/layout-checks.ts'
import { Standing } from '../answer.api.ts'
import { deed } from '../standing.api.ts'
import { checkLayout, fixLayout } from './check-layout.ts'

const tags = ['Văn bản đi']
const Found = z.object({ line: z.int().describe('Đoạn thứ mấy, từ 1'), found: z.string(), better: z.string() })
const Checked = z
  .object({
    passed: z.int().describe('Số yêu cầu đạt'),
    faults: z.array(
      z.object({
        key: z.string(),
        part: z.enum(['subject', 'text', 'places', 'signer', 'recipients']),
        clause: z.string().describe('Điều khoản của Nghị định 30/2020/NĐ-CP'),
        level: z.enum(['fault', 'hint']).describe('hint: có thể cố ý viết như vậy'),
        words: z.string(),
        found: z.array(Found),
        fix: z.enum(fixes).optional().describe('Gửi tới layout-fixes để sửa giúp'),
      }),
    ),
  })
  .meta({ id: 'LayoutChecked', description: 'Kiểm tra thể thức của một dự thảo' })

/** The formatting check of a draft over the API, and what it puts right. */
export function checkLayoutApi(routes: Routes) {
  routes.get('/documents/outgoing/:id/layout', {
    schema: { tags, summary: 'Kiểm tra thể thức', params: Place, response: { 200: Checked } },
    handler: ({ desk, params }) => checkLayout(desk, params.id),
  })
  routes.post('/documents/outgoing/:id/layout-fixes', {
    schema: {
      tags,
      summary: 'Sửa giúp một lỗi thể thức, giữ thành một bản mới',
      params: Place,
      body: z.object({ fix: z.enum(fixes), version: z.int().min(1).describe('Bản đang xem') }),
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, {
        door: 'draft',
        act: (work) => fixLayout(work, params.id, { fix: body.fix, seen: body.version }),
      }),
  })
}
