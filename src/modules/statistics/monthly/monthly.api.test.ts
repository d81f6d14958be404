import cookies from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { type LoaderFunctionArgs, RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { api } from '#platform/http/api.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { loader as fileLoader } from '../exchange/file.page.ts'
import { closingApi } from '../periods/closing.api.ts'
import { loader as spreadLoader } from '../spread/spread.page.tsx'
import { loader as handledLoader } from './handled.page.tsx'
import { monthlyApi } from './monthly.api.ts'
import { loader } from './monthly.page.tsx'

let database: TestDatabase
let land: Province
let server: FastifyInstance
const actors = new Map<string, Actor>()
const now = '2026-11-20T08:00:00+07:00'

beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, commune, justice } = land.agencies
  actors.set('clerk', await land.actor(commune, 'recordsClerk'))
  actors.set('specialist', await land.actor(finance, 'specialist'))
  actors.set('watcher', await land.actor(justice, 'ictDepartment'))
  await land.release(finance, [{ to: health }], '2026-10-05T09:00:00+07:00')
  await land.release(finance, [{ to: health }, { to: commune, mode: 'HYBRID', copies: 2 }], '2026-11-02T09:00:00+07:00')
  await land.release(commune, [{ to: finance }], '2026-11-03T09:00:00+07:00')
  const ground = {
    ...{ pool: land.pool, publicUrl: null, deskOf: (actor: Actor) => land.desk(actor, now) },
    actorOf: async (token: string) => actors.get(token) ?? null,
  }
  server = fastify()
  await server.register(cookies)
  const door = { ground, version: '0', apiBytes: 10_000, mounts: [monthlyApi, closingApi] }
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
function asked(who: string, address: string, params: Record<string, string> = {}): LoaderFunctionArgs {
  const context = new RouterContextProvider()
  context.set(deskContext, land.desk(actors.get(who) as Actor, now))
  return { context, request: new Request(new URL(address, 'http://office')), params } as unknown as LoaderFunctionArgs
}
const named = (rows: { agency: string }[]) => rows.map(({ agency }) => agency).toSorted()

test('the periodic report: the same figures over the API and on the page, of the agencies in reach', async () => {
  const { body } = await get('watcher', 'periodic?period=2026-11')
  expect(body).toMatchObject({ period: '2026-11', workFiles: false, total: { sent: { documents: 2, e: 1, h: 1 } } })
  expect(body.agencies).toContainEqual(
    expect.objectContaining({ name: 'Sở Tài chính', level: 'PROVINCE', sent: { documents: 1, e: 0, h: 1, p: 0 } }),
  )
  const page = await loader(asked('watcher', '/bao-cao/dinh-ky?ky=2026-11'))
  const lines = page.view.lines.filter(({ sum }) => !sum)
  expect(lines.map(({ cells }) => Number(cells.documents.text)).reduce((a, b) => a + b)).toBe(2)
  expect(lines).toHaveLength(body.agencies.length)
  const own = await get('clerk', 'periodic?period=2026-11')
  expect(named(own.body.agencies)).toEqual([land.agencies.commune])
  expect(own.body.total.sent.documents).toBe(1)
  const other = await get('specialist', 'periodic?period=2026-11')
  expect(named(other.body.agencies)).toEqual([land.agencies.finance])
})

test('another agency’s report is missing, over the API, on the page and as a file: never an empty one under another name', async () => {
  const { finance } = land.agencies
  expect(await get('clerk', `periodic?period=2026-11&agency=${finance}`)).toMatchObject({
    status: 404,
    body: { code: 'not-found' },
  })
  expect((await get('watcher', `periodic?period=2026-11&agency=${finance}`)).body.agencies).toHaveLength(1)
  const refused = expect.objectContaining({ code: 'not-found' })
  await expect(loader(asked('clerk', `/bao-cao/dinh-ky?ky=2026-11&co-quan=${finance}`))).rejects.toEqual(refused)
  for (const file of ['dinh-ky.csv', 'trao-doi.csv'])
    await expect(fileLoader(asked('clerk', `/tep/bao-cao/${file}?ky=2026-11&co-quan=${finance}`, { file }))).rejects.toEqual(
      refused,
    )
})

test('the documents behind a figure: of the agencies in reach, without subject, by key', async () => {
  const first = await get('watcher', 'periodic/documents?period=2026-11&of=issued&limit=1')
  expect(first.body).toMatchObject([{ issuer: 'UBND xã Suối Trai', direction: 'OUT', day: '2026-11-03', facts: { issued: 1 } }])
  const [{ day, id }] = first.body
  const next = await get('watcher', `periodic/documents?period=2026-11&of=issued&beforeDay=${day}&before=${id}`)
  expect(next.body).toMatchObject([{ issuer: 'Sở Tài chính' }])
  expect(JSON.stringify(next.body)).not.toContain('"subject"')
  const { finance, commune } = land.agencies
  expect(named((await get('clerk', 'periodic/documents?period=2026-11&of=issued')).body)).toEqual([commune])
  expect((await get('clerk', `periodic/documents?period=2026-11&of=issued&agency=${finance}`)).body).toEqual([])
  const page = await handledLoader(asked('clerk', `/bao-cao/dinh-ky/van-ban?ky=2026-11&cot=issued&co-quan=${finance}`))
  expect(page.rows).toEqual([])
  const ownPage = await handledLoader(asked('clerk', '/bao-cao/dinh-ky/van-ban?ky=2026-11&cot=issued'))
  expect(ownPage.rows).toMatchObject([{ issuer: 'UBND xã Suối Trai' }])
})

