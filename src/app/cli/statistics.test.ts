import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { runCommand } from './run.ts'

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(sent)
})
afterAll(async () => {
  await owner.end()
  await database.close()
})

/** Two agencies; four documents of the first: electronic to the other, with paper, inside, and one to a company. */
const sent = `
  insert into documents.kind (code, name, abbreviation, template, ordinal, outgoing, basis)
    values ('CV', 'Công văn', 'CV', 'letter', 9, true, 'NĐ 30/2020') on conflict do nothing;
  insert into organisation.agency (id, name, short_name, symbol, organ_id, code13, level, kind, place) values
    ('00000000-0000-0000-0000-00000000000a', 'Sở Tài chính', 'STC', 'STC', 'H99.11', '000.00.11.H99', 'PROVINCE', 'STATE', 'Thanh Giang'),
    ('00000000-0000-0000-0000-00000000000b', 'Sở Y tế', 'SYT', 'SYT', 'H99.12', null, 'PROVINCE', 'STATE', 'Thanh Giang');
  insert into organisation.person (id, full_name, sort_key) values ('00000000-0000-0000-0000-0000000000aa', 'Nguyễn Thị Thử', 'thu');
  insert into organisation.post (id, person, agency, position, roles) values
    ('00000000-0000-0000-0000-0000000000ab', '00000000-0000-0000-0000-0000000000aa', '00000000-0000-0000-0000-00000000000a', 'Văn thư', '{recordsClerk}');
  insert into documents.outgoing (id, agency, state, kind, drafter, signed_at, issued_at, year, code_number, code_notation, promulgation_date)
    select ('00000000-0000-0000-0000-00000000010' || n)::uuid, '00000000-0000-0000-0000-00000000000a', 'ISSUED', 'CV',
      '00000000-0000-0000-0000-0000000000ab', '2026-11-02', '2026-11-02', 2026, n, 'STC', '2026-11-02' from generate_series(1, 4) n;
  insert into documents.delivery (agency, outgoing, ordinal, recipient_kind, recipient_agency, recipient_name, purpose, electronic,
      electronic_complete, paper_copies, paper_basis, channel, scope, state, sent_at, changed_at)
    select '00000000-0000-0000-0000-00000000000a', ('00000000-0000-0000-0000-00000000010' || n)::uuid, 0, 'OUTSIDE', null, 'Nơi nhận',
      'FOR_HANDLING', true, true, case n when 2 then 1 else 0 end, case n when 2 then 'căn cứ' end, 'EOFFICE',
      (array['BETWEEN', 'BETWEEN', 'INTERNAL', 'EXTERNAL'])[n], 'SENT', '2026-11-02T09:00:00+07:00', '2026-11-02T09:00:00+07:00'
    from generate_series(1, 4) n`

const ask = async (...words: string[]) => {
  const { status, out } = await runCommand([...words, '--json'], { DATABASE_URL: database.ownerUrl })
  return { status, answer: JSON.parse(out) }
}
const november = ['--from', '2026-11-01', '--to', '2026-11-30']

test.for([
  ['between', 2, 1, 1],
  ['internal', 1, 1, 0],
  ['external', 1, 1, 0],
  ['all', 4, 3, 1],
] as const)('scope %s of one agency: documents, E, H', async ([scope, documents, e, h]) => {
  const { status, answer } = await ask('statistics', 'exchange', '--agency', 'H99.11', ...november, '--scope', scope)
  expect(status).toBe(0)
  expect(answer).toMatchObject({
    agency: { code: 'H99.11', name: 'Sở Tài chính' },
    scope,
    unit: 'documents',
    measures: { documents, e, h },
  })
  expect(answer.rates.E_DOC).toEqual({ part: e, whole: documents, percent: (100 * e) / documents })
})

test('by the code of 13 characters, and nothing of others', async () => {
  const { answer } = await ask('statistics', 'exchange', '--agency', '000.00.11.H99', ...november)
  expect(answer).toMatchObject({ agency: { code: 'H99.11' }, scope: 'all', measures: { documents: 4 } })
  const other = await ask('statistics', 'exchange', '--agency', 'H99.12', ...november)
  expect(other.answer).toMatchObject({ measures: { documents: 0 }, rates: { E_DOC: { percent: null } } })
})

test.for([
  ['--agency', 'H99.11', '--from', '2026-11-31', '--to', '2026-12-01'],
  ['--agency', 'H99.11', '--from', '2026-11-30', '--to', '2026-11-01'],
  ['--agency', 'H99.11', '--from', 'hôm nay', '--to', '2026-11-01'],
  ['--agency', 'H00', ...november],
  ['--agency', 'H99.11', ...november, '--scope', 'every'],
  november,
])('%j is refused in words', async (words) => {
  const { status, answer } = await ask('statistics', 'exchange', ...words)
  expect(status).toBe(64)
  expect(answer.error).toMatchObject({ code: 'wrong-use', message: expect.any(String) })
})

