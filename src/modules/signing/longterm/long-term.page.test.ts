import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { api } from '#platform/http/api.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { signingModule } from '../module.ts'
import { type Ground, testGround } from '../testing.ts'
import * as page from './long-term.page.tsx'

let ground: Ground
let app: FastifyInstance
let address = ''
let admin: Desk
let clerk: Desk
const desks = new Map<string, Desk>()

beforeAll(async () => {
  ground = testGround(await testDatabase())
  const agency = await ground.agency('Sở Tài chính')
  admin = await ground.desk('Quản trị', agency, ['systemAdmin'])
  clerk = await ground.desk('Văn thư', agency, ['recordsClerk', 'unitAdmin'])
  for (const desk of [admin, clerk]) desks.set(desk.actor.post, desk)
  const actors = { actorOf: async (token: string) => desks.get(token)?.actor ?? null, pool: ground.owner, publicUrl: null }
  const deskOf = ({ post }: Desk['actor']) => desks.get(post) as Desk
  app = Fastify()
  const mount = { ground: { ...actors, deskOf }, version: '0', apiBytes: 1_000_000, mounts: [signingModule.api] }
  await app.register(api, { prefix: '/api/v1', ...mount })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
  // One file waits, another was tried in vain.
  await sql`insert into platform.blob (sha256, size, media_type, content)
    select repeat(d, 64), 1, 'application/pdf', 'x' from unnest(array['a', 'b']) d`.execute(ground.owner)
  await sql`insert into signing.long_term (sha256, agency, tries, last_error, next_at)
    values (repeat('a', 64), ${agency}, 0, null, now()), (repeat('b', 64), ${agency}, 3, 'too-slow', now() + interval '1 day')`.execute(
    ground.owner,
  )
})
afterAll(async () => {
  await app.close()
  await ground.close()
})

type Args = Parameters<typeof page.action>[0]

function argsOf(desk: Desk, init: RequestInit = {}): Args {
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const request = new Request('http://localhost/chung-thu-so/dau-thoi-gian', init)
  return { context, request, params: {}, url: new URL(request.url), pattern: '' } as Args
}

async function post(desk: Desk, form: Record<string, string>) {
  const answer = await page.action(argsOf(desk, { method: 'POST', body: new URLSearchParams(form) }))
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('location'), data: null }
  return { status: answer.init?.status, to: null, data: answer.data }
}

async function call(desk: Desk, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: { cookie: `lt_session=${desk.actor.post}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
}

test('the page tells what waits and why; a wrong address is told beside its field and stays typed', async () => {
  const shown = await page.loader(argsOf(admin))
  expect(shown.figures).toMatchObject({ waiting: 2, failing: 1, lasting: 0 })
  expect(shown.faults).toMatchObject([{ agency: 'Sở Tài chính', tries: 3, lastError: 'too-slow' }])
  for (const wrong of ['ftp://tsa.example', 'không phải', '', 'http://ai:gi@tsa.example/']) {
    const answer = await post(admin, { intent: 'set', address: wrong })
    expect(answer.status).toBe(400)
    expect(answer.data).toMatchObject({ errors: { address: expect.any(String) }, filled: { address: wrong } })
  }
  expect(await post(admin, { intent: 'set', address: 'http://tsa.example/tsr', privateNetworks: 'on' })).toMatchObject({
    status: 303,
    to: '/chung-thu-so/dau-thoi-gian?xong=set',
  })
  const { stamping } = await page.loader(argsOf(admin))
  expect(stamping).toEqual({ address: 'http://tsa.example/tsr', privateNetworks: true })
  // A new authority is asked at once for what failed with the old one.
  const { rows } = await sql`select from signing.long_term where next_at <= now()`.execute(ground.owner)
  expect(rows).toHaveLength(2)
  expect(await post(admin, { intent: 'hurry' })).toMatchObject({ to: '/chung-thu-so/dau-thoi-gian?xong=hurry' })
  expect((await post(admin, { intent: 'khác' })).status).toBe(400)
})

test('the API does the same; nobody but the administrator of the system does either', async () => {
  expect((await call(admin, 'GET', '/time-stamping')).body).toMatchObject({
    stamping: { address: 'http://tsa.example/tsr', privateNetworks: true },
    waiting: 2,
  })
  expect((await call(admin, 'PUT', '/time-stamping', { address: 'https://tsa.example/', privateNetworks: false })).status).toBe(
    204,
  )
  expect((await call(admin, 'POST', '/time-stamping/retry')).body).toEqual({ count: 0 })
  for (const [method, path, body] of [
    ['GET', '/time-stamping'],
    ['PUT', '/time-stamping', { address: 'https://evil.example/', privateNetworks: true }],
    ['DELETE', '/time-stamping'],
    ['POST', '/time-stamping/retry'],
  ] as const)
    expect((await call(clerk, method, path, body)).status, method).toBe(403)
  await expect(page.loader(argsOf(clerk))).rejects.toMatchObject({ init: { status: 403 } })
  for (const intent of ['set', 'drop', 'hurry'])
    expect(await post(clerk, { intent, address: 'https://evil.example/' })).toMatchObject({ status: 403 })
  expect((await call(admin, 'DELETE', '/time-stamping')).status).toBe(204)
  expect((await page.loader(argsOf(admin))).stamping).toBeNull()
})
