import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { booksOf, loadKinds, yearsOf } from '#documents'
import { type Actor, type Role, visitor } from '#kernel/actor.ts'
import {
  type Brought,
  importTables,
  insertAccount,
  insertAgency,
  insertPerson,
  insertPost,
  readTables,
  type Table,
  templateBook,
  templateCsv,
} from '#organisation'
import { repositoryFolder } from '#platform/config/config.ts'
import { type Desk, openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { importSheets } from './sheets.ts'

let database: TestDatabase
let pool: Pool
let nobody: Desk
const actors = new Map<string, Actor>()

/** The province, two departments, and who administers each. */
async function seat({ tx }: Parameters<Parameters<Desk['work']>[0]>[0]): Promise<void> {
  let parent: string | null = null
  for (const [organId, login, roles] of [
    ['H98', 'province', ['systemAdmin']],
    ['H98.11', 'unit', ['unitAdmin']],
    ['H98.12', 'unitNextDoor', ['unitAdmin']],
  ] satisfies [string, string, Role[]][]) {
    const named = { name: organId, shortName: organId, symbol: 'CQ', organId, code13: null, place: 'Thanh Giang' }
    const rest = { level: 'PROVINCE', kind: 'STATE', hasSeal: true, sealedBy: null, reachable: true } as const
    const agency: string = await insertAgency(tx, { ...named, ...rest, parent })
    parent ??= agency
    const person = await insertPerson(tx, { fullName: login, sortKey: login })
    const place = { agency, division: null, position: 'Quản trị' }
    const post = await insertPost(tx, { person, ...place, roles, head: false })
    await insertAccount(tx, person, login.toLowerCase(), null)
    actors.set(login, { person, name: login, post, ...place, roles, agencies: [agency], onBehalfOf: null })
  }
}

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  nobody = openDesk(pool, visitor)
  await nobody.work(async (work) => {
    await loadKinds(work.tx)
    await seat(work)
  })
})
afterAll(async () => {
  await pool.destroy()
  await database.close()
})

const as = (login: string, over: Partial<Actor> = {}): Desk => openDesk(pool, { ...(actors.get(login) ?? visitor), ...over })

const rowsOf = (sheet: number, ...lines: Record<string, string>[]): Table => {
  const { name, columns } = importSheets[sheet] ?? { name: '', columns: [] }
  const heads = columns.map(({ head }) => head)
  const rows = [heads, ...lines.map((line) => heads.map((head) => line[head] ?? ''))]
  return { name, rows: rows.map((cells, at) => ({ number: at + 1, cells })) }
}

const agency = (code: string, over: Record<string, string> = {}) => ({
  'Mã định danh': code,
  'Tên cơ quan': `Cơ quan ${code}`,
  'Ký hiệu': 'CQ',
  Cấp: 'Cấp xã',
  'Mã cơ quan cấp trên': 'H98',
  'Địa danh': 'Thanh Giang',
  ...over,
})
const person = (login: string, over: Record<string, string> = {}) => ({
  'Tên đăng nhập': login,
  'Họ và tên': 'Trần Văn Bảo',
  'Mã cơ quan': 'H98.61',
  'Chức vụ': 'Văn thư',
  'Vai trò': 'Văn thư, quản trị đơn vị',
  ...over,
})
const book = (name: string, over: Record<string, string> = {}) => ({
  'Mã cơ quan': 'H98.61',
  'Tên sổ': name,
  Chiều: 'Đi',
  ...over,
})

const bring = (login: string, tables: Table[], keep = true): Promise<Brought> =>
  importTables(as(login), { sheets: importSheets, tables, keep })
const counted = ({ sheets }: Brought) => Object.fromEntries(sheets.map(({ sheet, ...count }) => [sheet, count]))

// The hamlet stands before the commune that it belongs to: order in the file does not matter.
const whole = () => [
  rowsOf(0, agency('H98.61.01', { 'Mã cơ quan cấp trên': 'H98.61', Cấp: 'Thôn, bản; tổ dân phố' }), agency('H98.61')),
  rowsOf(1, { 'Mã cơ quan': 'H98.61', 'Tên phòng, ban': 'Văn phòng', 'Ký hiệu': 'VP' }),
  rowsOf(
    2,
    person('bao.tranvan', { 'Phòng, ban': 'Văn phòng' }),
    person('bao.tranvan', { 'Chức vụ': 'Cán bộ lưu trữ', 'Vai trò': 'Cán bộ lưu trữ' }),
  ),
  rowsOf(
    3,
    book('Văn bản đi', { 'Số bắt đầu': '416', 'Lý do': 'tiếp nối sổ giấy đến số 415' }),
    book('Quyết định', { 'Loại văn bản': 'QĐ' }),
    book('Văn bản đến', { Chiều: 'Đến' }),
  ),
]

