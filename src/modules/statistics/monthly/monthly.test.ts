import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub, type LoaderFunctionArgs, RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { loader as fileLoader } from '../exchange/file.page.ts'
import { closePeriod } from '../periods/close.ts'
import { periodOf } from '../periods/period.ts'
import { adoptRoadmap } from '../targets/adopt.ts'
import { loadTargets } from '../targets/load.ts'
import HandledPage, { loader as handledLoader } from './handled.page.tsx'
import { closedHandling } from './handling.sql.ts'
import { noHandling } from './handling.ts'
import MonthlyPage, { loader } from './monthly.page.tsx'
import { judgeHandling, monthlyReport } from './monthly.ts'

let database: TestDatabase
let land: Province
let watcher: Actor
let clerk: Actor
const now = '2026-12-01T08:00:00+07:00'

/** Finance issues four in November, one signed by hand, one with paper only to one recipient; health registers what reached it. */
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, commune, justice } = land.agencies
  watcher = await land.actor(justice, 'ictDepartment')
  clerk = await land.actor(health, 'recordsClerk')
  await land.desk(watcher).work(async (work) => {
    await loadTargets(work.tx)
    await adoptRoadmap(work, { roadmap: 'S1', from: '2020-05-22', until: null, legalBasis: 'Chỉ thị thử' })
  })
  await land.release(finance, [{ to: health }, { to: commune, mode: 'HYBRID' }], '2026-11-02T09:00:00+07:00')
  await land.release(finance, [{ to: health }], '2026-11-03T09:00:00+07:00', { byHand: true })
  await land.release(finance, [{ to: health }, { to: commune, mode: 'PAPER' }], '2026-11-04T09:00:00+07:00')
  await land.release(finance, [{ to: health, purpose: 'INFORMATION' }], '2026-11-05T09:00:00+07:00')
  await land.release(commune, [{ to: finance }], '2026-11-06T09:00:00+07:00')
  const [book] = await land.query(
    `insert into documents.book (agency, direction, name) values ($1, 'IN', 'Sổ đến') returning id`,
    [health],
  )
  const arrived = await land.query('select id from documents.incoming where agency = $1 order by arrived_at', [health])
  for (const [at, { id }] of arrived.entries()) {
    await land.query(
      `update documents.incoming set state = 'REGISTERED', book = $2, year = 2026, arrival_number = $3, arrival_date = '2026-11-07' where id = $1`,
      [id, book?.id, at + 1],
    )
  }
  const first = arrived[0]?.id
  await land.query(`insert into documents.assignment (incoming, agency, role, post, given_by) values ($1, $2, 'LEAD', $3, $3)`, [
    ...[first, health, clerk.post],
  ])
  await land.query(`update documents.incoming set state = 'FINISHED' where id = $1`, [first])
})
afterAll(async () => {
  await land.close()
  await database.close()
})

const report = (who: Actor, code = '2026-11') =>
  land.desk(who, now).work((work) => monthlyReport(work, { period: periodOf(code), agency: null }))

test('a month counted by hand: sent, received, handled, signed, by agency and by level', async () => {
  const { groups, total } = await report(watcher)
  expect(groups.map(({ level }) => level)).toEqual(['PROVINCE', 'COMMUNE'])
  const lineOf = (name: string) => groups.flatMap(({ lines }) => lines).find(({ agency }) => agency.name === name)
  expect(lineOf('Sở Tài chính')).toMatchObject({
    sent: { documents: 4, e: 2, h: 2, p: 0 },
    handled: { issued: 4, created: 3, walked: 3, went: 3, signed_person: 3, signed_agency: 4, signed: 3, whole: 2 },
    percent: 50,
  })
  expect(lineOf('Sở Y tế')).toMatchObject({
    handled: { issued: 0, received: 4, received_e: 4, received_p: 0, to_process: 3, processed: 1 },
    percent: null,
  })
  // Who issued nothing stands in the report all the same.
  expect(lineOf('Sở Tư pháp')).toMatchObject({ sent: { documents: 0 }, percent: null, change: null })
  const [provincial, communes] = groups
  expect(provincial?.total).toMatchObject({ handled: { issued: 4, whole: 2, received: 4 }, percent: 50 })
  expect(communes?.total).toMatchObject({ handled: { issued: 1, whole: 1 }, percent: 100 })
  expect(total).toMatchObject({ handled: { issued: 5, whole: 3 }, percent: 60 })
})

test.for([
  ['province', 'S1-T01', '2020-05'],
  ['district', 'S1-T02', '2020-07'],
  ['commune', 'S1-T03', '2020-09'],
] as const)('EPROC of the %s level is judged by %s from its first day, and while there are no work files never called reached', async ([
  level,
  id,
  month,
]) => {
  const roadmaps = await land.desk(watcher).work(async (work) => (await import('../exchange/report.ts')).roadmapsOf(work))
  const in_ = (code: string, whole: number) => {
    const { first, last } = periodOf(code)
    return judgeHandling(roadmaps, { level, from: first, to: last }, { ...noHandling(), issued: 10, whole })
  }
  expect(in_(month, 9)).toMatchObject({ role: 'binding', verdict: 'NOT_MET', gap: -10, target: { id, value: 100 } })
  expect(in_('2026-11', 10)).toMatchObject({ role: 'binding', verdict: null, gap: 0, target: { id } })
  expect(in_('2020-04', 10)).toBeNull()
  const none = { ...noHandling() }
  expect(judgeHandling(roadmaps, { level, from: '2026-11-01', to: '2026-11-30' }, none)).toMatchObject({
    verdict: 'NOT_APPLICABLE',
  })
})

