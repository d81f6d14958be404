import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { create, issue, register, sign, submit } from '../index.ts'
import { find } from './find.sql.ts'
import { SearchAddress } from './search.forms.ts'
import { symbolTyped, wordsTyped } from './search.ts'

let province: TestProvince
const pin = '12345678'
const subject = 'đẩy mạnh chuyển đổi số, kiểm kê bến thủy Bồng Sơn'
let letter: string
let draft: string
beforeAll(async () => {
  province = await testProvince()
  const drafter = province.as('anh.nguyenthi')
  letter = await drafter.work((work) => create(work, draftFor(province, ['H99'], { subject })))
  await drafter.work((work) => submit(work, letter, { steps: [] }))
  await sign(province.as('an.levan'), [letter], pin)
  await issue(province.as('na.lethu'), [letter], pin)
  draft = await drafter.work((work) => create(work, draftFor(province, ['H99'], { subject: `${subject}, bản sau` })))
})
afterAll(() => province.close())

const found = async (login: string, asked: Record<string, string>) =>
  (await province.as(login).work((work) => find(work, SearchAddress.parse(asked)))).found

test('by folded words, unfinished, in any order; by number, symbol and its beginning without marks', async () => {
  for (const q of ['day manh chuyen doi', 'Bồng Sơn', 'bong so', 'thuy kiem'])
    expect((await found('na.lethu', { q })).map((row) => row.id)).toEqual([draft, letter])
  for (const q of ['1/stc', '01/STC-NS', 'số 1', '1'])
    expect((await found('na.lethu', { q, huong: 'OUT' })).map((row) => row.id)).toEqual([letter])
  expect(await found('na.lethu', { q: 'không có chữ này' })).toEqual([])
  expect(await found('na.lethu', { q: "'; drop table documents.outgoing; --" })).toEqual([])
})

test('narrowed by kind, period, agency and direction', async () => {
  expect(await found('na.lethu', { q: 'bong son', loai: 'DECISION' })).toEqual([])
  expect((await found('na.lethu', { q: 'bong son', tu: '01/01/2020' })).map((row) => row.id)).toEqual([letter])
  expect(await found('na.lethu', { q: 'bong son', den: '01/01/2020' })).toEqual([])
  expect((await found('hoa.dothi', { coQuan: 'so tai chinh', q: 'bong son' })).map((row) => row.direction)).toEqual(['IN'])
  expect(await found('hoa.dothi', { coQuan: 'so y te', q: 'bong son' })).toEqual([])
})

test('nothing is read across agencies, nor past the policy inside one', async () => {
  expect((await found('hoa.dothi', { q: 'bong son' })).map((row) => [row.direction, row.state])).toEqual([['IN', 'ARRIVED']])
  expect(await found('duong.buitung', { q: 'bong son' })).toEqual([])
  const reception = province.as('hoa.dothi')
  const [arrival] = await reception.work((work) => incomingList(work, { states: ['ARRIVED'] }))
  await reception.work((work) => register(work, arrival?.id ?? '', { submitTo: null }))
  expect((await found('hoa.dothi', { q: '1' })).some((row) => row.direction === 'IN')).toBe(true)
  // The function itself, asked past every policy, still knows only the agencies of the one who asks.
  const disguised = await province.as('duong.buitung').work((work) => {
    const actor = { ...work.actor, agency: province.agency('H99.11'), agencies: [province.agency('H99.11')] }
    return find({ ...work, actor: { ...actor, roles: ['recordsClerk'] as const } }, SearchAddress.parse({ q: 'bong son' }))
  })
  expect(disguised.found).toEqual([])
})

test('a rare word is found behind thousands of newer documents, a common one gives the newest first', async () => {
  const owner = new Client(province.ownerUrl)
  await owner.connect()
  await owner.query('set session_replication_role = replica')
  await owner.query(
    `insert into documents.outgoing (agency, kind, subject, subject_folded, drafter)
     select o.agency, o.kind, case n when 0 then 'chuyện hiếm' else 'chuyện ' || n end, case n when 0 then 'chuyen hiem' else 'chuyen ' || n end, o.drafter
     from documents.outgoing o, generate_series(0, 2100) n where o.id = $1 order by n`,
    [draft],
  )
  const newest = `select id from documents.outgoing where subject like 'chuyện%' order by id desc limit 30`
  const ids = (await owner.query<{ id: string }>(newest)).rows.map((row) => row.id)
  await owner.end()
  expect((await found('anh.nguyenthi', { q: 'chuyện hiếm' })).map((row) => row.subject)).toEqual(['chuyện hiếm'])
  expect((await found('anh.nguyenthi', { q: 'chuyện' })).map((row) => row.id)).toEqual(ids)
  expect((await found('anh.nguyenthi', { q: 'bong son' })).map((row) => row.id)).toEqual([draft, letter])
  expect(await found('hoa.dothi', { q: 'chuyện hiếm' })).toEqual([])
})

test('what people type', () => {
  expect([symbolTyped('168/qđ'), symbolTyped('0168 / QĐ-UBND'), symbolTyped('12a'), symbolTyped('báo cáo 12')]).toEqual([
    '168/qd',
    '168/qd-ubnd',
    '12a/',
    null,
  ])
  expect(wordsTyped('Đẩy mạnh, "số"')).toBe("'day' & 'manh' & 'so':*")
  expect(wordsTyped(' – ')).toBeNull()
})
