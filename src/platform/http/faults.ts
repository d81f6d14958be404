import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusalOf } from '#kernel/refused.ts'
import { statusOf } from './attempt.ts'
import { faultPage } from './fault-page.ts'
import { type FaultWords, faultWords } from './faults.vi.ts'
import { faultForLog } from './log.ts'
import { refusalWords } from './refusals.vi.ts'

type Answer = { status: number; words: FaultWords }

/** Errors by which PostgreSQL or the way to it says: not now. */
const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ENOENT', '57P01', '57P02', '57P03', '53300'])

function answerFor(error: FastifyError): Answer {
  const refused = refusalOf(error)
  if (refused) {
    const status = statusOf(refused.code)
    return { status, words: { title: faultWords(status).title, text: refusalWords[refused.code] } }
  }
  if (error.code === 'not-signed-in') return { status: 401, words: faultWords(401) }
  if (away.has(error.code)) return { status: 503, words: faultWords(503) }
  const status = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
  return { status, words: faultWords(status) }
}

/** Answers with a page of its own; for what happens before or beside the pages that React draws. */
export function answerPage(request: FastifyRequest, reply: FastifyReply, { status, words }: Answer) {
  const page = faultPage({ status, words, incident: request.id, styleNonce: reply.cspNonce?.style ?? '' })
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
}

/** For what the server refuses before any hook runs: an address that does not decode, a request it cannot read. */
export const answerUnreadable = (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  reply
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .header('x-content-type-options', 'nosniff')
  answerPage(request, reply, { status: 400, words: faultWords(400) })
}

/** Faults outside the API become Vietnamese pages with an incident number; the log keeps what happened. */
export function faultsAsPages(app: FastifyInstance) {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const answer = answerFor(error)
    if (answer.status >= 500) request.log.error({ fault: faultForLog(error) }, 'fault')
    return answerPage(request, reply, answer)
  })
  app.setNotFoundHandler((request, reply) => answerPage(request, reply, { status: 404, words: faultWords(404) }))
}
