import { afterAll, beforeAll, expect, test } from 'vitest'
import { machineAt } from '#kernel/actor.ts'
import { AgencyForm, foundAgency } from '#organisation'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import {
  booksOf,
  closeBook,
  create,
  issue,
  number,
  openBook,
  reserveNumber,
  setKinds,
  setOpening,
  sign,
  submit,
  voidOutgoing,
  voidReserved,
} from '../index.ts'
import { read } from '../outgoing/outgoing.sql.ts'
import { foundBooks } from './found-books.ts'
import { readBook } from './keep.sql.ts'
import { numbersOf } from './number.sql.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())
const clerk = () => province.as('na.lethu')

async function signed(kind: string): Promise<string> {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'], { kind })))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  return id
}
const general = async () => {
  const book = (await clerk().work((work) => booksOf(work.tx, work.actor.agency, 'OUT'))).find((one) => one.kinds.length === 0)
  if (!book) throw new Error('no book')
  return book.id
}

test('a book of its own for some kinds, opened at a number with its reason, only before its first number', async () => {
  const id = await clerk().work((work) => openBook(work, { direction: 'OUT', name: 'Sổ chỉ thị', kinds: ['DIRECTIVE'] }))
  await clerk().work((work) => setOpening(work, id, { opening: 415, reason: 'tiếp nối sổ giấy đến số 414' }))
  const doc = await signed('DIRECTIVE')
  expect(await clerk().work((work) => number(work, doc))).toMatchObject({ codeNumber: 415, book: id })
  await expect(clerk().work((work) => setOpening(work, id, { opening: 500, reason: 'muộn' }))).rejects.toMatchObject({
    code: 'wrong-state',
  })
  const twice = { direction: 'OUT' as const, name: 'Sổ thứ hai', kinds: ['DIRECTIVE'] }
  await expect(clerk().work((work) => openBook(work, twice))).rejects.toMatchObject({ code: 'already-there' })
  await expect(clerk().work((work) => setKinds(work, id, []))).rejects.toMatchObject({ code: 'already-there' })
  await clerk().work((work) => setKinds(work, id, ['DIRECTIVE', 'NOTICE']))
  await clerk().work((work) => closeBook(work, id))
  await expect(clerk().work((work) => setKinds(work, id, ['DIRECTIVE']))).rejects.toMatchObject({ code: 'book-closed' })
})

test('a held number waits for its document or is voided; an inserted one takes the date of the one before', async () => {
  const book = await general()
  const first = await signed('OFFICIAL_LETTER')
  const { codeNumber, promulgationDate, year } = await clerk().work((work) => number(work, first))
  const held = await clerk().work((work) => reserveNumber(work, book, 'công văn ký tại cuộc họp'))
  const idle = await clerk().work((work) => reserveNumber(work, book, 'giữ cho buổi chiều'))
  expect([held.number, idle.number]).toEqual([(codeNumber ?? 0) + 1, (codeNumber ?? 0) + 2])
  const bound = await signed('OFFICIAL_LETTER')
  const used = await clerk().work((work) => number(work, bound, { way: 'HELD', year: held.year, number: held.number }))
  expect(used.codeNumber).toBe(held.number)
  const key = { year: idle.year, number: idle.number, suffix: '' }
  await clerk().work((work) => voidReserved(work, book, { ...key, reason: 'không dùng' }))
  await expect(clerk().work((work) => voidReserved(work, book, { ...key, reason: 'lần nữa' }))).rejects.toMatchObject({
    code: 'wrong-state',
  })
  const late = await signed('OFFICIAL_LETTER')
  const way = { way: 'INSERTED' as const, year: year ?? 0, after: codeNumber ?? 0, reason: 'bỏ sót khi vào sổ' }
  await expect(clerk().work((work) => number(work, late, { ...way, after: 99_999 }))).rejects.toMatchObject({
    code: 'no-such-number',
  })
  const inserted = await clerk().work((work) => number(work, late, way))
  expect([inserted.codeNumber, inserted.codeSuffix, inserted.promulgationDate]).toEqual([codeNumber, 'a', promulgationDate])
  const rows = await clerk().work((work) => numbersOf(work.tx, book, { year: year ?? 0, below: null, limit: 3 }))
  expect(rows.map((row) => [row.number, row.suffix, row.kind, row.voidReason])).toEqual([
    [idle.number, '', 'RESERVED', 'không dùng'],
    [held.number, '', 'RESERVED', null],
    [codeNumber, 'a', 'INSERTED', null],
  ])
})

