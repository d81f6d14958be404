import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '#kernel/actor.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import { openDesk } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import type { PageBuild } from '#platform/http/pages.ts'
import { createServer, loadBuild, type ServerParts } from '../../src/app/server.ts'
import type { TestProvince } from '../../src/modules/documents/documents.testing.ts'

export type Asked = { method?: string; url: string; body?: string | Buffer; type?: string; headers?: Record<string, string> }
export type Answer = { status: number; body: string; type: string; location: string }
export type Served = {
  build: PageBuild
  app: FastifyInstance
  /** What the server wrote to its log as a fault. */
  faults: string[]
  /** Asks as somebody (null: a visitor), past the network but through every hook and handler. */
  ask: (who: Actor | null, asked: Asked) => Promise<Answer>
  close: () => Promise<void>
}

const unlimited = { perMinute: 1_000_000, signInPerMinute: 1_000_000, checksPerMinute: 1_000_000 }

/** The whole server over a province: pages as built, API as mounted; whoever asks is signed in without a cookie of theirs. */
export async function served(province: TestProvince, parts: Partial<ServerParts> = {}): Promise<Served> {
  const pool = openPool(roleUrl(province.ownerUrl, 'lt_app'))
  const known = new Map<string, Actor>()
  const faults: string[] = []
  const assets = join(repositoryFolder, 'build')
  const build = parts.build ?? (await loadBuild(assets))
  const app = await createServer({
    pool,
    actorOf: async (token) => known.get(token) ?? null,
    deskOf: (actor) => openDesk(pool, actor, { vault: province.vault }),
    config: { publicUrl: null, trustedProxies: [], logLevel: 'error' },
    assets,
    limits: unlimited,
    log: { write: (line) => faults.push(line) },
    ...parts,
    build,
  })
  return {
    build,
    app,
    faults,
    async ask(who, { method = 'GET', url, body, type, headers = {} }) {
      const token = who ? `${who.post}.${who.agencies.length}.${who.roles.join('.')}` : ''
      if (who) known.set(token, who)
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: {
          host: 'localhost',
          'sec-fetch-site': 'same-origin',
          ...(who ? { cookie: `lt_session=${token}` } : {}),
          ...(type ? { 'content-type': type } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body }),
      })
      const { location, 'content-type': sent } = answer.headers
      return { status: answer.statusCode, body: answer.body, type: String(sent ?? ''), location: String(location ?? '') }
    },
    async close() {
      await app.close()
      await pool.destroy()
    },
  }
}
