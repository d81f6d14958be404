import Fastify from 'fastify'
import { openDesk } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { api } from '#platform/http/api.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { TestProvince } from './documents.testing.ts'
import { documentsModule } from './module.ts'

export type Called<Body> = { status: number; body: Body; type: string; bytes: Buffer; headers: Record<string, unknown> }
export type Call = <Body = Record<string, unknown>>(
  login: string | null,
  method: string,
  path: string,
  body?: unknown,
) => Promise<Called<Body>>

/** The module's API over a province; who asks is named by login (null: a visitor), paths begin after /documents, or with /public, or are whole. */
export async function apiOver(
  province: TestProvince,
  more: readonly ((routes: Routes) => void)[] = [],
): Promise<{ call: Call; close: () => Promise<void> }> {
  const pool = openPool(roleUrl(province.ownerUrl, 'lt_app'))
  const app = Fastify()
  await app.register(api, {
    prefix: '/api/v1',
    // The session's token is the login.
    ground: {
      pool,
      publicUrl: null,
      actorOf: async (token) => province.actor(token),
      deskOf: (actor) => openDesk(pool, actor, { vault: province.vault }),
    },
    version: '0',
    apiBytes: 1_000_000,
    mounts: [documentsModule.api, ...more],
  })
  return {
    async call<Body>(login: string | null, method: string, path: string, body?: unknown) {
      const answer = await app.inject({
        method: method as 'GET',
        url: path.startsWith('/api/') ? path : `/api/v1${path.startsWith('/public/') ? '' : '/documents'}${path}`,
        headers: {
          ...(login ? { cookie: `lt_session=${login}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      const type = String(answer.headers['content-type'] ?? '')
      const shown = type.includes('json') && answer.body !== '' ? JSON.parse(answer.body) : null
      return { status: answer.statusCode, body: shown as Body, type, bytes: answer.rawPayload, headers: answer.headers }
    },
    async close() {
      await app.close()
      await pool.destroy()
    },
  }
}

/** A file as the API takes it. */
export const sent = (name: string, bytes: Uint8Array) => ({ name, content: Buffer.from(bytes).toString('base64') })
