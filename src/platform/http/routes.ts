import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed-in person's desk, in the API and for files; asked by a visitor it refuses with 401. */
    desk: Desk
    /** A desk of nobody, for what is told to everybody. */
    open: Desk
    actor: Actor | null
  }
}

/** Where a module mounts its API: `routes.get('/documents/outgoing/:id', { schema, handler })`, with Zod shapes. */
export type Routes = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Where a module mounts the files it lets people read, under `/tep`. */
export type FileRoutes = FastifyInstance
