import Fastify, { type FastifyInstance } from 'fastify'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { api } from '#platform/http/api.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { signingModule } from '../module.ts'
import { type Ground, testGround } from '../testing.ts'
import * as page from './shadow.page.tsx'

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
})
afterAll(async () => {
  await app.close()
  await ground.close()
})

type Args = Parameters<typeof page.action>[0]
function argsOf(desk: Desk, init: RequestInit = {}): Args {
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const request = new Request('http://localhost/chung-thu-so/noi-dung-an', init)
  return { context, request, params: {}, url: new URL(request.url), pattern: '' } as Args
}
async function post(desk: Desk, form: Record<string, string>) {
  const answer = await page.action(argsOf(desk, { method: 'POST', body: new URLSearchParams(form) }))
  return answer instanceof Response ? answer.status : answer.init?.status
}
async function call(desk: Desk, method: string, body?: unknown) {
  const answer = await fetch(`${address}/api/v1/shadow-content`, {
    method,
    headers: { cookie: `lt_session=${desk.actor.post}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: await answer.json() }
}

test('the page sets what is done about each kind, over the API it is the same; a script stays refused', async () => {
  expect((await page.loader(argsOf(admin))).policy).toMatchObject({ launch: 'refuse', link: 'ignore', script: 'refuse' })
  expect(await post(admin, { link: 'warn', launch: 'warn', script: 'ignore', form: 'sai' })).toBe(400)
  expect(await post(admin, { link: 'warn', 'covered-text': 'refuse', form: 'sai' })).toBe(303)
  expect((await call(admin, 'GET')).body).toMatchObject({
    link: 'warn',
    'covered-text': 'refuse',
    form: 'warn',
    script: 'refuse',
  })
  expect((await call(admin, 'PATCH', { link: 'ignore', 'covered-text': 'warn' })).body).toMatchObject({
    link: 'ignore',
    launch: 'refuse',
  })
  for (const wrong of [{ script: 'warn' }, { link: 'có' }, { khac: 'warn' }])
    expect((await call(admin, 'PATCH', wrong)).status, JSON.stringify(wrong)).toBe(400)
})

test('nobody but the administrator of the system sees or sets it', async () => {
  expect((await call(clerk, 'GET')).status).toBe(403)
  expect((await call(clerk, 'PATCH', { launch: 'ignore' })).status).toBe(403)
  expect(await post(clerk, { launch: 'ignore' })).toBe(403)
  await expect(page.loader(argsOf(clerk))).rejects.toMatchObject({ init: { status: 403 } })
  expect((await page.loader(argsOf(admin))).policy.launch).toBe('refuse')
})
