import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { openPool } from '#platform/db/pool.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { incomingFiles, read as readIncoming } from '../incoming/incoming.sql.ts'
import { incomingList } from '../incoming/list.sql.ts'
import {
  answerRecall,
  askRecall,
  create,
  enterRecall,
  issue,
  refuse,
  register,
  sendPaper,
  sign,
  submit,
  voidNumber,
} from '../index.ts'
import { read } from '../outgoing/outgoing.sql.ts'
import { view } from '../outgoing/view.sql.ts'
import { isOverdue, mayStillAsk } from './limit.ts'
import { recallOf } from './recall.sql.ts'

let province: TestProvince
const pin = '12345678'
const why = { code: 'CONTENT_WRONG', remark: 'sai số liệu quý III' }
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const paper = { mode: 'PAPER', paperCopies: 2, paperBasis: 'Theo đề nghị của nơi nhận' } as const

async function issued(to: string[], over: Parameters<typeof draftFor>[2] = {}): Promise<string> {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, to, over)))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  expect(await issue(province.as('na.lethu'), [id], pin)).toEqual([{ id, refused: null }])
  return id
}

const clerk = () => province.as('na.lethu')
const committee = () => province.as('hoa.dothi')
const newestAt = async (desk: Desk) => {
  const [newest] = await desk.work((work) => incomingList(work, {}))
  if (!newest) throw new Error('nothing arrived')
  return newest.id
}
const state = async (id: string) => (await clerk().work((work) => read(work, id))).state
const delivered = async (id: string) => (await clerk().work((work) => view(work, id))).deliveries

test('what nobody registered yet is recalled at once: content frozen, metadata kept, the document recalled', async () => {
  const id = await issued(['H99'])
  const arrival = await newestAt(committee())
  expect(await committee().work((work) => incomingFiles(work.tx, arrival))).toHaveLength(1)
  expect(await clerk().work((work) => askRecall(work, id, why))).toBe('RECALLED')
  expect((await delivered(id)).map((one) => [one.state, one.recallAnswer])).toEqual([['RECALLED', '15']])
  const frozen = await committee().work(async (work) => ({
    doc: await readIncoming(work, arrival),
    files: await incomingFiles(work.tx, arrival),
  }))
  expect(frozen.doc).toMatchObject({ state: 'RECALLED', recallReason: 'Sai sót về nội dung: sai số liệu quý III' })
  expect(frozen.doc.subject).not.toBe('')
  expect(frozen.files).toEqual([])
  await expect(committee().work((work) => register(work, arrival, { submitTo: null }))).rejects.toMatchObject({
    code: 'wrong-state',
  })
})

test('after the days of the law as data (a year) nobody asks a document back; up to the last day they do', async () => {
  const id = await issued(['H99'])
  const owner = openPool(province.ownerUrl, 1)
  const issuedBefore = (days: number) =>
    sql`update documents.outgoing set issued_at = app.now() - make_interval(days => ${days}) where id = ${id}`.execute(owner)
  await issuedBefore(366)
  await expect(clerk().work((work) => askRecall(work, id, why))).rejects.toMatchObject({ code: 'recall-too-late' })
  expect(await state(id)).toBe('ISSUED')
  await issuedBefore(365)
  await owner.destroy()
  expect(await clerk().work((work) => askRecall(work, id, why))).toBe('RECALLED')
})

test('a registered document is asked for; agreed freezes it, and the document is recalled when all have answered', async () => {
  const id = await issued(['H99', 'H99.13'])
  const arrival = await newestAt(committee())
  await committee().work((work) => register(work, arrival, { submitTo: null }))
  expect(await clerk().work((work) => askRecall(work, id, why))).toBe('RECALL_REQUESTED')
  expect((await delivered(id)).map((one) => [one.state, one.recallAnswer])).toEqual([
    ['ACCEPTED', null],
    ['RECALLED', '15'],
  ])
  await committee().work((work) => answerRecall(work, arrival, { answer: '15', code: '', remark: '' }))
  expect(await state(id)).toBe('RECALLED')
  expect((await committee().work((work) => readIncoming(work, arrival))).arrivalNumber).not.toBeNull()
  await expect(
    committee().work((work) => answerRecall(work, arrival, { answer: '15', code: '', remark: '' })),
  ).rejects.toMatchObject({ code: 'wrong-state' })
})

test('refused by all it is issued again, and may be asked for once more', async () => {
  const id = await issued(['H99'])
  const arrival = await newestAt(committee())
  await committee().work((work) => register(work, arrival, { submitTo: null }))
  await clerk().work((work) => askRecall(work, id, why))
  const no = { answer: '16' as const, code: 'ALREADY_ANSWERED', remark: '' }
  await committee().work((work) => answerRecall(work, arrival, no))
  expect(await state(id)).toBe('ISSUED')
  expect((await delivered(id))[0]).toMatchObject({ state: 'ACCEPTED', recallAnswer: '16' })
  expect((await committee().work((work) => readIncoming(work, arrival))).state).toBe('REGISTERED')
  expect(await clerk().work((work) => askRecall(work, id, why))).toBe('RECALL_REQUESTED')
  expect((await delivered(id))[0]).toMatchObject({ recallAnswer: null })
})