test('a trial tells what would happen and keeps nothing; the import keeps it; repeating it changes nothing', async () => {
  const expected = {
    'Cơ quan': { new: 2, changed: 0, same: 0 },
    'Phòng ban': { new: 1, changed: 0, same: 0 },
    Người: { new: 2, changed: 0, same: 0 },
    'Sổ văn bản': { new: 3, changed: 0, same: 0 },
  }
  const trial = await bring('province', whole(), false)
  expect(trial.errors).toEqual([])
  expect(counted(trial)).toEqual(expected)
  const kept = await bring('province', whole())
  expect(kept.errors).toEqual([])
  // The trial had left nothing behind, or these would be the same.
  expect(counted(kept)).toEqual(expected)
  expect(kept.added).toHaveLength(1)
  const again = await bring('province', whole())
  expect(again.errors).toEqual([])
  expect(Object.values(counted(again)).map(({ same, ...rest }) => ({ ...rest, some: same > 0 }))).toEqual(
    Array(4).fill({ new: 0, changed: 0, some: true }),
  )
})

test('opening number and kinds of a book arrive at the agency itself', async () => {
  const there = as('province', { agency: (await brought('H98.61')).id, agencies: [(await brought('H98.61')).id] })
  const found = await there.work(async ({ tx, actor }) => {
    const books = await booksOf(tx, actor.agency, 'OUT')
    const first = books.find((one) => one.name === 'Văn bản đi')
    return { names: books.map((one) => [one.name, one.kinds]), years: first ? await yearsOf(tx, first.id) : [] }
  })
  expect(found.names).toEqual(
    expect.arrayContaining([
      ['Quyết định', ['DECISION']],
      ['Văn bản đi', []],
    ]),
  )
  expect(found.years).toEqual([
    expect.objectContaining({ opening: 416, next: 416, openingReason: 'tiếp nối sổ giấy đến số 415' }),
  ])
})

const brought = async (code: string) =>
  nobody.work(({ tx }) =>
    tx.selectFrom('organisation.agency').select('id').where('organ_id', '=', code).executeTakeFirstOrThrow(),
  )

