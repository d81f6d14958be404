import { Readable, Transform } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createRequestHandler, RouterContextProvider, redirect, type ServerBuild } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { type ContextKeys, onwardPath, signInPath, type Visitor } from './contexts.ts'
import { answerPage } from './faults.ts'
import { faultWords } from './faults.vi.ts'
import { guarded } from './guard.ts'
import { type Limits, signInRate } from './limits.ts'
import { namesItsPattern } from './log.ts'
import { closedDesk, type Ground, ownOrigin, visitorOf } from './visit.ts'

/** The bundle that `react-router build` made, with the context keys that its entry re-exports. */
export type PageBuild = Omit<ServerBuild, 'entry'> & { entry: { module: ServerBuild['entry']['module'] & ContextKeys } }

export type PageDoor = { build: PageBuild; ground: Ground; limits: Limits }

const reading = new Set(['GET', 'HEAD'])

/** The body as it flows in, cut off at `most` bytes; `over` tells whether it was, or says it is, longer. */
function measured(request: FastifyRequest, most: number) {
  let over = Number(request.headers['content-length'] ?? 0) > most
  let seen = 0
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      over ||= seen > most
      done(over ? new Error('body over limit') : null, chunk)
    },
  })
  gate.on('error', () => request.raw.resume())
  // A pipe says nothing of a browser that left: whoever reads the body would wait for ever.
  request.raw.once('close', () => {
    if (!request.raw.complete) gate.destroy(new Refused('bad-input', 'form'))
  })
  return { body: request.raw.pipe(gate), over: () => over }
}

const hasFiles = (request: FastifyRequest) => request.headers['content-type']?.startsWith('multipart/') ?? false

/** The Fastify request as React Router takes it, under the address that the browser knows. */
function webRequest(request: FastifyRequest, reply: FastifyReply, origin: string, body: Readable | null): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one)
  }
  const left = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) left.abort()
  })
  const head = { method: request.method, headers, signal: left.signal }
  const url = `${origin}${request.raw.url ?? '/'}`
  if (!body) return new Request(url, head)
  const stream = Readable.toWeb(body) as ReadableStream<Uint8Array>
  return new Request(url, { ...head, body: stream, duplex: 'half' } as RequestInit)
}

/** Sends a visitor to sign in and back to what was asked; after a form, back to the page of the form. */
function signInFirst(request: FastifyRequest): Desk {
  const asked = onwardPath(request.url.replace(/\.data(?=\?|$)/, '').replace(/[?&]_routes=[^&]*/, ''))
  return closedDesk(() => {
    throw redirect(`${signInPath}?tiep=${encodeURIComponent(asked)}`)
  })
}

/** The bare text that React Router sends when even its error page could not be drawn. */
const isLastResort = ({ status, headers }: Response): boolean =>
  status === 500 && /^$|^text\/plain/.test(headers.get('content-type') ?? '')

function contextFor(visitor: Visitor, desk: Desk, keys: ContextKeys): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(keys.visitorContext, visitor)
  context.set(keys.deskContext, desk)
  return context
}

/**
 * The pages' scope. Bodies pass through unparsed, so that React Router reads the stream; who asks is looked up once and
 * put into the router's context under the bundle's own keys.
 */
export function pages(app: FastifyInstance, { build, ground, limits }: PageDoor) {
  const keys = build.entry.module
  const answer = createRequestHandler(guarded(build, keys), 'production')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  const countSignIn = signInRate(app, limits)
  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    await countSignIn(request)
    const visitor = await visitorOf(request, reply, ground)
    namesItsPattern(request, () => visitor.route)
    const sent = reading.has(request.method) ? null : measured(request, hasFiles(request) ? limits.uploadBytes : limits.formBytes)
    if (sent) visitor.overLimit = sent.over
    const desk = visitor.actor ? ground.deskOf(visitor.actor) : signInFirst(request)
    const asked = webRequest(request, reply, ownOrigin(request, ground), sent?.body ?? null)
    const response = await answer(asked, contextFor(visitor, desk, keys))
    if (isLastResort(response)) return answerPage(request, reply, { status: 500, words: faultWords(500) })
    // What a person sees stays out of every cache; a page that may be kept says so itself.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
    return reply.send(response)
  }
  const method = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
  app.route({ method, url: '/*', exposeHeadRoute: false, handler: page })
}
