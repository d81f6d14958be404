import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, visitor } from '#kernel/actor.ts'
import { calendarFrom } from '#kernel/calendar.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { type Measures, sumOf } from '../exchange/measures.ts'
import { closedDocuments, closedFigures, documentsBehind, figuresOf } from '../exchange/report.sql.ts'
import { closeDue, closePeriod } from './close.ts'
import { versionsOf } from './closing.sql.ts'
import { closingInstant, monthBefore, periodOf, periodsEndingIn, previousOf } from './period.ts'

let database: TestDatabase
let land: Province
let watcher: Actor
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  watcher = await land.actor(land.agencies.justice, 'ictDepartment')
})
afterAll(async () => {
  await land.close()
  await database.close()
})

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:30', to: '17:30' }))
const calendar = calendarFrom([{ date: '2026-04-01', type: 'holiday', name: 'Nghỉ thử', basis: 'thử', status: 'rule' }], weekdays)

const close = (code: string, at: string, reason = '') =>
  land.desk(watcher, at).work((work) => closePeriod(work, periodOf(code), { reason }))
const kept = (closing: string): Promise<Measures> =>
  land.desk(watcher).work(async (work) => sumOf((await closedFigures(work, closing)).filter(({ scope }) => scope === 'BETWEEN')))
const identities = (closing: string) =>
  land.desk(watcher).work((work) => closedDocuments(work, closing, { ...list, of: 'documents' }))
const list = { agency: null, scope: 'BETWEEN', after: null, limit: 50 } as const

test('sent in March, paper in April, recalled in July: every version keeps what was known at its instant', async () => {
  const { finance, health } = land.agencies
  const document = await land.release(finance, [{ to: health }], '2026-03-10T09:00:00+07:00')
  const march = await close('2026-03', '2026-04-03T08:00:00+07:00')
  const [delivery = ''] = await land.deliveries(document)
  await land.addPaper(finance, delivery, 1, '2026-04-15T09:00:00+07:00')
  const half = await close('2026-6T1', '2026-07-03T08:00:00+07:00')
  const march2 = await close('2026-03', '2026-07-03T08:00:00+07:00', 'Bản giấy gửi sau')
  await land.move('delivery', delivery, 'RECALLED', '2026-07-20T09:00:00+07:00')
  await land.move('outgoing', document, 'RECALLED', '2026-07-20T09:00:00+07:00')
  const march3 = await close('2026-03', '2026-08-01T08:00:00+07:00', 'Văn bản đã thu hồi')
  const half2 = await close('2026-6T1', '2026-08-01T08:00:00+07:00', 'Văn bản đã thu hồi')

  expect(await kept(march)).toMatchObject({ documents: 1, e: 1, h: 0, copies_h: 0 })
  expect(await kept(half)).toMatchObject({ documents: 1, e: 0, h: 1, copies_h: 1 })
  expect(await kept(march2)).toMatchObject({ documents: 1, e: 0, h: 1 })
  expect(await kept(march3)).toMatchObject({ documents: 0, e: 0, h: 0 })
  expect(await kept(half2)).toMatchObject({ documents: 0 })
  expect((await identities(march)).map(({ identity, e, h }) => ({ identity, e, h }))).toEqual([
    { identity: document, e: 1, h: 0 },
  ])
  expect(await identities(march2)).toHaveLength(1)
  expect(await identities(march3)).toEqual([])
  const versions = await land.desk(watcher).work((work) => versionsOf(work, periodOf('2026-03')))
  expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
    [3, 'Văn bản đã thu hồi'],
    [2, 'Bản giấy gửi sau'],
    [1, ''],
  ])
  const march31 = {
    scopes: ['BETWEEN'],
    from: '2026-03-01',
    to: '2026-03-31',
    at: new Date('2026-04-03T08:00:00+07:00'),
  } as const
  expect(await land.desk(watcher).work(async (work) => sumOf(await figuresOf(work, march31)))).toEqual(await kept(march))
  expect(await land.desk(watcher).work((work) => documentsBehind(work, march31, { ...list, of: 'documents' }))).toEqual([])
})

test('only the watching department closes; not before the end; a correction says why; nothing closed is altered', async () => {
  const clerk = await land.actor(land.agencies.finance, 'recordsClerk', 'agencyLeader', 'unitAdmin')
  const at = '2026-10-05T08:00:00+07:00'
  const as = (who: Actor, code: string, more = {}) => land.desk(who, at).work((work) => closePeriod(work, periodOf(code), more))
  await expect(as(clerk, '2026-09')).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(as(watcher, '2026-10')).rejects.toMatchObject({ code: 'wrong-state' })
  await as(watcher, '2026-09', { at: new Date('2026-10-02T08:00:00+07:00') })
  await expect(as(watcher, '2026-09')).rejects.toMatchObject({ code: 'bad-input', about: 'reason' })
  await expect(as(watcher, '2026-09', { at: new Date('2026-10-01T08:00:00+07:00'), reason: 'x' })).rejects.toMatchObject({
    code: 'wrong-state',
  })
  await expect(
    land.desk(clerk, at).work(({ tx }) => tx.deleteFrom('statistics.closing' as never).execute()),
  ).rejects.toMatchObject({ code: '42501' })
})

test('the machine closes what is due, once, at the third working day after the end', async () => {
  const run = (at: string) => land.desk(visitor, at).work((work) => closeDue(work, calendar))
  expect(closingInstant(periodOf('2026-03'), calendar)).toEqual(new Date('2026-04-06T08:00:00+07:00'))
  expect(await run('2027-04-05T07:59:00+07:00')).toEqual(['2027-01', '2027-02'])
  expect(await run('2027-04-05T08:00:00+07:00')).toEqual(['2027-03', '2027-Q1'])
  expect(await run('2027-04-05T08:00:01+07:00')).toEqual([])
})

test('periods and their codes', () => {
  expect(periodOf('2026-Q4')).toMatchObject({ first: '2026-10-01', last: '2026-12-31', label: 'Quý IV/2026' })
  expect(periodOf('2024-02')).toMatchObject({ last: '2024-02-29', label: 'Tháng 02/2024' })
  expect(periodOf('2026-9T')).toMatchObject({ first: '2026-01-01', last: '2026-09-30' })
  expect(monthBefore('2026-01-20', 11).code).toBe('2025-02')
  expect(
    ['2026-01', '2026-Q1', '2026-6T1', '2026-6T2', '2026-9T', '2026'].map((code) => previousOf(periodOf(code)).code),
  ).toEqual([...['2025-12', '2025-Q4', '2025-6T2', '2026-6T1', '2025-9T', '2025']])
  expect(periodsEndingIn('2026-12-05').map(({ code }) => code)).toEqual(['2026-12', '2026-Q4', '2026-6T2', '2026'])
  for (const wrong of ['2026-13', '2026-Q5', '26-01', '2026-', 'x', '2026-9T1']) {
    expect(() => periodOf(wrong)).toThrow(expect.objectContaining({ code: 'bad-input' }))
  }
})