test('figures by agency and month, as known at an instant', async () => {
  const span = 'from=2026-10-01&to=2026-11-30'
  const { body } = await get('watcher', `periodic/months?${span}`)
  const of = (agency: string, month: string) =>
    body.find((row: { agency: string; month: string }) => row.agency === agency && row.month === month)
  const { finance, commune } = land.agencies
  expect(of(finance, '2026-10-01')).toMatchObject({ issued: 1 })
  expect(of(finance, '2026-11-01')).toMatchObject({ issued: 1 })
  expect(named((await get('clerk', `periodic/months?${span}`)).body)).toEqual([commune])
  const before = await get('watcher', `periodic/months?${span}&at=2026-10-31T12:00:00%2B07:00`)
  expect(before.body.map(({ month }: { month: string }) => month)).toEqual(['2026-10-01'])
})

test('the shares of agencies count those in reach; the agencies behind a share are those', async () => {
  const share = async (who: string) => {
    const { body } = await get(who, 'spread?period=2026-11')
    const { share: found } = body.find(
      (one: { condition: string; level: string }) => one.condition === 'uses_eoffice' && one.level === 'all',
    )
    return found
  }
  expect(await share('watcher')).toMatchObject({ part: 2, whole: 5 })
  expect(await share('clerk')).toMatchObject({ part: 1, whole: 1 })
  const list = (who: string) => spreadLoader(asked(who, '/bao-cao/co-quan?ky=2026-11&dieu-kien=uses_eoffice&cap=all'))
  expect((await list('watcher')).rows).toHaveLength(5)
  expect((await list('clerk')).rows.map(({ name }) => name)).toEqual(['UBND xã Suối Trai'])
})

test('a period is closed over the API by the department of figures alone, once it is over; again only with a reason', async () => {
  const close = async (who: string, period: string, reason = '') => {
    const headers = { cookie: `lt_session=${who}`, 'content-type': 'application/json' }
    const url = `/api/v1/statistics/periods/${period}/closings`
    const answer = await server.inject({ method: 'POST', url, headers, payload: JSON.stringify({ reason }) })
    return { status: answer.statusCode, body: answer.json() }
  }
  expect(await close('clerk', '2026-10')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect(await close('watcher', '2026-11')).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  expect(await close('watcher', '2026-13')).toMatchObject({ status: 400 })
  expect(await close('watcher', '2026-10')).toMatchObject({ status: 201, body: [{ version: 1 }] })
  expect((await get('clerk', 'periods/2026-10/closings')).body).toMatchObject([{ version: 1, reason: '' }])
  expect((await close('nobody', '2026-10', 'điều chỉnh')).status).toBe(401)
})

test.for([
  'periodic?period=2026-13',
  'periodic?agency=1',
  'periodic?from=2026-11-01',
  'periodic/documents?of=everything',
  'periodic/documents?limit=0',
  'periodic/documents?before=x',
  'periodic/months',
  'periodic/months?from=2026-11-31&to=2026-12-01',
  'periodic/months?from=2026-12-01&to=2026-11-01',
  'spread?period=x',
  'spread?agency=00000000-0000-7000-8000-000000000000',
])('bad input %s is 400 in words; a visitor is asked to sign in', async (path) => {
  expect(await get('watcher', path)).toMatchObject({ status: 400, body: { code: 'bad-input' } })
  expect((await get('nobody', 'spread')).status).toBe(401)
})

test('a file is not made of what its address does not say: unknown and unreadable parts are named', async () => {
  for (const [query, words] of [
    ['kỳ=2026-11', 'Có phải "ky"?'],
    ['ky=2026-13', '"ky"'],
    ['ky=2026-11&pham-vi=het', '"pham-vi"'],
    ['from=2026-11-01', 'Các tham số nhận được'],
  ] as const) {
    const answer = await fileLoader(asked('watcher', `/tep/bao-cao/trao-doi.csv?${query}`, { file: 'trao-doi.csv' }))
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words)
  }
  // A page shows what it shows: period and scope stand in its head.
  const page = await loader(asked('watcher', '/bao-cao/dinh-ky?ky=2026-13&mau=do'))
  expect(page.view.period.label).toBe('Tháng 11/2026')
})
