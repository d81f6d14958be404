import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { adoptRoadmap } from '../targets/adopt.ts'
import { loadTargets } from '../targets/load.ts'
import { paperCount } from './definition.ts'
import { type Province, province, type Send } from './exchange.testing.ts'
import { judgedIn } from './judging.ts'
import { type Measures, type Scope, sumOf } from './measures.ts'
import { ratesOf } from './rates.ts'
import { figuresOf, foldSome, mismatches } from './report.sql.ts'
import { roadmapsOf } from './report.ts'

let database: TestDatabase
let land: Province
let sent: string[]

const hybrid = (to: string, copies: number): Send => ({ to, mode: 'HYBRID', copies })
const paper = (to: string): Send => ({ to, mode: 'PAPER', copies: 1 })

beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, committee, commune, justice } = land.agencies
  const byMail = (to: string): Send => ({ to, channel: 'EMAIL' })
  // Agency A = finance, the third quarter of 2026, scope between. The sixth document of the example is secret: it cannot exist.
  sent = [
    await land.release(finance, [{ to: health }, { to: committee }, { to: commune }], '2026-07-01T08:00:00+07:00'),
    await land.release(finance, [byMail(health), byMail(committee)], '2026-07-31T16:30:00+07:00'),
    await land.release(
      finance,
      [hybrid(health, 2), hybrid(committee, 2), hybrid(commune, 2), hybrid(justice, 2)],
      '2026-08-15T09:00:00+07:00',
      { onPaper: true },
    ),
    await land.release(finance, [{ to: health }, paper(commune)], '2026-09-01T09:00:00+07:00'),
    await land.release(finance, [paper(commune)], '2026-09-30T23:59:00+07:00'),
  ]
})
afterAll(async () => {
  await land.close()
  await database.close()
})

const quarter = async (scope: Scope = 'BETWEEN', at: string | null = null): Promise<Measures> => {
  const clerk = await land.actor(land.agencies.finance, 'recordsClerk')
  const asked = { scopes: [scope], from: '2026-07-01', to: '2026-09-30', at: at === null ? null : new Date(at) }
  const figures = await land.desk(clerk).work((work) => figuresOf(work, asked))
  return sumOf(figures)
}

test('the worked example of one quarter: every measure, folded or not', async () => {
  const expected = {
    ...{ documents: 5, unnumbered: 0, e: 2, h: 2, p: 1, mixed: 1, complete: 2 },
    ...{ sent_e: 6, sent_h: 4, sent_p: 2, copies_h: 8, copies_p: 2 },
    ...{ eoffice: 8, email: 2, portal: 0, specialised: 0, failed: 0, refused: 0 },
    ...{ paper_for_handling: 10, paper_consultation: 0, paper_information: 0 },
    ...{ paper_report: 0, paper_periodic_report: 0, paper_statistics: 0 },
  }
  expect(await quarter()).toEqual(expected)
  expect(await quarter('ALL')).toEqual(expected)
  expect(await quarter('INTERNAL')).toMatchObject({ documents: 0, sent_e: 0 })
  const clerk = await land.actor(land.agencies.finance, 'recordsClerk')
  expect(await land.desk(clerk).work((work) => foldSome(work, 4))).toBe(4)
  expect(await quarter()).toEqual(expected)
  await land.desk(clerk).work((work) => foldSome(work, 10_000))
  expect(await quarter()).toEqual(expected)
  expect(await land.desk(clerk).work(mismatches)).toBe(0)
})

