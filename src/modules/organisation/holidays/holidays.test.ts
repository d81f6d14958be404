import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestOffice, testOffice } from '../organisation.testing.ts'
import { holidaysOf } from './holiday.sql.ts'
import { addDayOff, confirmDay, confirmYear, strikeDay, swapDays } from './keep-holidays.ts'
import { shownYear, yearToConfirm } from './year.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
})
afterAll(() => office.close())

const refused = (code: string, about: string) => expect.objectContaining({ code, about })
const basis = 'Thông báo 1/VPCP-KGVX ngày 01/12/2026'
const day = (date: string) =>
  office.as('province').work(async ({ tx }) => (await holidaysOf(tx)).find((one) => one.date === date))
const swap = { off: '30/04/2029', work: '05/05/2029', basis }
const added = { date: '19/08/2027', type: 'holiday' as const, name: 'Ngày của tỉnh', basis }

test('only the administrator of the province changes the days off; others who administer read them', async () => {
  for (const by of ['unit', 'clerk', 'head', 'inspector', 'specialist']) {
    const desk = office.as(by)
    const no = refused('not-allowed', 'holiday')
    await expect(desk.work((work) => addDayOff(work, added))).rejects.toEqual(no)
    await expect(desk.work((work) => swapDays(work, swap))).rejects.toEqual(no)
    await expect(desk.work((work) => confirmDay(work, { day: '2027-02-04', basis }))).rejects.toEqual(no)
    await expect(desk.work((work) => strikeDay(work, { day: '2027-02-04', basis }))).rejects.toEqual(no)
    await expect(desk.work((work) => confirmYear(work, { year: 2026, basis }))).rejects.toEqual(no)
  }
  await expect(office.as('clerk').work((work) => shownYear(work, null))).rejects.toEqual(no403)
  expect(await office.as('unit').work((work) => shownYear(work, '2026'))).toMatchObject({ keeps: false, year: 2026 })
  expect(await day('2027-08-19')).toBeUndefined()
})
const no403 = refused('not-allowed', 'holiday')

test('a day is added and struck with its basis; both are in the audit', async () => {
  const desk = office.as('province')
  await desk.work((work) => addDayOff(work, added))
  expect(await day('2027-08-19')).toMatchObject({ type: 'holiday', name: 'Ngày của tỉnh', basis, own: true })
  await desk.work((work) => strikeDay(work, { day: '2027-08-19', basis: 'Bỏ theo thông báo khác' }))
  expect(await day('2027-08-19')).toBeUndefined()
  await expect(desk.work((work) => strikeDay(work, { day: '2027-08-19', basis }))).rejects.toEqual(refused('not-found', 'day'))
  await expect(desk.work((work) => addDayOff(work, { ...added, date: 'mai mốt' }))).rejects.toEqual(refused('bad-input', 'date'))
  const { rows } = await desk.work(({ tx }) =>
    sql<{ verb: string }>`select verb from platform.audit where about = '2027-08-19' order by id`.execute(tx),
  )
  expect(rows.map((row) => row.verb)).toEqual(['holiday.add', 'holiday.strike'])
})

test('a swap is a working day off and a day of rest worked, never anything else', async () => {
  const desk = office.as('province')
  const go = (over: object) => desk.work((work) => swapDays(work, { ...swap, ...over }))
  await expect(go({ off: '05/05/2029' })).rejects.toEqual(refused('bad-input', 'off'))
  await expect(go({ work: '03/05/2029' })).rejects.toEqual(refused('bad-input', 'work'))
  await expect(go({ off: '02/09/2026' })).rejects.toEqual(refused('bad-input', 'off'))
  await expect(go({ work: '06/02/2027' })).rejects.toEqual(refused('bad-input', 'work'))
  await go({})
  expect([(await day('2029-04-30'))?.type, (await day('2029-05-05'))?.type]).toEqual(['swap_off', 'swap_work'])
  await expect(desk.work((work) => addDayOff(work, { ...added, date: '05/05/2029' }))).rejects.toEqual(refused('in-use', 'date'))
})

test('a year is confirmed once nothing in it is only proposed; until then its administrator is reminded', async () => {
  const desk = office.as('province')
  const at = (today: string) =>
    desk.work((work) => yearToConfirm({ ...work, clock: { ...work.clock, today, year: Number(today.slice(0, 4)) } }))
  expect(await at('2027-11-30')).toBe(2027)
  const confirm = () => desk.work((work) => confirmYear(work, { year: 2027, basis }))
  await expect(confirm()).rejects.toEqual(refused('wrong-state', 'year'))
  const open = (await desk.work((work) => shownYear(work, '2027'))).lines.filter((line) => line.type === 'proposed')
  expect(open.every((line) => !line.certain)).toBe(true)
  const [first, ...rest] = open.map((line) => line.date)
  await desk.work((work) => confirmDay(work, { day: first ?? '', basis }))
  for (const one of rest) await desk.work((work) => strikeDay(work, { day: one, basis }))
  await expect(desk.work((work) => confirmDay(work, { day: first ?? '', basis }))).rejects.toEqual(refused('wrong-state', 'day'))
  await confirm()
  expect(await at('2027-11-30')).toBeNull()
  expect(await at('2027-12-01')).toBe(2028)
  const shown = await desk.work((work) => shownYear(work, '2027'))
  expect(shown.confirmed).toMatchObject({ basis })
  expect(shown.lines.every((line) => line.certain)).toBe(true)
})
