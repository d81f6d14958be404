import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { adoptRoadmap } from '../targets/adopt.ts'
import { loadTargets } from '../targets/load.ts'
import { ownFiguresPanel } from './own-figures.panel.tsx'
import { ownFigures } from './own-figures.ts'

let database: TestDatabase
let land: Province
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, commune, justice } = land.agencies
  const watcher = await land.actor(justice, 'ictDepartment')
  await land.desk(watcher).work(async (work) => {
    await loadTargets(work.tx)
    for (const roadmap of ['S0', 'S1']) {
      await adoptRoadmap(work, { roadmap, from: '2013-01-01', until: null, legalBasis: 'Quyết định thử' })
    }
  })
  await land.release(finance, [{ to: health }], '2026-11-02T09:00:00+07:00')
  await land.release(finance, [{ to: health, mode: 'HYBRID' }], '2026-11-03T09:00:00+07:00', { byHand: true })
  await land.release(finance, [{ to: health }], '2026-10-03T09:00:00+07:00')
  await land.release(commune, [{ to: health }], '2026-11-03T09:00:00+07:00')
})
afterAll(async () => {
  await land.close()
  await database.close()
})

async function shown(who: Actor): Promise<string | null> {
  const of = await ownFigures(land.desk(who, '2026-11-20T08:00:00+07:00'))
  if (of === null) return null
  const Stub = createRoutesStub([{ path: '*', Component: () => createElement(ownFiguresPanel.Show, { of }) }])
  return renderToStaticMarkup(createElement(Stub, { initialEntries: ['/'] }))
}

test('the head of an agency sees its figures of the month on the home, each beside its target and opening what lacks', async () => {
  const page = (await shown(await land.actor(land.agencies.finance, 'agencyLeader'))) ?? ''
  expect(page).toContain('Số liệu của Sở Tài chính, tháng 11/2026')
  // Exchange and whole work, each short of the 100 % that bind a provincial agency.
  expect(page.split('1 / 2 văn bản, chỉ tiêu 100\u00a0%, thiếu 50,0 điểm')).toHaveLength(3)
  expect(page).toMatch(/href="[^"]*dinh-ky\/van-ban\?ky=2026-11&amp;co-quan=[^"]*cot=not-whole"/)
  // A leader of the provincial committee may see all; the home is of the own agency all the same.
  expect(await shown(await land.actor(land.agencies.committee, 'agencyLeader'))).toContain('Số liệu của UBND tỉnh')
})

test('nobody else gets them on the home', async () => {
  expect(await shown(await land.actor(land.agencies.finance, 'specialist', 'recordsClerk', 'inspector'))).toBeNull()
})
