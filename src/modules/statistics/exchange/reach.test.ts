import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, type Role, visitor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { type Province, province } from './exchange.testing.ts'
import { sumOf } from './measures.ts'
import {
  agenciesInReach,
  attention,
  attentionDocuments,
  documentsBehind,
  figuresOf,
  foldSome,
  mismatches,
  paperReasons,
} from './report.sql.ts'

let database: TestDatabase
let land: Province
let recalled: string
const year = { from: '2026-01-01', to: '2026-12-31' }
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  const { finance, health, commune, committee, ministry } = land.agencies
  await land.release(finance, [{ to: health }, { to: commune, mode: 'PAPER', copies: 3 }], '2026-05-04T09:00:00+07:00')
  await land.release(health, [{ to: finance }], '2026-05-05T09:00:00+07:00')
  await land.release(commune, [{ to: committee, mode: 'HYBRID' }], '2026-05-06T09:00:00+07:00')
  await land.release(commune, [{ to: ministry }], '2026-11-01T09:00:00+07:00')
  recalled = await land.release(finance, [{ to: health }, { to: commune }], '2026-05-07T09:00:00+07:00')
})
afterAll(async () => {
  await land.close()
  await database.close()
})

const issuersSeen = (who: Actor) =>
  land.desk(who, '2026-11-05T09:00:00+07:00').work(async (work) => {
    const rows = await figuresOf(work, { scopes: ['BETWEEN', 'ALL'], ...year, at: null })
    const list = { agency: null, scope: 'ALL', of: 'documents', after: null, limit: 100 } as const
    const documents = await documentsBehind(work, year, list)
    const [reach, figures, listed] = [
      await agenciesInReach(work),
      new Set(rows.map(({ agency }) => agency)),
      new Set(documents.map(({ agency }) => agency)),
    ]
    const needs = await attentionDocuments(work, 'failed', null, 10)
    return { reach: reach.length, figures: [...figures].toSorted(), listed: [...listed].toSorted(), needs: needs.length }
  })

const own: [string, 'finance' | 'health' | 'commune' | 'committee', Role[]][] = [
  ['a clerk', 'finance', ['recordsClerk']],
  ['a leader of a department', 'finance', ['agencyLeader']],
  ['an administrator of a unit', 'health', ['unitAdmin']],
  ['an inspector of a commune', 'commune', ['inspector']],
  ['a clerk of the committee', 'committee', ['recordsClerk', 'chiefOfOffice']],
]
test.for(own)('%s sees the own agency and nothing of others', async ([, where, roles]) => {
  const agency = land.agencies[where]
  const seen = await issuersSeen(await land.actor(agency, ...roles))
  const sent = where === 'committee' ? [] : [agency]
  expect(seen).toEqual({ reach: 1, figures: sent, listed: sent, needs: where === 'commune' ? 1 : 0 })
})

const all: [string, 'finance' | 'justice' | 'committee', Role[]][] = [
  ['the department in charge of IT', 'justice', ['ictDepartment']],
  ['the administrator of the province', 'finance', ['systemAdmin']],
  ['an inspector of the province', 'justice', ['inspector']],
  ['a leader of the committee', 'committee', ['agencyLeader']],
]
test.for(all)('%s sees every agency', async ([, where, roles]) => {
  const seen = await issuersSeen(await land.actor(land.agencies[where], ...roles))
  const { finance, health, commune } = land.agencies
  const issuers = [finance, health, commune].toSorted()
  expect(seen).toEqual({ reach: 6, figures: issuers, listed: issuers, needs: 1 })
})

test('a post that is not the actor’s, an ended one, or nobody’s opens nothing', async () => {
  const watcher = await land.actor(land.agencies.justice, 'ictDepartment')
  const thief = { ...(await land.actor(land.agencies.finance, 'recordsClerk')), post: watcher.post }
  const nothing = { reach: 0, figures: [], listed: [], needs: 0 }
  expect(await issuersSeen(thief)).toEqual(nothing)
  expect(await issuersSeen(visitor)).toEqual(nothing)
  await land.query(`update organisation.post set effective_to = '2026-01-01' where id = $1`, [watcher.post])
  expect(await issuersSeen(watcher)).toEqual(nothing)
})

test('another agency’s documents, reasons and closed figures stay shut when asked by name', async () => {
  const clerk = await land.actor(land.agencies.health, 'recordsClerk', 'agencyLeader')
  await land.desk(clerk).work(async (work) => {
    const list = { agency: land.agencies.finance, scope: 'BETWEEN', of: 'documents', after: null, limit: 100 } as const
    expect(await documentsBehind(work, year, list)).toEqual([])
    expect(await paperReasons(work, land.agencies.finance, { scope: 'BETWEEN', ...year })).toEqual([])
  })
})

