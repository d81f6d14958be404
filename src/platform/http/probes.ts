import { statfs } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { patternOf } from './log.ts'

/** One thing the installation needs. `ok` false: not ready; a note beside `ok` true is a warning for administrators. */
export type Health = { ok: boolean; note?: string }
export type Checks = Record<string, () => Promise<Health>>
/** Figures that are read when they are asked for: name → what it means, and the value of each kind. */
export type Gauges = Record<string, { help: string; read: () => Promise<Record<string, number>> }>

/** Free space of a folder's disk; administrators are warned below 15 %. */
export const diskCheck = (folder: string) => async (): Promise<Health> => {
  const { bavail, blocks } = await statfs(folder)
  const free = blocks === 0 ? 100 : Math.floor((bavail * 100) / blocks)
  if (free >= 15) return { ok: true }
  return { ok: bavail > 0, note: `Ổ đĩa dữ liệu còn trống ${free} %. Hãy dọn bớt hoặc thêm dung lượng.` }
}

async function ask(check: () => Promise<Health>): Promise<Health> {
  try {
    return await check()
  } catch {
    return { ok: false, note: 'Không trả lời.' }
  }
}

/** The figures of one server; each has its own register, so that several live in one process (tests). */
function figures() {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'lienthong_http_seconds',
    help: 'Time to answer, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [register],
  })
  const faults = new Counter({ name: 'lienthong_http_faults_total', help: 'Answers of 500 and above', registers: [register] })
  return { register, seconds, faults }
}

function measure(register: Registry, gauges: Gauges) {
  for (const [name, { help, read }] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers: [register],
      // A figure that cannot be read is left out; whoever asks still gets the others.
      collect: async () => {
        const values = await read().catch(() => ({}))
        gauge.reset()
        for (const [kind, value] of Object.entries(values)) gauge.set({ kind }, value)
      },
    })
  }
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Asked on the machine itself and not through a proxy. */
const isLocal = (request: FastifyRequest): boolean =>
  loopback.has(request.socket.remoteAddress ?? '') &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined

/** `/healthz` (the process lives), `/readyz` (what it needs answers), `/metrics` (Prometheus; on the machine itself only). */
export function probes(app: FastifyInstance, checks: Checks, gauges: Gauges = {}) {
  const { register, seconds, faults } = figures()
  measure(register, gauges)
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: patternOf(request), status: String(reply.statusCode) }
    seconds.observe(labels, reply.elapsedTime / 1000)
    if (reply.statusCode >= 500) faults.inc()
  })
  const quiet = { config: { rateLimit: false } } as const
  app.get('/healthz', quiet, async () => ({ ok: true }))
  app.get('/readyz', quiet, async (_request, reply) => {
    const asked = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await ask(check)] as const))
    const ok = asked.every(([, health]) => health.ok)
    return reply.code(ok ? 200 : 503).send({ ok, checks: Object.fromEntries(asked) })
  })
  app.get('/metrics', quiet, async (request, reply) => {
    if (!isLocal(request)) return reply.callNotFound()
    return reply.type(register.contentType).send(await register.metrics())
  })
}