test('the periodic report of the province and of one agency, with the columns of the page', async () => {
  const { status, answer } = await ask('statistics', 'periodic', '--period', '2026-11')
  expect(answer.error).toBeUndefined()
  expect(status).toBe(0)
  expect(answer).toMatchObject({
    ...{ period: '2026-11', from: '2026-11-01', to: '2026-11-30', workFiles: false },
    total: { sent: { documents: 4, e: 3, h: 1, p: 0 }, handled: { issued: 4, received: 0 } },
    groups: [{ level: 'PROVINCE' }],
  })
  expect(
    answer.agencies.map(({ code, sent: { documents } }: { code: string; sent: { documents: number } }) => [code, documents]),
  ).toEqual([
    ['H99.11', 4],
    ['H99.12', 0],
  ])
  const one = await ask('statistics', 'periodic', '--period', '2026-Q4', '--agency', 'H99.12')
  expect(one.answer).toMatchObject({ total: { sent: { documents: 0 } }, agencies: [{ code: 'H99.12', name: 'Sở Y tế' }] })
  const words = await runCommand(['statistics', 'periodic', '--period', '2026-11'], { DATABASE_URL: database.ownerUrl })
  expect(words.out).toContain('Sở Tài chính; gửi 4 (điện tử 3, kèm giấy 1, giấy 0)')
})

test('the shares of agencies that exchange electronically and use the e-office', async () => {
  const { status, answer } = await ask('statistics', 'spread', '--period', '2026-11')
  expect(status).toBe(0)
  const figure = (condition: string) =>
    answer.figures.find((one: { condition: string; level: string }) => one.condition === condition && one.level === 'province')
  expect(figure('uses_eoffice')).toMatchObject({ share: { part: 1, whole: 2, percent: 50 } })
  expect(figure('exchanges_electronically')).toMatchObject({ share: { part: 0, whole: 2 } })
  // Nobody of the one person has an account.
  expect(figure('has_account')).toMatchObject({ share: { part: 0, whole: 1 } })
  const words = await runCommand(['statistics', 'spread', '--period', '2026-11'], { DATABASE_URL: database.ownerUrl })
  expect(words.out).toContain('1 / 2  Dùng văn phòng điện tử')
})

test.for([
  ['statistics', 'periodic'],
  ['statistics', 'periodic', '--period', '2026-13'],
  ['statistics', 'periodic', '--period', 'tháng này'],
  ['statistics', 'periodic', '--period', '2026-11', '--agency', 'H00'],
  ['statistics', 'spread', '--period', '2026-Q5'],
  ['statistics', 'spread', '--period', '2026-11', '--agency', 'H99.11'],
])('%j is refused in words', async (words) => {
  const { status, answer } = await ask(...words)
  expect(status).toBe(64)
  expect(answer.error).toMatchObject({ code: 'wrong-use', message: expect.any(String) })
})

test('without an installation there are no figures: 69 and what to do', async () => {
  const { status, out } = await runCommand(['statistics', 'periodic', '--period', '2026-11', '--json'], { DATA_DIR: '/nowhere' })
  expect(status).toBe(69)
  expect(JSON.parse(out).error.message).toContain('DATA_DIR')
})

test('a deadline counts the days off that the province entered; without an installation it says that it counted by the supplied calendar', async () => {
  const five = ['deadline', '--from', '2026-04-24T09:00+07:00', '--days', '5', '--json']
  const due = async (more: string[], env: Record<string, string>) => JSON.parse((await runCommand([...five, ...more], env)).out)
  expect(await due([], { DATABASE_URL: database.ownerUrl })).toMatchObject({
    due: '2026-05-06',
    calendar: { source: 'installation', ownDays: 0 },
  })
  await owner.query(`insert into organisation.holiday (day, type, name, basis, status)
    values ('2026-05-05', 'holiday', 'Ngày nghỉ của tỉnh', 'Quyết định thử', 'confirmed')`)
  const own = { due: '2026-05-07', calendar: { source: 'installation', ownDays: 1 } }
  expect(await due([], { DATABASE_URL: database.ownerUrl })).toMatchObject(own)
  expect(await due(['--installation', database.ownerUrl], { DATA_DIR: '/nowhere' })).toMatchObject(own)
  const supplied = await due([], { DATA_DIR: '/nowhere' })
  expect(supplied).toMatchObject({ due: '2026-05-06', calendar: { source: 'supplied' } })
  // The installation that was named is not there: nothing else is taken in its place.
  const named = await runCommand([...five, '--installation', '/nowhere'], { DATABASE_URL: database.ownerUrl })
  expect(named.status).toBe(69)
  const words = await runCommand(five.slice(0, -1), { DATABASE_URL: database.ownerUrl })
  expect(words.out).toContain('trong đó 1 ngày do tỉnh ghi')
})

test('verify says that the report is the recount, and notices when it is not', async () => {
  expect(await ask('statistics', 'verify')).toEqual({ status: 0, answer: { mismatches: 0 } })
  await owner.query(`update statistics.delta set e = e + 1 where scope = 'BETWEEN' and e = 1`)
  expect(await ask('statistics', 'verify')).toEqual({ status: 1, answer: { mismatches: 1 } })
})