test('mistakes are told by sheet, row and column, and one of them keeps everything out', async () => {
  const tables = [
    rowsOf(
      0,
      agency('H98.62'),
      agency('h98 63'),
      agency('H98.64', { 'Mã cơ quan cấp trên': 'H98.99' }),
      agency('H98.62'),
      agency('H98.65', { Cấp: 'Liên bang', 'Ký hiệu': '' }),
    ),
    rowsOf(
      2,
      person('Bảo Trần', { 'Mã cơ quan': 'H98.62' }),
      person('an.moi', { 'Mã cơ quan': 'H98.62', 'Vai trò': 'Giám đốc' }),
      person('binh.moi', { 'Mã cơ quan': 'H98.62', 'Phòng, ban': 'Phòng Không Có' }),
      person('binh.moi', { 'Họ và tên': 'Người Khác', 'Mã cơ quan': 'H98.62' }),
      person('cuc.moi', { 'Mã cơ quan': 'H98.62', 'Từ ngày': '31/02/2025' }),
    ),
    rowsOf(3, book('Sổ hai', { 'Loại văn bản': 'XYZ' }), book('Sổ ba', { 'Mã cơ quan': 'H98.62', 'Số bắt đầu': '5' })),
  ]
  const { errors, added } = await bring('province', tables)
  expect(errors.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`)).toEqual([
    'Cơ quan 3 Mã định danh',
    'Cơ quan 4 Mã cơ quan cấp trên',
    'Cơ quan 5 Mã định danh',
    'Cơ quan 6 Ký hiệu',
    'Cơ quan 6 Cấp',
    'Người 2 Tên đăng nhập',
    'Người 3 Vai trò',
    'Người 4 Phòng, ban',
    'Người 5 Họ và tên',
    'Người 6 Từ ngày',
    'Sổ văn bản 2 Loại văn bản',
    'Sổ văn bản 3 Lý do',
  ])
  expect(errors.every(({ message }) => /\p{L}{2}/u.test(message))).toBe(true)
  await expect(brought('H98.62')).rejects.toThrow()
  expect(added).toEqual([])
})

test('a unit administrator brings in the own people, not an agency, not people elsewhere, no province-wide role', async () => {
  const own = person('duc.moi', { 'Mã cơ quan': 'H98.11', 'Vai trò': 'Chuyên viên' })
  const { errors } = await bring('unit', [
    rowsOf(0, agency('H98.70')),
    rowsOf(
      2,
      own,
      person('em.moi', { 'Mã cơ quan': 'H98.12' }),
      person('gia.moi', { 'Mã cơ quan': 'H98.11', 'Vai trò': 'Quản trị tỉnh' }),
    ),
    rowsOf(3, book('Sổ của người khác', { 'Mã cơ quan': 'H98.12' })),
  ])
  expect(errors.map(({ sheet, row, message }) => [sheet, row, /quản trị/i.test(message) || message])).toEqual([
    ['Cơ quan', 2, true],
    ['Người', 3, true],
    ['Người', 4, true],
    ['Sổ văn bản', 2, true],
  ])
  expect(counted(await bring('unit', [rowsOf(2, own)]))).toEqual({ Người: { new: 1, changed: 0, same: 0 } })
})

test('a changed line changes what is there, and nothing else', async () => {
  const changed = rowsOf(0, agency('H98.61', { 'Ký hiệu': 'UBND', 'Tên cơ quan': 'Ủy ban nhân dân xã Mới' }))
  expect(counted(await bring('province', [changed]))).toEqual({ 'Cơ quan': { new: 0, changed: 1, same: 0 } })
  const post = rowsOf(2, person('bao.tranvan', { 'Phòng, ban': 'Văn phòng', 'Vai trò': 'Văn thư' }))
  expect(counted(await bring('province', [post]))).toEqual({ Người: { new: 0, changed: 1, same: 0 } })
})

test('the workbook reads back as it was written: dates, numbers, decomposed letters, CSV by headings', async () => {
  const heads = importSheets[0]?.columns.map(({ head }) => head) ?? []
  const line = [
    'H98.80',
    'Sở Nội vụ'.normalize('NFD'),
    '',
    'SNV',
    'Cấp tỉnh',
    '',
    'H98',
    '',
    'Thanh Giang',
    '',
    new Date('2025-03-01'),
    true,
  ]
  const file = await writeExcelFile(
    [
      heads.map((value) => ({ value, type: String })),
      line.map((value) =>
        value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value, type: value === true ? Boolean : String },
      ),
    ],
    { sheet: 'Cơ quan' },
  ).toBuffer()
  const [table] = await readTables([{ name: 'danh sach.xlsx', content: file }])
  expect(table?.rows[1]?.cells).toEqual([
    'H98.80',
    'Sở Nội vụ',
    '',
    'SNV',
    'Cấp tỉnh',
    '',
    'H98',
    '',
    'Thanh Giang',
    '',
    '01/03/2025',
    'Có',
  ])
  const csv = `${heads.join(';')}\r\n"H98.80";"Sở ""Nội vụ""; mới";;SNV;Cấp tỉnh;;H98;;Thanh Giang;;1/3/2025;\r\n`
  const [read] = await readTables([{ name: 'bang tinh.csv', content: Buffer.from(`\uFEFF${csv}`) }])
  expect(read?.rows[1]?.cells[1]).toBe('Sở "Nội vụ"; mới')
  expect(counted(await bring('province', read ? [read] : []))).toEqual({ 'Cơ quan': { new: 1, changed: 0, same: 0 } })
})

test.each([
  ['empty', Buffer.alloc(0)],
  ['no zip', Buffer.from('Mã cơ quan;Tên')],
  ['a broken zip', Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(200, 7)])],
])('%s is refused as unreadable', async (_, bytes) => {
  await expect(readTables([{ name: 'tep.xlsx', content: bytes }])).rejects.toMatchObject({ code: 'unreadable-file' })
})

test('a CSV in another encoding is refused, and so is a workbook without any sheet of the template', async () => {
  await expect(readTables([{ name: 'tep.csv', content: Buffer.from([0x4d, 0xe3, 0x20, 0xff, 0xfe]) }])).rejects.toMatchObject({
    code: 'unreadable-file',
  })
  await expect(bring('province', [{ name: 'Khác', rows: [{ number: 1, cells: ['a'] }] }])).rejects.toMatchObject({
    code: 'unreadable-file',
  })
})

test('a zip that says it unpacks to gigabytes is refused before it is opened', async () => {
  const entry = Buffer.alloc(46)
  entry.write('PK\u0001\u0002', 0, 'latin1')
  entry.writeUInt32LE(3_000_000_000, 24)
  const bytes = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(30), entry])
  await expect(readTables([{ name: 'bom.xlsx', content: bytes }])).rejects.toMatchObject({ code: 'too-large' })
})

test('the template is what the sheets say, as workbook and in the repository', async () => {
  const tables = await readTables([{ name: 'mau.xlsx', content: await templateBook(importSheets) }])
  expect(tables.map(({ name }) => name)).toEqual([...importSheets.map(({ name }) => name), 'Hướng dẫn'])
  for (const [at, sheet] of importSheets.entries()) {
    const file = join(repositoryFolder, 'data/import-template', `${at + 1}.csv`)
    expect(await readFile(file, 'utf8')).toBe(templateCsv(sheet))
  }
})