test('a voided number stays used, with its reason; the document is voided and is never numbered again', async () => {
  const id = await signed('OFFICIAL_LETTER')
  const given = await clerk().work((work) => number(work, id))
  const why = { code: 'STOPPED', remark: 'lãnh đạo yêu cầu' }
  await expect(clerk().work((work) => voidOutgoing(work, id, { code: 'STOPPED', remark: '' }))).rejects.toMatchObject({
    code: 'bad-input',
  })
  await expect(province.as('anh.nguyenthi').work((work) => voidOutgoing(work, id, why))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await clerk().work((work) => voidOutgoing(work, id, why))
  expect((await clerk().work((work) => read(work, id))).state).toBe('VOIDED')
  await expect(clerk().work((work) => number(work, id))).rejects.toMatchObject({ code: 'wrong-state' })
  const next = await signed('OFFICIAL_LETTER')
  expect((await clerk().work((work) => number(work, next))).codeNumber).toBe((given.codeNumber ?? 0) + 1)
})

test('nobody but văn thư and administrator keeps books, and no agency sees those of another', async () => {
  const book = await general()
  const form = { direction: 'OUT' as const, name: 'Sổ lạ', kinds: ['DECISION'] }
  const code = 'not-allowed'
  for (const login of ['anh.nguyenthi', 'toan.phamduc', 'an.levan']) {
    const desk = province.as(login)
    await expect(desk.work((work) => openBook(work, form))).rejects.toMatchObject({ code })
    await expect(desk.work((work) => setKinds(work, book, []))).rejects.toMatchObject({ code })
    await expect(desk.work((work) => setOpening(work, book, { opening: 2, reason: 'x' }))).rejects.toMatchObject({ code })
    await expect(desk.work((work) => closeBook(work, book))).rejects.toMatchObject({ code })
    await expect(desk.work((work) => reserveNumber(work, book, 'x'))).rejects.toMatchObject({ code })
    const key = { year: 2026, number: 1, suffix: '', reason: 'x' }
    await expect(desk.work((work) => voidReserved(work, book, key))).rejects.toMatchObject({ code })
  }
  const foreign = province.as('hoa.dothi')
  await expect(foreign.work((work) => readBook(work, book))).rejects.toMatchObject({ code: 'not-found' })
  await expect(foreign.work((work) => closeBook(work, book))).rejects.toMatchObject({ code: 'not-found' })
  await expect(foreign.work((work) => reserveNumber(work, book, 'x'))).rejects.toMatchObject({ code: 'not-found' })
})

test('the database keeps the book too: no second document for a number, no opening after the first, no voiding undone', async () => {
  const id = await signed('OFFICIAL_LETTER')
  await issue(clerk(), [id], pin)
  const other = await signed('OFFICIAL_LETTER')
  const rebind = clerk().work((work) =>
    work.tx.updateTable('documents.number').set({ document: other, bound_at: new Date() }).where('document', '=', id).execute(),
  )
  await expect(rebind).rejects.toMatchObject({ code: 'wrong-state' })
  const book = await general()
  const reopen = clerk().work((work) =>
    work.tx
      .updateTable('documents.book_year')
      .set({ opening: 7, opening_reason: 'x', next: 99 })
      .where('book', '=', book)
      .execute(),
  )
  await expect(reopen).rejects.toMatchObject({ code: 'wrong-state' })
})

const ward = (over: object = {}) =>
  AgencyForm.parse({
    ...{ name: 'Ủy ban nhân dân phường Mới', shortName: 'Phường Mới', symbol: 'UBND', organId: 'H99.77', level: 'COMMUNE' },
    ...{ kind: 'STATE', place: 'Phường Mới', hasSeal: 'on', reachable: 'on', ...over },
  })

test('a new agency has its two books from number 1; heard twice there are still two, and the clerk may begin elsewhere', async () => {
  const founded = await province.as('bach.huynhgia').work((work) => foundAgency(work, ward()))
  const at = { ...province.actor('na.lethu'), ...machineAt(founded) }
  for (let times = 0; times < 2; times += 1) await province.deskOf(at).work(foundBooks)
  const books = await province
    .deskOf(at)
    .work(async ({ tx }) => [...(await booksOf(tx, founded, 'OUT')), ...(await booksOf(tx, founded, 'IN'))])
  expect(books.map(({ name, direction, closed }) => [name, direction, closed])).toEqual([
    ['Văn bản đi', 'OUT', false],
    ['Văn bản đến', 'IN', false],
  ])
  const keeper = { ...province.actor('na.lethu'), agency: founded, agencies: [founded] }
  const set = (who: typeof keeper) =>
    province.deskOf(who).work((work) => setOpening(work, books[0]?.id ?? '', { opening: 215, reason: 'tiếp nối sổ giấy' }))
  await expect(set({ ...keeper, roles: ['specialist'] })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(set(keeper)).resolves.toBeUndefined()
})

test('a body outside the installation gets no books here', async () => {
  const outside = ward({ organId: 'G09', level: 'CENTRAL', reachable: undefined })
  const founded = await province.as('bach.huynhgia').work((work) => foundAgency(work, outside))
  await province.deskOf(machineAt(founded)).work(foundBooks)
  expect(await province.deskOf(machineAt(founded)).work(({ tx }) => booksOf(tx, founded, 'IN'))).toEqual([])
})
