import cookies from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { api } from '#platform/http/api.ts'
import { exchangeApi } from './exchange.api.ts'
import { type Province, province } from './exchange.testing.ts'

let database: TestDatabase
let land: Province
let server: FastifyInstance
const actors = new Map<string, Actor>()
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, commune, justice } = land.agencies
  actors.set('clerk', await land.actor(commune, 'recordsClerk'))
  actors.set('watcher', await land.actor(justice, 'ictDepartment'))
  await land.release(finance, [{ to: health }, { to: commune, mode: 'HYBRID', copies: 2 }], '2026-11-02T09:00:00+07:00')
  await land.release(commune, [{ to: finance }], '2026-11-03T09:00:00+07:00')
  const ground = {
    ...{ pool: land.pool, publicUrl: null, deskOf: (actor: Actor) => land.desk(actor) },
    actorOf: async (token: string) => actors.get(token) ?? null,
  }
  server = fastify()
  await server.register(cookies)
  const door = { ground, version: '0', apiBytes: 10_000, mounts: [exchangeApi] }
  await server.register(async (scope) => api(scope, door), { prefix: '/api/v1' })
})
afterAll(async () => {
  await server.close()
  await land.close()
  await database.close()
})

const get = async (who: string, path: string) => {
  const answer = await server.inject({ url: `/api/v1/statistics/${path}`, headers: { cookie: `lt_session=${who}` } })
  return { status: answer.statusCode, body: answer.json() }
}
const november = 'from=2026-11-01&to=2026-11-30'

test('rates with their two counts, of the agencies in reach', async () => {
  const { status, body } = await get('watcher', `exchange?${november}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    scope: 'between',
    unit: 'documents',
    measures: { documents: 2, e: 1, h: 1, mixed: 1, copies_h: 2 },
  })
  expect(body.rates.E_DOC).toEqual({ part: 1, whole: 2, percent: 50 })
  expect(body.rates.CH_PORTAL).toEqual({ part: 0, whole: 3, percent: 0 })
  expect(body.agencies).toHaveLength(2)
  const own = await get('clerk', `exchange?${november}`)
  expect(own.body.agencies.map(({ agency }: { agency: string }) => agency)).toEqual([land.agencies.commune])
  expect((await get('clerk', `exchange?${november}&agency=${land.agencies.finance}`)).body).toMatchObject({
    measures: { documents: 0 },
    rates: { E_DOC: { percent: null } },
    agencies: [],
  })
  expect((await get('clerk', 'agencies')).body).toEqual([land.agencies.commune])
  expect((await get('watcher', `exchange?${november}&at=2026-11-02T12:00:00%2B07:00`)).body.measures.documents).toBe(1)
})

test('the documents behind a figure, without subject; by key', async () => {
  const { body } = await get('watcher', `exchange/documents?${november}&limit=1`)
  expect(body).toMatchObject([{ issuer: 'UBND xã Suối Trai', class: 'E', daySent: '2026-11-03' }])
  const next = await get('watcher', `exchange/documents?${november}&beforeDay=${body[0].daySent}&before=${body[0].id}`)
  expect(next.body).toMatchObject([
    { issuer: 'Sở Tài chính', class: 'H', deliveries: [{ class: 'E' }, { class: 'H', copies: 2 }] },
  ])
  expect(JSON.stringify(next.body)).not.toContain('"subject"')
  expect((await get('clerk', `exchange/documents?${november}&agency=${land.agencies.finance}`)).body).toEqual([])
})

test.for([
  'exchange',
  'exchange?from=2026-11-01',
  'exchange?from=2026-11-31&to=2026-12-01',
  'exchange?from=2026-11-30&to=2026-11-01',
  `exchange?${november}&scope=every`,
  `exchange?${november}&agency=1`,
  `exchange?${november}&at=yesterday`,
  `exchange/documents?${november}&of=everything`,
  `exchange/documents?${november}&limit=0`,
  `exchange/documents?${november}&limit=100000`,
  `exchange/documents?${november}&before=x`,
])('bad input %s is 400 in words', async (path) => {
  const { status, body } = await get('watcher', path)
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'bad-input' })
})

test('a visitor is asked to sign in', async () => {
  expect((await get('nobody', `exchange?${november}`)).status).toBe(401)
})
