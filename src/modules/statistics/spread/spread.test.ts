import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub, type LoaderFunctionArgs, RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { deskContext } from '#platform/http/contexts.ts'
import ExchangePage, { loader } from '../exchange/exchange.page.tsx'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { roadmapsOf } from '../exchange/report.ts'
import { periodOf } from '../periods/period.ts'
import { adoptRoadmap } from '../targets/adopt.ts'
import { loadTargets } from '../targets/load.ts'
import { loader as listLoader } from './spread.page.tsx'
import { type Condition, type SpreadLevel, spreadOf, standingsOf } from './spread.ts'

let database: TestDatabase
let land: Province
let watcher: Actor
const now = '2026-11-20T08:00:00+07:00'

/** Registers whatever reached an agency and is not registered yet, under the next số đến, on a day. */
async function register(agency: string, day: string) {
  const [known] = await land.query(`select id from documents.book where agency = $1`, [agency])
  const [book] = known
    ? [known]
    : await land.query(`insert into documents.book (agency, direction, name) values ($1, 'IN', 'Sổ đến') returning id`, [agency])
  await land.query(
    `update documents.incoming i set state = 'REGISTERED', book = $2, year = 2026, arrival_date = $3::date, arrival_number = n.number
      from (select id, (select count(*) from documents.incoming where agency = $1 and arrival_number is not null) + row_number() over (order by id) as number
        from documents.incoming where agency = $1 and state = 'ARRIVED') n where n.id = i.id`,
    [agency, book?.id, day],
  )
}

beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, justice, commune, committee } = land.agencies
  watcher = await land.actor(justice, 'ictDepartment')
  await land.query(
    `insert into organisation.agency (parent, name, short_name, symbol, organ_id, level, kind, place, reachable)
      values ($1, 'UBND xã Bản Mây', 'UBND xã Bản Mây', 'UBND', 'H99.61', 'COMMUNE', 'STATE', 'Thanh Giang', false)`,
    [committee],
  )
  await land.desk(watcher).work(async (work) => {
    await loadTargets(work.tx)
    for (const roadmap of ['S0', 'S3', 'S4']) {
      await adoptRoadmap(work, { roadmap, from: '2013-01-01', until: null, legalBasis: 'Quyết định thử' })
    }
  })
  // The commune sends up and receives from above in October and November; health only sends, and only in November.
  for (const month of ['10', '11']) {
    await land.release(commune, [{ to: finance }], `2026-${month}-03T09:00:00+07:00`)
    await land.release(finance, [{ to: commune }], `2026-${month}-04T09:00:00+07:00`)
    await register(commune, `2026-${month}-05`)
    await register(finance, `2026-${month}-06`)
  }
  await land.release(health, [{ to: finance }], '2026-11-07T09:00:00+07:00')
})
afterAll(async () => {
  await land.close()
  await database.close()
})

const figures = (code: string, who = watcher) =>
  land.desk(who, now).work(async (work) => {
    const period = periodOf(code)
    return spreadOf(await standingsOf(work, period), await roadmapsOf(work), period)
  })
const figure = async (code: string, condition: Condition, level: SpreadLevel) =>
  (await figures(code)).find((one) => one.condition === condition && one.level === level)

test('the share of commune committees that exchange electronically with province and district, against its target', async () => {
  expect(await figure('2026-11', 'exchanges_electronically', 'commune')).toMatchObject({
    ratio: { part: 1, whole: 2 },
    judged: { role: 'binding', verdict: 'NOT_MET', gap: -50, target: { id: 'S0-T03', value: 100 } },
  })
  // A month without is enough to fail in a quarter; months that have not begun are not asked.
  expect(await figure('2026-Q4', 'exchanges_electronically', 'commune')).toMatchObject({ ratio: { part: 1, whole: 2 } })
  expect(await figure('2026-Q3', 'exchanges_electronically', 'commune')).toMatchObject({ ratio: { part: 0, whole: 2 } })
  await land.query(`update organisation.agency set effective_to = '2026-11-10' where organ_id = 'H99.61'`)
  expect(await figure('2026-11', 'exchanges_electronically', 'commune')).toMatchObject({
    ratio: { part: 1, whole: 1 },
    judged: { verdict: 'MET' },
  })
  await land.query(`update organisation.agency set effective_to = null where organ_id = 'H99.61'`)
})

test('the share of agencies from province to commune that use the electronic office, against its target', async () => {
  expect(await figure('2026-11', 'uses_eoffice', 'all')).toMatchObject({
    ratio: { part: 3, whole: 6 },
    judged: { verdict: 'NOT_MET', target: { id: 'S3-T01' } },
  })
  expect(await figure('2026-Q4', 'uses_eoffice', 'province')).toMatchObject({ ratio: { part: 1, whole: 4 } })
})

