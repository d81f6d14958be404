import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { exchangeReport } from '../exchange/report.ts'
import { periodOf } from '../periods/period.ts'
import { adoptRoadmap } from './adopt.ts'
import { loadTargets } from './load.ts'
import { targetsOf } from './target.sql.ts'

let database: TestDatabase
let land: Province
let watcher: Actor
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  watcher = await land.actor(land.agencies.committee, 'ictDepartment')
  await land.query(`update platform.installation set province = 'Thanh Giang'`)
})
afterAll(async () => {
  await land.close()
  await database.close()
})

const own = (rows: { based_on: string; value: number; deadline: string | null }[]) => ({
  ...{ roadmap: 'DEMO-2026', title: 'Lộ trình trao đổi văn bản điện tử 2026', from: '2026-01-01', until: null },
  rows,
})
const adopting = { from: '2026-01-01', until: null, legalBasis: 'Quyết định 15/QĐ-UBND ngày 05/01/2026' }

test('the file of targets is loaded whole, twice as once, and every row keeps its arguments', async () => {
  const load = () => land.desk(watcher).work(({ tx }) => loadTargets(tx))
  const rows = await load()
  expect(rows).toBeGreaterThan(100)
  expect(await load()).toBe(rows)
  const [count] = await land.query('select count(*)::int as n, count(distinct roadmap)::int as r from statistics.target')
  expect(count).toEqual({ n: rows, r: 5 })
  const s4 = await land.desk(watcher).work(({ tx }) => targetsOf(tx, ['S4']))
  expect(s4.find(({ id }) => id === 'S4-T13')).toMatchObject({ evaluate_as: { formula: 'P_DOC', comparator: 'eq', value: 0 } })
})

test('a later start brings the texts anew and leaves a roadmap ended that its province has ended', async () => {
  await land.query(`update statistics.adoption set effective_until = '2015-12-31' where province = 'Quảng Ngãi'`)
  await land.query(`update statistics.roadmap set title = 'khác' where id = 'S4'`)
  await land.desk(watcher).work(({ tx }) => loadTargets(tx))
  const kept = `select r.title, a.effective_until::text as until from statistics.adoption a join statistics.roadmap r on r.id = a.roadmap
    where a.province = 'Quảng Ngãi'`
  expect(await land.query(kept)).toEqual([{ title: expect.stringContaining('QĐ 1486'), until: '2015-12-31' }])
})

test('a roadmap binds only when the province adopts it; the report then judges against it, by level', async () => {
  const { finance, health, commune } = land.agencies
  await land.release(finance, [{ to: health }], '2026-11-03T09:00:00+07:00')
  await land.release(finance, [{ to: health, mode: 'HYBRID' }], '2026-11-04T09:00:00+07:00')
  await land.release(commune, [{ to: health }], '2026-11-05T09:00:00+07:00')
  const question = { period: periodOf('2026-11'), scope: 'BETWEEN', agency: null, order: 'lowest', open: null } as const
  const look = (at = '2026-11-20T08:00:00+07:00') => land.desk(watcher, at).work((work) => exchangeReport(work, question))
  expect((await look()).targets).toEqual([])

  await land
    .desk(watcher)
    .work((work) =>
      adoptRoadmap(work, { ...adopting, roadmap: own([{ based_on: 'S0-T02', value: 90, deadline: '2026-06-30' }]) }),
    )
  const report = await look()
  const [between] = report.rates
  expect(between?.judged).toMatchObject({ verdict: 'NOT_MET', target: { id: 'DEMO-2026/S0-T02', value: 90 } })
  expect(between?.judged?.gap).toBeCloseTo(-23.33, 2)
  expect(report.lines.map(({ agency, percent, judged }) => [agency.name, percent, judged?.verdict])).toEqual([
    ['Sở Tài chính', 50, 'NOT_MET'],
    ['UBND xã Suối Trai', 100, 'MET'],
  ])
})

test('the tree is that of the last day of the period; who was dissolved before it keeps what it sent', async () => {
  const { commune, committee } = land.agencies
  await land.query(`update organisation.agency set effective_to = '2026-11-15' where id = $1`, [commune])
  const successor = await land.query(
    `insert into organisation.agency (parent, name, short_name, symbol, organ_id, level, kind, place, effective_from)
      values ($1, 'UBND xã Mới', 'UBND xã Mới', 'UBND', 'H99.77', 'COMMUNE', 'STATE', 'Thanh Giang', '2026-11-16') returning id`,
    [committee],
  )
  const look = (month: string) => {
    const question = { period: periodOf(month), scope: 'BETWEEN', agency: null, order: 'lowest', open: null } as const
    return land.desk(watcher, '2026-12-20T08:00:00+07:00').work((work) => exchangeReport(work, question))
  }
  const [october, november, december] = [await look('2026-10'), await look('2026-11'), await look('2026-12')]
  const offered = ({ agencies }: typeof october) => agencies.map(({ id }) => id)
  expect(offered(october)).toContain(commune)
  expect(offered(october)).not.toContain(successor[0]?.id)
  expect(november.lines.find(({ agency }) => agency.id === commune)?.measures.documents).toBe(1)
  expect(november.measures.documents).toBe(3)
  expect(offered(december)).toContain(successor[0]?.id)
  expect(december.lines).toEqual([])
})

test('only the watching department binds the province, by rows that exist, on a legal basis', async () => {
  const clerk = await land.actor(land.agencies.finance, 'recordsClerk', 'agencyLeader', 'unitAdmin', 'inspector')
  const adopt = (who: Actor, more: object) =>
    land.desk(who).work((work) => adoptRoadmap(work, { ...adopting, roadmap: 'S4', ...more }))
  await expect(adopt(clerk, {})).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(adopt(watcher, { roadmap: 'S9' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(adopt(watcher, { legalBasis: ' ' })).rejects.toMatchObject({ code: 'bad-input' })
  const unknown = own([{ based_on: 'S0-X99', value: 1, deadline: null }])
  await expect(adopt(watcher, { roadmap: unknown })).rejects.toMatchObject({ code: 'not-found' })
})
