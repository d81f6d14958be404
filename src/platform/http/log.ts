import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Errors whose message quotes what somebody typed: a value that PostgreSQL cannot read (class 22), a text that is no JSON. */
const quotes = (error: Error, code: unknown): boolean =>
  error instanceof SyntaxError || (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code))

/**
 * An error for the log: kind, message, code, frames. PostgreSQL's `detail`, `where` and parameters stay out, and so does what a
 * message quotes: they may name people.
 */
export function faultForLog(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { code } = error as { code?: unknown }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
  const message = quotes(error, code) ? error.message.replace(/["'].*["']/s, '…') : error.message
  return { type: error.name, message, ...(typeof code === 'string' ? { code } : {}), frames }
}

const patterns = new WeakMap<FastifyRequest, () => string | null>()

/** Lets the page door name the matched page's pattern instead of its own catch-all address. */
export const namesItsPattern = (request: FastifyRequest, pattern: () => string | null) => patterns.set(request, pattern)

/** Pattern of the address (`/van-ban/di/:id`), never the address itself: that may identify a person. */
export const patternOf = (request: FastifyRequest): string => patterns.get(request)?.() ?? request.routeOptions.url ?? 'none'

/** One line per answer: request number, method, pattern, status, milliseconds. No address, no query, no person. */
export function logAnswers(app: FastifyInstance) {
  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10
    const line = { method: request.method, route: patternOf(request), status: reply.statusCode, ms }
    if (reply.statusCode >= 500) request.log.error(line, 'answered')
    else request.log.info(line, 'answered')
  })
}