test('the share of officials with an account, by people and by agencies equipped, against the targets', async () => {
  const before = await figure('2026-11', 'has_account', 'province')
  expect(before).toMatchObject({ judged: { target: { id: 'S4-T27' }, verdict: 'NOT_MET' } })
  expect(before?.ratio.part).toBe(0)
  await land.query(`insert into organisation.account (person, login)
    select distinct p.person, 'p' || p.person from organisation.post p join organisation.agency a on a.id = p.agency where a.level = 'PROVINCE'`)
  const all = await figure('2026-11', 'has_account', 'province')
  expect(all).toMatchObject({ ratio: { part: before?.ratio.whole, whole: before?.ratio.whole }, judged: { verdict: 'MET' } })
  await land.query(`update organisation.account set locked_at = now() where person = $1`, [watcher.person])
  expect((await figure('2026-11', 'has_account', 'province'))?.ratio.part).toBe((before?.ratio.whole ?? 0) - 1)
  expect(await figure('2026-11', 'eoffice_equipped', 'commune')).toMatchObject({
    ratio: { part: 0, whole: 2 },
    judged: { target: { id: 'S4-T24' } },
  })
})

function asked(who: Actor, address: string) {
  const context = new RouterContextProvider()
  context.set(deskContext, land.desk(who, now))
  return { context, request: new Request(new URL(address, 'http://office')), params: {} } as unknown as LoaderFunctionArgs
}

test('on the dashboard each share opens the agencies that do and those that do not, with what they lack', async () => {
  const data = await loader(asked(watcher, '/bao-cao/trao-doi?ky=2026-Q4'))
  const Stub = createRoutesStub([{ id: 'page', path: '*', Component: ExchangePage, loader: () => data }])
  const page = renderToStaticMarkup(createElement(Stub, { initialEntries: ['/'], hydrationData: { loaderData: { page: data } } }))
  const links = [...page.matchAll(/<a [^>]*href="(\/bao-cao\/co-quan[^"]*)"[^>]*>(\d+)<\/a>/g)]
  expect(links.length).toBeGreaterThan(10)
  for (const [, href = '', count] of links.filter(([, href]) => !href?.includes('has_account'))) {
    expect((await listLoader(asked(watcher, href.replaceAll('&amp;', '&')))).rows.length, href).toBe(Number(count))
  }
  const lacking = await listLoader(
    asked(watcher, '/bao-cao/co-quan?ky=2026-Q4&dieu-kien=exchanges_electronically&cap=commune&dat=khong'),
  )
  expect(lacking.rows).toMatchObject([{ name: 'UBND xã Bản Mây', met: false, lack: 'thiếu tháng 10/2026, 11/2026' }])
})

test('who may see one agency only sees that one, whatever the address asks for', async () => {
  const clerk = await land.actor(land.agencies.health, 'recordsClerk')
  const { rows } = await listLoader(asked(clerk, '/bao-cao/co-quan?ky=2026-11&dieu-kien=uses_eoffice'))
  expect(rows.map(({ name }) => name)).toEqual(['Sở Y tế'])
  expect((await figures('2026-11', clerk)).every(({ level }) => level === 'province' || level === 'all')).toBe(true)
})

test('the share of hamlets that everything sent to them reached, read on a screen or told by hand', async () => {
  const { commune } = land.agencies
  const made = await land.query(
    `insert into organisation.agency (parent, name, short_name, symbol, organ_id, level, kind, place, has_seal)
      select $1, 'Thôn ' || n, 'Thôn ' || n, 'T', 'H99.6.' || n, 'HAMLET', 'STATE', 'Suối Trai', false from generate_series(1, 3) n returning id`,
    [commune],
  )
  const [east, west] = made.map(({ id }) => String(id))
  const document = await land.release(commune, [{ to: east ?? '' }, { to: west ?? '' }], '2026-11-10T09:00:00+07:00')
  const [first, second] = await land.deliveries(document)
  const reached = () => figure('2026-11', 'hamlet_reached', 'commune')
  expect(await reached()).toMatchObject({ ratio: { part: 0, whole: 2 }, judged: { target: { id: 'S0-I04' }, verdict: null } })
  await land.move('delivery', first ?? '', 'ACCEPTED', '2026-11-11T09:00:00+07:00')
  expect(await reached()).toMatchObject({ ratio: { part: 1, whole: 2 } })
  const lacking = () => listLoader(asked(watcher, '/bao-cao/co-quan?ky=2026-11&dieu-kien=hamlet_reached&cap=commune&dat=khong'))
  expect((await lacking()).rows).toMatchObject([{ name: 'Thôn 2', lack: '1 văn bản chưa tới' }])
  await land.query(`update documents.delivery set told_on = '2026-11-12', told_how = 'họp thôn', told_by = $2 where id = $1`, [
    second,
    watcher.post,
  ])
  expect(await reached()).toMatchObject({ ratio: { part: 2, whole: 2 } })
  // The third was sent nothing: nothing is known of it, good or bad. Another agency sees no hamlet of this commune.
  const clerk = await land.actor(land.agencies.health, 'recordsClerk')
  expect((await figures('2026-11', clerk)).some(({ condition }) => condition === 'hamlet_reached')).toBe(false)
})
