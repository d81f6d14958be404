import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, number, sign, submit } from '#documents'
import { refusalOf } from '#kernel/refused.ts'
import { draftFor, type TestProvince, testProvince } from '../src/modules/documents/documents.testing.ts'
import { auditInstallation } from './auditor/auditor.ts'

const clients = 16
const each = 12
/** Midnight in Vietnam between the years. */
const newYear = Date.parse('2027-01-01T00:00:00+07:00')

let province: TestProvince
let client: Client
let ids: string[] = []

/** Copies go to whom the letter went. */
const addressCopies = () =>
  client.query(
    `insert into documents.outgoing_recipient
     select (jsonb_populate_record(r, jsonb_build_object('id', app.uuid7(), 'outgoing', o.id))).*
     from documents.outgoing_recipient r, documents.outgoing o
     where r.outgoing = (select min(outgoing::text)::uuid from documents.outgoing_recipient) and not exists (select from documents.outgoing_recipient x where x.outgoing = o.id)`,
  )

/** As many signed letters as are numbered: one is made by the actions, the others are its copies. */
/** The columns of a document that are written, not computed. */
async function written(): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(column_name, ', ') as names from information_schema.columns
     where table_schema = 'documents' and table_name = 'outgoing' and is_generated = 'NEVER'`,
  )
  return rows[0]?.names ?? ''
}

beforeAll(async () => {
  province = await testProvince()
  client = new Client({ connectionString: province.ownerUrl })
  await client.connect()
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], '12345678')
  await client.query(
    `insert into documents.outgoing (${await written()}) select ${await written()} from (
     select (jsonb_populate_record(o, jsonb_build_object('id', app.uuid7(), 'draft_key', null, 'kind', k.kind, 'code_notation', k.symbol))).*
     from documents.outgoing o, generate_series(1, $1::int) n, lateral
       (select case when n % 2 = 0 then 'DECISION' else o.kind end as kind, case when n % 2 = 0 then 'QĐ-STC' else 'STC-NS' end as symbol) k) copied`,
    [clients * each],
  )
  await addressCopies()
  const made = await client.query<{ id: string }>(`select id from documents.outgoing where state = 'SIGNED' and id <> $1`, [id])
  ids = made.rows.map((row) => row.id)
})
afterAll(async () => {
  await client.end()
  await province.close()
})

/** Numbers one document; refused because the clock stands before the book's last date, it is tried again at the time reached meanwhile. */
async function numberAt(id: string, clock: { now: number }): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const desk = province.as('na.lethu', new Date(clock.now).toISOString())
    try {
      await desk.work((work) => number(work, id))
      return
    } catch (error) {
      if (refusalOf(error)?.code !== 'book-closed') throw error
    }
  }
  throw new Error(`never numbered: ${id}`)
}

test('16 clients number across midnight of 31 December: dates never fall along a book, each year has its own book', async () => {
  const clock = { now: newYear - 1000 }
  const step = 2000 / ids.length
  await Promise.all(
    Array.from({ length: clients }, async (_, at) => {
      for (const id of ids.slice(at * each, (at + 1) * each)) {
        clock.now += step
        await numberAt(id, clock)
      }
    }),
  )
  const { rows } = await client.query<{ year: number; on: string; numbers: number; next: number }>(
    `select n.year, min(n.given_on)::text as on, count(*)::int as numbers, max(y.next) as next
     from documents.number n join documents.book_year y on y.book = n.book and y.year = n.year
     where n.year in (2026, 2027) group by n.book, n.year, n.given_on order by 1`,
  )
  expect(rows).toHaveLength(4)
  expect(rows.map(({ on }) => on)).toEqual(['2026-12-31', '2026-12-31', '2027-01-01', '2027-01-01'])
  expect(rows.reduce((sum, { numbers }) => sum + numbers, 0)).toBe(clients * each)
  for (const { numbers, next } of rows) expect(next).toBe(numbers + 1)
  const faults = await auditInstallation(client, [])
  expect(faults.filter((fault) => /number|book|counter|date/.test(fault.split(':')[0] ?? ''))).toEqual([])
})

test('a number is refused while the clock stands before the last date of its book', async () => {
  await client.query(
    `insert into documents.outgoing (${await written()}) select ${await written()} from (
     select (jsonb_populate_record(o, jsonb_build_object('id', app.uuid7(), 'draft_key', null))).*
     from documents.outgoing o where state = 'SIGNED' limit 1) copied`,
  )
  await addressCopies()
  const { rows } = await client.query<{ id: string }>(`select id from documents.outgoing where state = 'SIGNED' limit 1`)
  const late = province.as('na.lethu', '2026-12-31T23:59:59+07:00')
  await expect(late.work((work) => number(work, rows[0]?.id ?? ''))).rejects.toMatchObject({
    code: 'book-closed',
    about: 'clock',
  })
})
