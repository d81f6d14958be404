import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { mayTrust } from '../anchors/anchor.policy.ts'
import { setShadowLevels } from './set-levels.ts'
import { ShadowLevels } from './shadow.forms.ts'
import { shadowPolicy } from './shadow.sql.ts'

/** What is done about hidden content of files; for the administrator of the system. */
export function shadowApi(routes: Routes) {
  routes.get('/shadow-content', {
    schema: { summary: 'Cách xử lý nội dung ẩn trong tệp PDF trước khi ký', response: { 200: ShadowLevels } },
    handler: ({ desk }) => {
      if (!mayTrust(desk.actor)) throw new Refused('not-allowed', 'shadow.read')
      return desk.work(({ tx }) => shadowPolicy(tx))
    },
  })
  routes.patch('/shadow-content', {
    schema: { summary: 'Đặt cách xử lý nội dung ẩn', body: ShadowLevels, response: { 200: ShadowLevels } },
    handler: ({ desk, body }) => desk.work((work) => setShadowLevels(work, body as Parameters<typeof setShadowLevels>[1])),
  })
}
