import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '#kernel/refused.ts'
import { signInPath } from './contexts.ts'
import { cookieIn, sessionCookie } from './cookies.ts'

export type Limits = {
  /** Requests per minute of one confirmed session, or of one address without one. */
  perMinute: number
  /** Sign-in attempts per minute from one address; a whole agency may share one. Each account has its own lock besides. */
  signInPerMinute: number
  /** Codes of documents looked up per minute from one address, on the page and over the API together. */
  checksPerMinute: number
  /** Largest form without files, in bytes. */
  formBytes: number
  /** Largest form with files, in bytes; each upload sets its own, smaller limit per file. */
  uploadBytes: number
  /** Largest JSON body of the API, in bytes. */
  apiBytes: number
}

export const defaultLimits: Limits = {
  perMinute: 1200,
  signInPerMinute: 60,
  checksPerMinute: 60,
  formBytes: 4 * 1024 * 1024,
  uploadBytes: 512 * 1024 * 1024,
  apiBytes: 4 * 1024 * 1024,
}

const keyOf = (token: string): string => `s:${createHash('sha256').update(token).digest('base64url')}`

/** Most sessions that are known to be real; the one not seen for longest is forgotten first and proves itself anew. */
const mostKnown = 20_000

/** Sessions that the database has confirmed. A cookie that nobody confirmed is anything anybody likes: it counts by its address. */
export type KnownSessions = {
  /** The look-up of a session that remembers which cookies were one. */
  learning: <Who>(actorOf: (token: string) => Promise<Who | null>) => (token: string) => Promise<Who | null>
  knows: (key: string) => boolean
}

export function knownSessions(): KnownSessions {
  const known = new Set<string>()
  const learn = (token: string, real: boolean) => {
    const key = keyOf(token)
    known.delete(key)
    if (!real) return
    known.add(key)
    const [oldest] = known
    if (known.size > mostKnown && oldest) known.delete(oldest)
  }
  return {
    learning: (actorOf) => async (token) => {
      const actor = await actorOf(token)
      learn(token, actor !== null)
      return actor
    },
    knows: (key) => known.has(key),
  }
}

/** A confirmed session counts by itself, so that an office behind one address does not share one allowance; never stored plain. */
function whoCounts(request: FastifyRequest, { knows }: KnownSessions): string {
  const token = cookieIn(request.headers.cookie, sessionCookie)
  const key = token ? keyOf(token) : ''
  return knows(key) ? key : `a:${request.ip}`
}

/**
 * Counts requests in this process's memory. With several web processes each allows the full number, which is meant:
 * the limit protects a process; guessing a password is stopped by the account's own lock in the database.
 */
export async function limitRates(app: FastifyInstance, limits: Limits, sessions: KnownSessions) {
  await app.register(rateLimit, {
    global: true,
    max: limits.perMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: (request: FastifyRequest) => whoCounts(request, sessions),
    errorResponseBuilder: () => Object.assign(new Refused('too-many-tries', 'rate'), { statusCode: 429 }),
  })
}

/** The path of an address as the router takes it, whatever its spelling. */
function plainPath(url: string): string {
  const [path = ''] = url.split('?')
  const plain = path.replace(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return plain
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/\.data$/, '')
    .replace(/\/+$/, '')
}

/** Whether an address is the sign-in page's in any of the spellings that the router takes for it. */
export const isSignIn = (url: string): boolean => plainPath(url) === signInPath

/** Whether something is asked about one document by its code. */
export const isCheck = (url: string): boolean => /^\/(kiem-tra|api\/v1\/public\/(checks|log\/proofs))\/[^/]/.test(plainPath(url))

/**
 * Looking up codes is counted by network address, whatever cookie comes along: who tries them out is stopped long before a guess of one
 * in 2^70 is worth anything, and a clerk at the counter is not. @throws Refused too-many-tries
 */
export function limitChecks(app: FastifyInstance, limits: Limits) {
  const count = app.createRateLimit({
    max: limits.checksPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => `k:${request.ip}`,
  })
  app.addHook('onRequest', async (request) => {
    if (!isCheck(request.raw.url ?? '')) return
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded) throw Object.assign(new Refused('too-many-tries', 'check'), { statusCode: 429 })
  })
}

/** The stricter count of signing in: by network address, whatever cookie comes along. @throws Refused too-many-tries */
export function signInRate(app: FastifyInstance, limits: Limits): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit({
    max: limits.signInPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => `i:${request.ip}`,
  })
  return async (request) => {
    if (request.method !== 'POST' || !isSignIn(request.raw.url ?? '')) return
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded) throw new Refused('too-many-tries', 'sign-in')
  }
}
