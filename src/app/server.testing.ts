import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { ServerBuild } from 'react-router'
import { afterAll, beforeAll } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import type { PageBuild } from '#platform/http/pages.ts'
import { createServer, loadBuild, type ServerParts } from './server.ts'

const agency = '018f0000-0000-7000-8000-000000000001'
export const clerk: Actor = {
  person: '018f0000-0000-7000-8000-000000000002',
  name: 'Lê Thu Na',
  post: '018f0000-0000-7000-8000-000000000003',
  position: 'Văn thư',
  agency,
  division: null,
  roles: ['recordsClerk'],
  agencies: [agency],
  onBehalfOf: null,
}
/** The one session that the served doors know: the clerk's. */
export const cookie = 'lt_session=known'

type Route = NonNullable<ServerBuild['routes'][string]>
export type PageModule = Partial<Route['module']>
export type Started = { url: string; log: string[]; app: FastifyInstance }

/** Posts a form as a browser without script does, from a page of `origin`. */
export const form = (values: Record<string, string>, origin: string, more: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(values),
  headers: { origin, ...more },
  redirect: 'manual',
})

export const json = (body: string, more: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...more },
})

/** The real doors over a real database and the built pages, on a free loopback port; ended with the test file. */
export function doors() {
  const open: FastifyInstance[] = []
  let database: TestDatabase
  let pool: Pool
  let build: PageBuild

  beforeAll(async () => {
    database = await testDatabase()
    pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
    build = await loadBuild(join(repositoryFolder, 'build'))
  })
  afterAll(async () => {
    // Tests look at the status of many answers and never read their bodies; such connections would count as busy.
    for (const app of open) app.server.closeAllConnections()
    await Promise.all(open.map((app) => app.close()))
    await pool.destroy()
    await database.close()
  })

  return {
    keys: () => build.entry.module,
    async serve(parts: Partial<ServerParts> = {}): Promise<Started> {
      const log: string[] = []
      const app = await createServer({
        pool,
        actorOf: async (token) => (token === 'known' ? clerk : null),
        deskOf: (actor) => openDesk(pool, actor),
        config: { publicUrl: null, trustedProxies: [], logLevel: 'info' },
        assets: join(repositoryFolder, 'build'),
        build,
        contents: [],
        log: { write: (line) => log.push(line) },
        ...parts,
      })
      open.push(app)
      return { url: await app.listen({ host: '127.0.0.1', port: 0 }), log, app }
    },
    /** The product's bundle with further pages at the given addresses. */
    withPages(pages: Record<string, PageModule>): PageBuild {
      const routes: ServerBuild['routes'] = { ...build.routes }
      const manifest = { ...build.assets.routes }
      const { root } = manifest
      for (const [path, module] of Object.entries(pages)) {
        const id = `test-${path}`
        routes[id] = { id, parentId: 'root', path, module: module as Route['module'] }
        if (root)
          manifest[id] = { ...root, id, parentId: 'root', path, hasErrorBoundary: false, hasLoader: Boolean(module.loader) }
      }
      return { ...build, routes, assets: { ...build.assets, routes: manifest } }
    },
  }
}