test('the list across agencies holds what a document is cited by and the facts of its deliveries, and no content', async () => {
  const watcher = await land.actor(land.agencies.justice, 'ictDepartment')
  const list = { agency: land.agencies.finance, scope: 'BETWEEN', of: 'paper', after: null, limit: 100 } as const
  const [row, ...others] = await land.desk(watcher).work((work) => documentsBehind(work, year, list))
  expect(others).toEqual([])
  expect(row).toMatchObject({ issuer: 'Sở Tài chính', code_notation: 'STC-NS', h: 1, mixed: 1, copies: 3 })
  expect(row?.deliveries.map(({ recipient, class: known, copies, basis }) => [recipient, known, copies, basis])).toEqual([
    ['Nơi nhận 0', 'E', 0, null],
    ['Nơi nhận 1', 'P', 3, 'Bản vẽ khổ lớn'],
  ])
  expect(JSON.stringify(row)).not.toContain('Thử')
  const reasons = await land
    .desk(watcher)
    .work((work) => paperReasons(work, land.agencies.finance, { scope: 'BETWEEN', ...year }))
  expect(reasons).toEqual([{ basis: 'Bản vẽ khổ lớn', documents: 1 }])
})

test('what needs a person is counted with its list: a ministry that no channel reaches', async () => {
  const clerk = await land.actor(land.agencies.commune, 'recordsClerk')
  const found = await land.desk(clerk, '2026-11-05T09:00:00+07:00').work(attention)
  expect(found).toEqual([{ matter: 'failed', documents: 1, agencies: 1, oldest: new Date('2026-11-01T09:00:00+07:00') }])
})

test('the serving role reads and writes no sheet, difference or sum, and calls no function that knows no post', async () => {
  const clerk = await land.actor(land.agencies.finance, 'ictDepartment')
  const forbidden = [
    ...['counted', 'delta', 'delta_history', 'rollup', 'version_of', 'closed_figure', 'closed_document', 'fact'].map(
      (table) => `select * from statistics.${table} limit 1`,
    ),
    'insert into statistics.delta_history select * from statistics.delta_history',
    'delete from statistics.delta',
    `select * from statistics.figures(null, '{ALL}', '2026-01-01', '2026-12-31', null)`,
    'select * from statistics.recount()',
    `select statistics.count_again('{}')`,
    `select * from statistics.matters('{}')`,
  ]
  for (const statement of forbidden) {
    await expect(
      land.desk(clerk).work(({ tx }) => sql.raw(statement).execute(tx)),
      statement,
    ).rejects.toMatchObject({ code: '42501' })
  }
})

test('two recipients answer the same recall at once: neither change is lost', async () => {
  const watcher = await land.actor(land.agencies.justice, 'ictDepartment')
  const deliveries = await land.deliveries(recalled)
  const sheet = () =>
    land.desk(watcher).work(async (work) => {
      const rows = await figuresOf(work, { scopes: ['BETWEEN'], from: '2026-05-07', to: '2026-05-07', at: null })
      return sumOf(rows)
    })
  expect(await sheet()).toMatchObject({ documents: 1, sent_e: 2 })
  const at = '2026-06-01T09:00:00+07:00'
  const answer = (delivery: string, before: () => Promise<void>) =>
    land.desk(watcher, at).work(async ({ tx }) => {
      await sql`select public.test_move('delivery', ${delivery}, 'RECALLED')`.execute(tx)
      await before()
    })
  const [one = '', two = ''] = deliveries
  const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  let ended = false
  const second: Promise<void>[] = []
  await answer(one, async () => {
    second.push(
      answer(two, async () => undefined).finally(() => {
        ended = true
      }),
    )
    // The first commits only when the second has met its lock, or has run past it.
    while (!ended && (await land.query(waits)).length === 0);
  })
  await Promise.all(second)
  expect(await sheet()).toMatchObject({ documents: 0, sent_e: 0, e: 0 })
  await land.desk(watcher).work((work) => foldSome(work, 3))
  expect(await land.desk(watcher).work(mismatches)).toBe(0)
})

test.for([
  ['p', 'counted_paper'],
  ['mixed', 'counted_paper'],
  ['refused', 'counted_trouble'],
  ['portal', 'counted_other_channel'],
  ['incomplete', 'counted_incomplete'],
  ['unnumbered', 'counted_unnumbered'],
])('the list of what is rare (%s) reads its own index only', async ([of, index]) => {
  // On a big table the planner chooses by itself; on this small one the question is whether it can see the index at all.
  await land.query(`select set_config('enable_seqscan', 'off', false), set_config('enable_bitmapscan', 'off', false)`)
  const plan = await land.query(`explain select * from statistics.counted c
    where c.scope = 'BETWEEN' and c.day_sent between '2026-01-01' and '2026-12-31' and statistics.in_figure(c, '${of}')
    order by c.day_sent desc, c.identity desc limit 51`)
  const open = plan.map((line) => String(line['QUERY PLAN'])).join('\n')
  expect(open).not.toContain('in_figure')
  expect(open).toContain(index)
})
