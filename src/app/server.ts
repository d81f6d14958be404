import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookies from '@fastify/cookie'
import statics from '@fastify/static'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { type ApiDoor, api, apiPath, files } from '#platform/http/api.ts'
import { answerPage, answerUnreadable, faultsAsPages } from '#platform/http/faults.ts'
import { foreignOrigin } from '#platform/http/faults.vi.ts'
import { newIncident } from '#platform/http/incident.ts'
import { defaultLimits, knownSessions, type Limits, limitChecks, limitRates } from '#platform/http/limits.ts'
import { logAnswers } from '#platform/http/log.ts'
import { isForeign } from '#platform/http/origin.ts'
import { type PageBuild, pages } from '#platform/http/pages.ts'
import { type Checks, type Gauges, probes } from '#platform/http/probes.ts'
import { secure } from '#platform/http/security.ts'
import { type Ground, ownOrigin, tokenOf } from '#platform/http/visit.ts'
import { type Module, modules } from './modules.ts'
import { version } from './version.ts'

export type ServerSettings = {
  publicUrl: string | null
  /** Addresses or networks of proxies whose X-Forwarded-… headers count. */
  trustedProxies: readonly string[]
  logLevel: string
}

export type ServerParts = Omit<Ground, 'publicUrl'> & {
  config: ServerSettings
  /** Folder that `react-router build` made. */
  assets: string
  checks?: Checks
  gauges?: Gauges
  limits?: Partial<Limits>
  /** Where the log goes; standard output when left out. */
  log?: { write: (line: string) => void }
  /** Table of contents and page bundle other than the product's, for tests of the doors themselves. */
  contents?: readonly Module[]
  build?: PageBuild
}

/** The page bundle of a folder. @throws Error when nothing was built there */
export async function loadBuild(assets: string): Promise<PageBuild> {
  const file = join(assets, 'server/index.js')
  if (!existsSync(file)) throw new Error(`Chưa có bản dựng trong ${assets}: hãy chạy "npm run build".`)
  return (await import(pathToFileURL(file).href)) as PageBuild
}

async function assetsFrom(app: FastifyInstance, folder: string) {
  await app.register(async (scope) => {
    await scope.register(statics, {
      root: join(folder, 'client/assets'),
      prefix: '/assets/',
      // The name of every built file holds the hash of its content.
      immutable: true,
      maxAge: '1y',
      cacheControl: true,
      index: false,
    })
  })
}

/** Forms and calls from other sites' pages are refused before anything reads them. */
function refuseForeign(app: FastifyInstance, ground: Ground) {
  app.addHook('onRequest', async (request, reply) => {
    const { 'sec-fetch-site': site, origin } = request.headers
    const asking = {
      method: request.method,
      site: site === undefined ? undefined : String(site),
      origin,
      hasSession: tokenOf(request) !== null,
    }
    if (!isForeign(asking, ownOrigin(request, ground))) return
    const words = foreignOrigin
    if (request.url !== apiPath && !request.url.startsWith(`${apiPath}/`))
      return answerPage(request, reply, { status: 403, words })
    const problem = { status: 403, code: 'foreign-origin', title: `${words.title}. ${words.text}`, request: request.id }
    return reply.code(403).type('application/problem+json; charset=utf-8').send(problem)
  })
}

function emptyServer({ config, log }: ServerParts): FastifyInstance {
  return fastify({
    logger: {
      level: config.logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      ...(log ? { stream: log } : {}),
    },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: newIncident,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerUnreadable,
    requestTimeout: 600_000,
    forceCloseConnections: 'idle',
  })
}

/** Longest that an answer under way may still take once the server is told to end. */
const grace = 10_000

/** A browser that stopped reading its answer must not hold up the end of the program. */
function endInTime(app: FastifyInstance) {
  app.addHook('preClose', async () => {
    const late = setTimeout(() => app.server.closeAllConnections(), grace)
    app.server.once('close', () => clearTimeout(late))
  })
}

/**
 * The web server with all its doors, not yet listening: pages, API under /api/v1, files under /tep, probes.
 * The caller calls `listen` and, at the end, `close`, which lets running requests finish.
 */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, pool, actorOf, deskOf, assets, contents = modules } = parts
  const sessions = knownSessions()
  const ground: Ground = { pool, actorOf: sessions.learning(actorOf), deskOf, publicUrl: config.publicUrl }
  const limits = { ...defaultLimits, ...parts.limits }
  const build = parts.build ?? (await loadBuild(assets))
  const app = emptyServer(parts)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  endInTime(app)
  logAnswers(app)
  // Nothing secret stands in a page beside what a visitor typed (the session is in a cookie), so its length tells nothing.
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1400,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register(cookies)
  await secure(app, { https: config.publicUrl?.startsWith('https:') ?? false })
  faultsAsPages(app)
  refuseForeign(app, ground)
  await assetsFrom(app, assets)
  await limitRates(app, limits, sessions)
  limitChecks(app, limits)
  probes(app, parts.checks ?? {}, parts.gauges)
  const door: ApiDoor = { ground, version, apiBytes: limits.apiBytes, mounts: contents.flatMap((one) => one.api ?? []) }
  await app.register(async (scope) => api(scope, door), { prefix: apiPath })
  await app.register(
    async (scope) =>
      files(
        scope,
        ground,
        contents.flatMap((one) => one.files ?? []),
      ),
    { prefix: '/tep' },
  )
  await app.register(async (scope) => pages(scope, { build, ground, limits }))
  return app
}