test('the worked example: every rate, and the verdicts against the targets that the text names', async () => {
  const measures = await quarter()
  const rates = ratesOf(measures)
  const percents = Object.fromEntries(Object.entries(rates).map(([id, { percent }]) => [id, percent]))
  expect(percents).toEqual({
    ...{ E_DOC: 40, H_DOC: 40, P_DOC: 20, EANY_DOC: 80, ECOMPLETE_DOC: 40, MIXED_DOC: 20 },
    ...{ E_COPY: 50, H_COPY: 33.33, P_COPY: 16.67, H_COPY_LIT: 50 },
    ...{ CH_QLVB: 80, CH_EMAIL: 20, CH_PORTAL: 0, CH_SPECIALISED: 0, CH_QLVB_2: 80, CH_EMAIL_2: 20 },
  })
  expect(paperCount(measures)).toBe(10)
  const watcher = await land.actor(land.agencies.finance, 'ictDepartment')
  const adopting = { from: '2026-01-01', until: null, legalBasis: 'Quyết định thử' }
  const roadmaps = await land.desk(watcher).work(async (work) => {
    await loadTargets(work.tx)
    for (const roadmap of ['S0', 'S4']) await adoptRoadmap(work, { ...adopting, roadmap })
    return roadmapsOf(work)
  })
  const about = { scope: 'BETWEEN', level: 'province', from: '2026-07-01', to: '2026-09-30' } as const
  const verdicts = Object.fromEntries(judgedIn(roadmaps, about, measures).map(({ target, verdict }) => [target.id, verdict]))
  expect(verdicts).toMatchObject({
    'S4-T13': 'NOT_MET',
    'S4-T19': 'MET',
    'S4-T20': 'MET',
    'S0-T02': 'NOT_MET',
    'S4-T11': 'NOT_MET',
  })
})

test('paper sent after the close: known at the closing instant as before, afterwards in the next version', async () => {
  const [first = ''] = sent
  const [delivery = ''] = await land.deliveries(first)
  await land.addPaper(land.agencies.finance, delivery, 1, '2026-10-20T10:00:00+07:00')
  expect(await quarter('BETWEEN', '2026-10-05T08:00:00+07:00')).toMatchObject({ documents: 5, e: 2, h: 2, p: 1 })
  expect(await quarter('BETWEEN', '2026-10-20T09:59:59+07:00')).toMatchObject({ documents: 5, e: 2, h: 2, p: 1 })
  expect(await quarter('BETWEEN', '2026-10-20T10:00:00+07:00')).toMatchObject({ documents: 5, e: 1, h: 3, p: 1 })
  expect(await quarter()).toMatchObject({ documents: 5, e: 1, h: 3, p: 1, mixed: 2 })
})

test('what is submitted to the province goes to its committee alone: a department of its level, and a Party body, are none', async () => {
  const { finance, health, committee, commune, ministry } = land.agencies
  const party = await land.query(
    `insert into organisation.agency (name, short_name, symbol, organ_id, level, kind, place)
      values ('Văn phòng Tỉnh ủy', 'VPTU', 'VPTU', 'A99', 'PROVINCE', 'PARTY', 'Thanh Giang') returning id`,
  )
  const to = [{ to: committee }, { to: health }, { to: String(party[0]?.id) }, { to: ministry, mode: 'PAPER' as const }]
  const document = await land.release(commune, to, '2026-11-05T09:00:00+07:00')
  await land.release(commune, [{ to: finance }, { to: health }], '2026-11-06T09:00:00+07:00')
  const scopes = await land.query('select sub_scope from documents.delivery where outgoing = $1 order by ordinal', [document])
  expect(scopes.map((row) => row.sub_scope)).toEqual(['TO_PROVINCE', null, null, 'TO_GOVERNMENT'])
  const clerk = await land.actor(commune, 'recordsClerk')
  const asked = { scopes: ['TO_PROVINCE', 'BETWEEN'] as const, from: '2026-11-01', to: '2026-11-30', at: null }
  const figures = await land.desk(clerk).work((work) => figuresOf(work, asked))
  const of = (scope: Scope) => sumOf(figures.filter((row) => row.scope === scope))
  expect(of('TO_PROVINCE')).toMatchObject({ documents: 1, e: 1, complete: 1, sent_e: 1, sent_p: 0 })
  expect(of('BETWEEN')).toMatchObject({ documents: 2, sent_e: 5, sent_p: 1 })
  expect(await land.desk(clerk).work(mismatches)).toBe(0)
})
