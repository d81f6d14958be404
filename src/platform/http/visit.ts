import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#kernel/actor.ts'
import type { Desk, Pool, Vault } from '#platform/db/desk.ts'
import type { Visitor } from './contexts.ts'
import { cookieIn, sessionCookie } from './cookies.ts'
import { languageOf } from './language.ts'
import { faultForLog } from './log.ts'
import { themeOf } from './theme.ts'

/** What the doors need from the rest of the program. */
export type Ground = {
  pool: Pool
  /** The signed-in person behind a session cookie, or null. */
  actorOf: (token: string) => Promise<Actor | null>
  deskOf: (actor: Actor) => Desk
  /** Address people use, without a trailing slash; null: whatever the browser asked for. */
  publicUrl: string | null
}

/** Scheme and host under which the browser knows us. */
export const ownOrigin = (request: FastifyRequest, ground: Ground): string =>
  ground.publicUrl === null ? `${request.protocol}://${request.host}` : new URL(ground.publicUrl).origin

export const isSecure = (request: FastifyRequest, ground: Ground): boolean => ownOrigin(request, ground).startsWith('https:')

export const tokenOf = (request: FastifyRequest): string | null => cookieIn(request.headers.cookie, sessionCookie) || null

/** Who asks, with everything a page may know about it. One look-up of the session per request. */
export async function visitorOf(request: FastifyRequest, reply: FastifyReply, ground: Ground): Promise<Visitor> {
  const token = tokenOf(request)
  return {
    actor: token === null ? null : await ground.actorOf(token),
    token,
    address: request.ip,
    device: (request.headers['user-agent'] ?? '').slice(0, 300),
    secure: isSecure(request, ground),
    theme: themeOf(request.headers.cookie),
    language: languageOf(request.headers.cookie),
    nonce: reply.cspNonce,
    incident: request.id,
    route: null,
    overLimit: () => false,
    fault: (error) => request.log.error({ fault: faultForLog(error) }, 'fault'),
    pool: ground.pool,
  }
}

/** A desk for who is not signed in: whatever is asked of it, `turnAway` throws the way to sign in. */
export function closedDesk(turnAway: () => never): Desk {
  return {
    get actor(): Actor {
      return turnAway()
    },
    get vault(): Vault {
      return turnAway()
    },
    work: async () => turnAway(),
  }
}
