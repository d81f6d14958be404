import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { refuseUnknownFields } from './known-body.ts'
import { namesOf, refuseUnknown } from './known-query.ts'
import { answerProblem, notSignedIn, Problem } from './problem.ts'
import type { FileRoutes, Routes } from './routes.ts'
import { tryItPage } from './tryit.ts'
import { closedDesk, type Ground, tokenOf } from './visit.ts'
import { speakVietnamese } from './zod.vi.ts'

export const apiPath = '/api/v1'

export type ApiDoor = {
  ground: Ground
  version: string
  apiBytes: number
  mounts: readonly ((routes: Routes) => void)[]
}

const Installation = z.object({ name: z.string(), version: z.string() }).meta({ id: 'Installation' })

/** Every operation may answer with a problem; said once here instead of in each schema. */
const refusalAnswer = { description: 'Refusal or fault', content: { 'application/problem+json': { schema: Problem } } }

/** Gives each request of a scope its desk: one look-up of the session; a visitor's desk refuses with 401. */
export function deskForRequests(scope: FastifyInstance, ground: Ground) {
  const turnAway = () => {
    throw notSignedIn()
  }
  const closed = closedDesk(turnAway)
  const desks = new WeakMap<FastifyRequest, Desk>()
  scope.decorateRequest('actor', null)
  scope.decorateRequest('sent', null)
  scope.decorateRequest('desk', {
    getter(this: FastifyRequest) {
      return desks.get(this) ?? closed
    },
  })
  scope.decorateRequest('open', {
    getter() {
      return ground.deskOf(visitor)
    },
  })
  // Before the body is read: who is not signed in fills no store.
  scope.addHook('preParsing', async (request) => {
    const token = tokenOf(request)
    request.actor = token === null ? null : await ground.actorOf(token)
    if (request.actor) desks.set(request, ground.deskOf(request.actor))
  })
}

async function describe(routes: FastifyInstance, version: string) {
  await routes.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Liên Thông',
        version,
        description:
          'Cùng những việc như trên màn hình, cùng quyền và cùng quy tắc. Đăng nhập bằng cookie lt_session; lời gọi làm thay đổi phải kèm tiêu đề Origin là địa chỉ của hệ thống này. Tệp đi trong JSON ở dạng base64.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      security: [{ session: [] }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lt_session' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}

/** The API's scope: Zod shapes in, Zod shapes out, problems in Vietnamese, OpenAPI 3.1 and a page to try it. */
export async function api(scope: FastifyInstance, { ground, version, apiBytes, mounts }: ApiDoor) {
  speakVietnamese()
  scope.setValidatorCompiler(validatorCompiler)
  scope.setSerializerCompiler(serializerCompiler)
  scope.setErrorHandler(answerProblem)
  scope.addHook('onRoute', (route) => {
    route.bodyLimit ??= apiBytes
    if (!route.schema) return
    route.schema.response = { '4xx': refusalAnswer, '5xx': refusalAnswer, ...(route.schema.response as object) }
    const parameters = route.schema.querystring === undefined ? [] : namesOf(route.schema.querystring)
    if (parameters && !route.schema.hide) route.config = { ...route.config, parameters }
    if (route.schema.body instanceof z.ZodType) route.config = { ...route.config, takes: route.schema.body }
  })
  deskForRequests(scope, ground)
  scope.addHook('preValidation', async (request) => {
    refuseUnknown(request)
    refuseUnknownFields(request)
  })
  await describe(scope, version)
  const routes: Routes = scope.withTypeProvider()
  routes.get('/installation', {
    schema: { summary: 'Bản cài đặt này', security: [], response: { 200: Installation } },
    handler: async () => ({ name: 'Liên Thông', version }),
  })
  for (const mount of mounts) mount(routes)
  scope.get('/openapi.json', { schema: { hide: true } }, async () => scope.swagger())
  tryItPage(scope)
  scope.all('/*', { schema: { hide: true } }, async (request) => {
    throw Object.assign(new Error('no such operation'), { code: 'not-found', about: request.method })
  })
}

/** The scope of files under `/tep`: desk as in the API, faults as pages, bodies never read. */
export function files(scope: FastifyInstance, ground: Ground, mounts: readonly ((routes: FileRoutes) => void)[]) {
  deskForRequests(scope, ground)
  for (const mount of mounts) mount(scope)
}
