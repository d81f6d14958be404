import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { tokenOf } from '#platform/http/visit.ts'
import { PasswordForm, PreferencesForm, RoleForm } from './account.forms.ts'
import { changePassword } from './change-password.ts'
import { changeRole } from './change-role.ts'
import { ownSessions, revokeOthers, revokeSession } from './revoke-session.ts'
import { preferencesOf, setPreferences } from './set-preferences.ts'

const base = '/account'
const Session = z
  .object({
    id: z.string(),
    madeAt: z.iso.datetime(),
    seenAt: z.iso.datetime(),
    address: z.string(),
    program: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'Session', description: 'Một phiên đang mở của mình; id không mở được gì' })
const SessionPlace = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/, 'Mã phiên không đúng dạng.') })
const Preferences = z
  .object({
    theme: z.enum(['light', 'dark']).nullable(),
    density: z.enum(['compact', 'dense']).nullable(),
    language: z.enum(['vi', 'en']),
  })
  .meta({ id: 'Preferences', description: 'null: theo máy, dòng thoáng' })

function sessionsApi(routes: Routes) {
  routes.get(`${base}/sessions`, {
    schema: { summary: 'Các phiên đang mở của mình', response: { 200: z.array(Session) } },
    handler: async (request) => {
      const open = await request.desk.work((work) => ownSessions(work, tokenOf(request) ?? ''))
      return open.map(({ id, madeAt, seenAt, address, program, current }) => ({
        ...{ id, address, program, current },
        ...{ madeAt: madeAt.toISOString(), seenAt: seenAt.toISOString() },
      }))
    },
  })
  routes.delete(`${base}/sessions/:session`, {
    schema: { summary: 'Kết thúc một phiên của mình', params: SessionPlace, response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => revokeSession(work, params.session))
      return reply.status(204).send(null)
    },
  })
  routes.post(`${base}/sessions/end-others`, {
    schema: { summary: 'Kết thúc mọi phiên khác của mình', response: { 204: z.null() } },
    handler: async (request, reply) => {
      await request.desk.work((work) => revokeOthers(work, tokenOf(request) ?? ''))
      return reply.status(204).send(null)
    },
  })
  routes.post(`${base}/role`, {
    schema: {
      summary: 'Đổi vai trò: phiên này làm việc tiếp ở một vị trí khác trong `workplaces`, của mình hoặc làm thay',
      body: RoleForm,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await request.desk.work((work) => changeRole(work, tokenOf(request) ?? '', request.body.post))
      return reply.status(204).send(null)
    },
  })
}

/** One's own account: sessions, password, how the platform is shown. Nobody's but the caller's. */
export function sessionApi(routes: Routes) {
  sessionsApi(routes)
  routes.post(`${base}/password`, {
    schema: {
      summary: 'Đổi mật khẩu của mình; mọi phiên khác kết thúc',
      body: PasswordForm.extend({
        passwordNow: z.string().max(400),
        passwordNew: z.string().max(400),
        passwordAgain: z.string().max(400),
      }),
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await changePassword(request.desk, tokenOf(request) ?? '', request.body)
      return reply.status(204).send(null)
    },
  })
  routes.get(`${base}/preferences`, {
    schema: { summary: 'Cách hiển thị đã chọn', response: { 200: Preferences } },
    handler: ({ desk }) => desk.work(preferencesOf),
  })
  routes.put(`${base}/preferences`, {
    schema: { summary: 'Chọn cách hiển thị', body: PreferencesForm, response: { 200: Preferences } },
    handler: ({ desk, body }) =>
      desk.work(async (work) => {
        await setPreferences(work, body)
        return preferencesOf(work)
      }),
  })
}
