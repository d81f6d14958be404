import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl } from '#platform/db/migrate.ts'
import { type TestProvince, testProvince } from '../documents.testing.ts'
import { booksOf, openBook } from '../index.ts'

let province: TestProvince
let agency: string
const clients: pg.Client[] = []
beforeAll(async () => {
  province = await testProvince()
  agency = province.agency('H99.11')
  for (let at = 0; at < 16; at++) {
    const client = new pg.Client({ connectionString: roleUrl(province.ownerUrl, 'lt_seed') })
    await client.connect()
    clients.push(client)
  }
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()))
  await province.close()
})

const general = { direction: 'OUT' as const, kinds: [] }
/** A fresh book; the one before it is closed, since one open book takes all other kinds. */
async function freshBook(name: string): Promise<string> {
  const clerk = province.as('na.lethu')
  await clerk.work(async (work) => {
    const open = (await booksOf(work.tx, agency, 'OUT')).filter((one) => one.kinds.length === 0 && !one.closed)
    for (const book of open) await work.tx.updateTable('documents.book').set({ closed: true }).where('id', '=', book.id).execute()
  })
  return clerk.work((work) => openBook(work, { ...general, name }))
}

type Act = { way: 'take' | 'hold' | 'insert'; kept: boolean; at: string }
type Row = { year: number; number: number; suffix: string; on: string }

async function begin(client: pg.Client, at: string) {
  await client.query('begin')
  await client.query(
    `select set_config('app.agencies', $1, true), set_config('app.agency', $2, true), set_config('app.seed_now', $3, true)`,
    [`{${agency}}`, agency, at],
  )
}

const statements = {
  take: 'select number, year from documents.take_number($1, gen_random_uuid())',
  hold: `select number, year from documents.take_number($1, gen_random_uuid(), 'RESERVED', 'giữ cho buổi chiều')`,
  insert: `select number, year from documents.insert_number($1, gen_random_uuid(), (select max(year) from documents.number where book = $1),
    (select max(number) from documents.number where book = $1), 'bỏ sót')`,
} as const

/** One act of one client; a refusal of the book (LT002, LT003) is an answer, everything else a fault. */
async function perform(client: pg.Client, book: string, act: Act) {
  await begin(client, act.at)
  try {
    await client.query(statements[act.way], [book])
    await client.query(act.kept ? 'commit' : 'rollback')
  } catch (error) {
    await client.query('rollback')
    if (!['LT002', 'LT003'].includes(String((error as { code?: unknown }).code))) throw error
  }
}

async function bookAsKept(book: string): Promise<Row[]> {
  const [client] = clients
  if (!client) throw new Error('no client')
  await begin(client, '2026-01-01T00:00:00Z')
  const { rows } = await client.query<Row>(
    `select year, number, suffix, given_on::text as on from documents.number where book = $1 order by year, number, suffix`,
    [book],
  )
  await client.query('rollback')
  return rows
}

/** 1..n in each year without gap or double, dates never fall, each number in the year of its date; 12a bears the date of 12. */
function holdsTogether(rows: readonly Row[]) {
  for (const year of new Set(rows.map((row) => row.year))) {
    const given = rows.filter((row) => row.year === year && row.suffix === '')
    expect(given.map((row) => row.number)).toEqual(given.map((_, at) => at + 1))
    const dates = given.map((row) => row.on)
    expect(dates).toEqual(dates.toSorted())
    expect(dates.every((on) => on.startsWith(String(year)))).toBe(true)
    for (const row of rows.filter((one) => one.year === year && one.suffix !== ''))
      expect(row.on).toBe(given.find((one) => one.number === row.number)?.on)
  }
}

const act = fc.record({
  way: fc.constantFrom('take' as const, 'take' as const, 'hold' as const, 'insert' as const),
  kept: fc.boolean(),
  at: fc.constantFrom('2026-12-30T03:00:00Z', '2026-12-31T16:59:59Z', '2026-12-31T17:00:00Z', '2027-01-01T02:00:00Z'),
})

test('whatever 16 clients do at once, and whatever is rolled back, a book stays whole', async () => {
  let at = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 40 }), async (acts) => {
      at += 1
      const book = await freshBook(`Sổ thử ${at}`)
      await Promise.all(
        clients.map(async (client, place) => {
          for (const one of acts.filter((_, index) => index % clients.length === place)) await perform(client, book, one)
        }),
      )
      holdsTogether(await bookAsKept(book))
    }),
    { numRuns: 15 },
  )
})

test('16 clients number across midnight of 31 December: dates never fall, each book its year', async () => {
  const book = await freshBook('Sổ giao thừa')
  const midnight = Date.parse('2026-12-31T17:00:00Z')
  await Promise.all(
    clients.map(async (client, place) => {
      for (let round = -5; round < 5; round++) {
        const instant = new Date(midnight + round * 1000 + place * 60).toISOString()
        await perform(client, book, { way: 'take', kept: (round + place) % 7 !== 0, at: instant })
      }
    }),
  )
  const rows = await bookAsKept(book)
  holdsTogether(rows)
  expect(rows.filter((row) => row.year === 2026).length).toBeGreaterThan(0)
  expect(rows.filter((row) => row.year === 2027).length).toBeGreaterThan(50)
  expect(rows.find((row) => row.year === 2027)).toMatchObject({ number: 1, on: '2027-01-01' })
})