test('in the report each level stands beside its own target', async () => {
  const { groups } = await report(watcher)
  expect(groups.map(({ total }) => [total.judged?.target.id, total.judged?.verdict])).toEqual([
    ['S1-T01', 'NOT_MET'],
    ['S1-T03', null],
  ])
})

test('an agency sees itself alone; the lists hold nothing of others', async () => {
  const { groups, agencies } = await report(clerk)
  expect(agencies.map(({ name }) => name)).toEqual(['Sở Y tế'])
  expect(groups.flatMap(({ lines }) => lines).map(({ handled }) => handled.received)).toEqual([4])
  const other = await html(clerk, `/bao-cao/dinh-ky/van-ban?ky=2026-11&co-quan=${land.agencies.finance}&cot=issued`)
  expect(other).toContain('Không có văn bản nào')
})

function asked(who: Actor, address: string, params: Record<string, string> = {}) {
  const context = new RouterContextProvider()
  context.set(deskContext, land.desk(who, now))
  return { context, request: new Request(new URL(address, 'http://office')), params } as unknown as LoaderFunctionArgs
}

async function html(who: Actor, address: string): Promise<string> {
  const list = address.includes('/van-ban')
  const data = list ? await handledLoader(asked(who, address)) : await loader(asked(who, address))
  const Stub = createRoutesStub([{ id: 'page', path: '*', Component: list ? HandledPage : MonthlyPage, loader: () => data }])
  return renderToStaticMarkup(createElement(Stub, { initialEntries: [address], hydrationData: { loaderData: { page: data } } }))
}

test('every figure of the page opens exactly the documents that it counts', async () => {
  const page = await html(watcher, '/bao-cao/dinh-ky?ky=2026-11')
  const links = [...page.matchAll(/<a [^>]*href="(\/bao-cao\/dinh-ky\/van-ban[^"]*)"[^>]*>([\d.]+)<\/a>/g)]
  expect(links.length).toBeGreaterThan(15)
  for (const [, href = '', count] of links) {
    const { rows } = await handledLoader(asked(watcher, href.replaceAll('&amp;', '&')))
    expect(rows.length, href).toBe(Number(count))
  }
  expect(page).toContain('hồ sơ công việc: chưa có dữ liệu')
  const lacking = await html(watcher, '/bao-cao/dinh-ky/van-ban?ky=2026-11&cot=not-whole')
  expect(lacking).toContain('tạo lập, trình duyệt, ký số')
  expect(lacking).not.toContain('Thử')
})

test('the files hold the columns of the periodic report with sums by level', async () => {
  const file = (name: string) => fileLoader(asked(watcher, `/tep/bao-cao/${name}?ky=2026-11`, { file: name }))
  const lines = (await (await file('dinh-ky.csv')).text()).split('\r\n')
  expect(lines[0]).toContain('hồ sơ công việc: chưa có dữ liệu')
  expect(lines.find((one) => one.startsWith('Sở Tài chính'))).toContain(',4,2,2,0,"50,00","100,00",')
  expect(lines.find((one) => one.startsWith('Cộng cấp xã'))).toBeDefined()
  expect(lines.find((one) => one.startsWith('Tổng cộng'))).toContain('"60,00"')
  const workbook = await file('dinh-ky.xlsx')
  expect(workbook.headers.get('content-disposition')).toContain('bao-cao-dinh-ky-2026-11.xlsx')
  await expect(file('dinh-ky.pdf')).rejects.toMatchObject({ status: 404 })
})

test('a closed period keeps its figures of handling; a recall afterwards changes only what is known now', async () => {
  const at = '2026-12-05T08:00:00+07:00'
  const closing = await land.desk(watcher, at).work((work) => closePeriod(work, periodOf('2026-11')))
  const kept = () => land.desk(watcher, at).work((work) => closedHandling(work, closing))
  const before = await kept()
  expect(before.find(({ agency }) => agency === land.agencies.finance)).toMatchObject({ issued: 4, whole: 2 })
  const [document] = await land.query(`select id from documents.outgoing where agency = $1 order by issued_at limit 1`, [
    land.agencies.finance,
  ])
  await land.move('outgoing', String(document?.id), 'RECALLED', '2026-12-06T08:00:00+07:00')
  expect(await kept()).toEqual(before)
  const { rows } = await handledLoader(asked(watcher, `/bao-cao/dinh-ky/van-ban?ky=2026-11&cot=issued&chot=${closing}`))
  expect(rows).toHaveLength(5)
  expect((await report(watcher)).total.handled).toMatchObject({ issued: 4, whole: 2 })
})