test('while a recall waits for its answer nothing is given back or struck out beside it', async () => {
  const id = await issued(['H99'])
  const arrival = await newestAt(committee())
  await committee().work((work) => register(work, arrival, { submitTo: null }))
  await clerk().work((work) => askRecall(work, id, why))
  const wrong = { code: 'WRONG_RECIPIENT', text: '' }
  await expect(committee().work((work) => refuse(work, arrival, wrong))).rejects.toMatchObject({ code: 'recall-waits' })
  await expect(committee().work((work) => voidNumber(work, arrival, 'vào nhầm'))).rejects.toMatchObject({ code: 'recall-waits' })
  await committee().work((work) => answerRecall(work, arrival, { answer: '16', code: 'ALREADY_ANSWERED', remark: '' }))
  await committee().work((work) => refuse(work, arrival, wrong))
  expect((await delivered(id))[0]).toMatchObject({ state: 'REFUSED', recallAnswer: '16' })
})

test('paper comes back by an entry with day and person, never with a day to come', async () => {
  const to = { recipientKind: 'OUTSIDE' as const, recipient: null, recipientName: 'Công ty Thanh Sơn', ...paper }
  const id = await issued([], {
    recipients: [to].map((one) => ({ ...one, purpose: 'INFORMATION', channel: 'EOFFICE', paperBasisCode: null })),
  })
  expect(await clerk().work((work) => askRecall(work, id, why))).toBe('RECALL_REQUESTED')
  const [line] = (await clerk().work((work) => recallOf(work.tx, id))).lines
  const entry = { delivery: line?.id ?? '', answer: '15' as const, by: 'Trần Văn Bình' }
  await expect(clerk().work((work) => enterRecall(work, id, { ...entry, on: '2999-01-01' }))).rejects.toMatchObject({
    code: 'day-to-come',
    about: 'on',
  })
  await clerk().work((work) => enterRecall(work, id, { ...entry, on: work.clock.today }))
  expect(await state(id)).toBe('RECALLED')
  const [after] = (await clerk().work((work) => recallOf(work.tx, id))).lines
  expect(after).toMatchObject({ answer: '15', paperRecalledBy: 'Trần Văn Bình' })
})

test('nobody but the clerk of the sender asks, nobody but the clerk of the recipient answers, a reason is needed', async () => {
  const id = await issued(['H99'])
  const arrival = await newestAt(committee())
  await committee().work((work) => register(work, arrival, { submitTo: null }))
  await expect(province.as('anh.nguyenthi').work((work) => askRecall(work, id, why))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(committee().work((work) => askRecall(work, id, why))).rejects.toMatchObject({ code: 'not-found' })
  await expect(clerk().work((work) => askRecall(work, id, { code: 'NO', remark: '' }))).rejects.toMatchObject({
    code: 'bad-input',
  })
  await clerk().work((work) => askRecall(work, id, why))
  const yes = { answer: '15' as const, code: '', remark: '' }
  await expect(clerk().work((work) => answerRecall(work, arrival, yes))).rejects.toMatchObject({ code: 'not-found' })
  await expect(province.as('minh.tranquang').work((work) => answerRecall(work, arrival, yes))).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

test('a replacement takes the place of the old document, and its recipients see by what', async () => {
  const old = await issued(['H99'])
  const arrival = await newestAt(committee())
  const fresh = await issued(['H99'], { replaces: old })
  expect(await state(old)).toBe('REPLACED')
  expect((await clerk().work((work) => read(work, old))).replacedBy).toBe(fresh)
  const seen = await committee().work((work) =>
    work.tx
      .selectFrom('documents.incoming')
      .select(['replaced_by', 'replaced_by_symbol'])
      .where('id', '=', arrival)
      .executeTakeFirst(),
  )
  expect(seen?.replaced_by).toBe(await newestAt(committee()))
  expect(seen?.replaced_by_symbol).toMatch(/^\d+\/STC-NS$/)
})

test('paper sent later changes the delivery: copies and basis; not without a basis, not by others', async () => {
  const id = await issued(['H99'])
  const [delivery] = await delivered(id)
  const form = { delivery: delivery?.id ?? '', copies: 3, code: 'NO', remark: '' }
  await expect(clerk().work((work) => sendPaper(work, id, form))).rejects.toMatchObject({ code: 'paper-needs-basis' })
  const code = 'OTHER_BASIS'
  const known = await clerk().work(async (work) => (await import('../reasons/reasons.ts')).paperBases(work.clock.today))
  const basis = known.find((one) => !one.remark)?.code ?? code
  await expect(province.as('anh.nguyenthi').work((work) => sendPaper(work, id, { ...form, code: basis }))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await clerk().work((work) => sendPaper(work, id, { ...form, code: basis }))
  expect((await delivered(id))[0]).toMatchObject({ electronic: true, paper: true, paperCopies: 3 })
})

test('limits are data: until when it may be asked for, and when it stands red', () => {
  expect(mayStillAsk('2026-01-01', '2026-01-31', { answerWithin: 3, askWithin: 30 })).toBe(true)
  expect(mayStillAsk('2026-01-01', '2026-02-01', { answerWithin: 3, askWithin: 30 })).toBe(false)
  expect(mayStillAsk('2006-01-01', '2026-02-01', { answerWithin: 3, askWithin: null })).toBe(true)
  expect(isOverdue({ state: 'RECALL_REQUESTED', recallDueOn: '2026-01-02' }, '2026-01-03')).toBe(true)
  expect(isOverdue({ state: 'RECALLED', recallDueOn: '2026-01-02' }, '2026-01-03')).toBe(false)
})
