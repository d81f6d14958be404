import cookies from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { type LoaderFunctionArgs, RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { api } from '#platform/http/api.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { exchangeReport } from '../exchange/report.ts'
import { periodOf } from '../periods/period.ts'
import { loadTargets } from './load.ts'
import { roadmapApi } from './roadmap.api.ts'
import { action, loader } from './roadmap.page.tsx'

let database: TestDatabase
let land: Province
let server: FastifyInstance
const actors = new Map<string, Actor>()
const now = '2026-11-20T08:00:00+07:00'

beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, committee } = land.agencies
  actors.set('clerk', await land.actor(finance, 'recordsClerk', 'agencyLeader', 'unitAdmin', 'inspector'))
  actors.set('watcher', await land.actor(committee, 'ictDepartment'))
  await land.query(`update platform.installation set province = 'Thanh Giang'`)
  await land.desk(actors.get('watcher') as Actor).work(({ tx }) => loadTargets(tx))
  await land.release(finance, [{ to: health }], '2026-11-03T09:00:00+07:00')
  await land.release(finance, [{ to: health, mode: 'HYBRID' }], '2026-11-04T09:00:00+07:00')
  const ground = {
    ...{ pool: land.pool, publicUrl: null, deskOf: (actor: Actor) => land.desk(actor, now) },
    actorOf: async (token: string) => actors.get(token) ?? null,
  }
  server = fastify()
  await server.register(cookies)
  const door = { ground, version: '0', apiBytes: 10_000, mounts: [roadmapApi] }
  await server.register(async (scope) => api(scope, door), { prefix: '/api/v1' })
})
afterAll(async () => {
  await server.close()
  await land.close()
  await database.close()
})

function asked(who: string, form?: Record<string, string>): LoaderFunctionArgs {
  const context = new RouterContextProvider()
  context.set(deskContext, land.desk(actors.get(who) as Actor, now))
  const sent = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
  return { context, request: new Request('http://office/bao-cao/chi-tieu', sent), params: {} } as unknown as LoaderFunctionArgs
}
const shown = async (who: string) => loader(asked(who))
/** Status of a press, and the sentences by field. */
async function pressed(who: string, form: Record<string, string>) {
  const answer = await action(asked(who, form))
  if (answer instanceof Response) return { status: answer.status, errors: {} }
  return { status: answer.init?.status, errors: answer.data.typed.errors, refused: answer.data.refused }
}
const call = async (who: string, method: 'GET' | 'POST', path: string, body?: object) => {
  const url = `/api/v1/statistics/roadmaps${path}`
  const headers = { cookie: `lt_session=${who}`, host: 'office', origin: 'http://office' }
  const answer = await server.inject({ url, method, headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const verdicts = async () => {
  const question = { period: periodOf('2026-11'), scope: 'BETWEEN', agency: null, order: 'lowest', open: null } as const
  const { rates } = await land.desk(actors.get('watcher') as Actor, now).work((work) => exchangeReport(work, question))
  return rates.flatMap(({ judged }) => (judged ? [[judged.target.value, judged.verdict]] : []))
}

const basis = { legalBasis: 'Quyết định 15/QĐ-UBND ngày 05/01/2026', from: '01/01/2026' }
const own = { intent: 'own', title: 'Lộ trình trao đổi văn bản 2026', ...basis }

test('nothing binds before the department writes it down; then the report judges by it, until the day it ends', async () => {
  expect((await shown('clerk')).adopted).toEqual([])
  expect(await verdicts()).toEqual([])

  const typed = { ...own, 'value.S0-T02': '92,5', 'deadline.S0-T02': '30/06/2026', 'value.S0-T01': '50' }
  expect(await pressed('watcher', typed)).toEqual({ status: 303, errors: {} })
  const { adopted } = await shown('clerk')
  expect(adopted).toMatchObject([{ title: own.title, from: '01/01/2026', until: null, over: false }])
  expect(adopted[0]?.rows.map(({ level, deadline }) => [level, deadline])).toEqual([
    ['từ 50 %', ''],
    ['từ 92,5 %', '30/06/2026'],
  ])
  expect(await verdicts()).toEqual([
    [92.5, 'NOT_MET'],
    [50, 'NOT_APPLICABLE'],
  ])

  const roadmap = adopted[0]?.id ?? ''
  expect(await pressed('watcher', { intent: 'end', roadmap, until: '31/10/2026' })).toEqual({ status: 303, errors: {} })
  expect((await shown('watcher')).adopted).toMatchObject([{ until: '31/10/2026', over: true }])
  expect(await verdicts()).toEqual([])
})

test('a text is adopted as it stands, over the API as on the page', async () => {
  expect(await pressed('watcher', { intent: 'adopt', roadmap: 'S4', ...basis })).toEqual({ status: 303, errors: {} })
  const body = { roadmap: 'S0', legalBasis: basis.legalBasis, from: '2026-01-01' }
  const { status, body: listed } = await call('watcher', 'POST', '/adoptions', body)
  expect(status).toBe(201)
  const bound = listed.filter((one: { adopted: unknown }) => one.adopted).map(({ id }: { id: string }) => id)
  expect(bound).toEqual(expect.arrayContaining(['S0', 'S4']))
  expect(await call('clerk', 'GET', '')).toEqual({ status: 200, body: listed })
  expect((await call('watcher', 'POST', '/S4/end', { until: '2026-11-30' })).status).toBe(200)
  const rows = [{ basedOn: 'S0-T02', value: 70, deadline: null }]
  const written = { title: 'Lộ trình viết qua API', rows, legalBasis: basis.legalBasis }
  expect((await call('watcher', 'POST', '/adoptions', written)).status).toBe(201)
})

test.each([
  ['no name', { title: '' }, 'title'],
  ['no basis', { legalBasis: '' }, 'legalBasis'],
  ['neither name nor basis', { title: '', legalBasis: '' }, 'title'],
  ['a day that is none', { from: '31/02/2026' }, 'from'],
  ['an end before the beginning', { until: '31/12/2025' }, 'until'],
  ['no row', { 'value.S0-T02': '' }, 'rows'],
  ['more than everything', { 'value.S0-T02': '101' }, 'value.S0-T02'],
  ['no figure', { 'value.S0-T02': 'nhiều' }, 'value.S0-T02'],
  ['a last day without value', { 'deadline.S0-T01': '31/12/2026' }, 'value.S0-T01'],
  ['a last day that is none', { 'deadline.S0-T02': 'cuối năm' }, 'deadline.S0-T02'],
])('what cannot be is told at its field and nothing is stored: %s', async (_, wrong, field) => {
  const before = (await shown('watcher')).adopted.length
  const { status, errors } = await pressed('watcher', { ...own, 'value.S0-T02': '90', ...wrong })
  expect(status).toBe(400)
  expect(Object.keys(errors)).toContain(field)
  expect((await shown('watcher')).adopted).toHaveLength(before)
})

test('nobody else binds the province or lets it go, by neither door', async () => {
  expect((await shown('clerk')).may).toBe(false)
  expect(await pressed('clerk', { ...own, 'value.S0-T02': '10' })).toMatchObject({ status: 403 })
  expect(await pressed('clerk', { intent: 'own' })).toMatchObject({ status: 403 })
  expect(await pressed('clerk', { intent: 'adopt', roadmap: 'S0', ...basis })).toMatchObject({ status: 403 })
  expect(await pressed('clerk', { intent: 'end', roadmap: 'S0', until: '30/11/2026' })).toMatchObject({ status: 403 })
  expect((await call('clerk', 'POST', '/adoptions', { roadmap: 'S0', legalBasis: basis.legalBasis })).status).toBe(403)
  expect((await call('clerk', 'POST', '/S0/end', { until: '2026-11-30' })).status).toBe(403)
  expect(await pressed('watcher', { intent: 'end', roadmap: 'S9', until: '30/11/2026' })).toMatchObject({ status: 404 })
  expect(await pressed('watcher', { intent: 'end', roadmap: 'S0', until: '30/11/2025' })).toMatchObject({ status: 400 })
})
