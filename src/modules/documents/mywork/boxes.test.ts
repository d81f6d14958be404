import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { create, finishInside, issue, refuse, release, sendPaper, sign, submit } from '../index.ts'
import { RecipientForm } from '../outgoing/outgoing.forms.ts'
import { view } from '../outgoing/view.sql.ts'
import { paperBases, reasons } from '../reasons/reasons.ts'
import { boxCounts, boxWorst } from './boxes.sql.ts'
import { type BoxKey, boxesOf } from './boxes.ts'
import { waitingIn } from './waiting.ts'
import { worstLine } from './worst.tsx'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const rows = (login: string, box: BoxKey) => province.as(login).work((work) => waitingIn(work, box))
const count = async (login: string, box: BoxKey) => (await province.as(login).work(boxCounts))[box]

/** A letter that the committee sends back. */
async function refusedLetter() {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'], { subject: 'gửi nhầm nơi nhận' })))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  await issue(province.as('na.lethu'), [id], pin)
  const clerk = province.as('hoa.dothi')
  const [arrival] = await clerk.work((work) => incomingList(work, { find: 'gui nham noi nhan' }))
  const [code] = (await reasons('refusal', '2026-11-20')).map((one) => one.code)
  await clerk.work((work) => refuse(work, arrival?.id ?? '', { code: code ?? '', text: 'Không thuộc thẩm quyền' }))
  const [delivery] = (await province.as('na.lethu').work((work) => view(work, id))).deliveries
  return { document: id, delivery: delivery?.id ?? '' }
}

/** Every counter must open exactly what it counts. */
async function agree(login: string) {
  const counts = await province.as(login).work(boxCounts)
  for (const box of boxesOf(province.actor(login)))
    expect([login, box, (await rows(login, box)).length]).toEqual([login, box, counts[box]])
}

test('a paper for a division waits there until one finishes with it, for that one alone; strangers have no such box filled', async () => {
  const head = province.actor('toan.phamduc')
  const recipients = [
    RecipientForm.parse({ recipientKind: 'DIVISION', recipient: head.division, recipientName: 'Phòng Ngân sách' }),
  ]
  const drafter = province.as('yen.vuhai')
  const id = await drafter.work((work) => create(work, draftFor(province, [], { internal: true, numbered: false, recipients })))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  expect((await rows('yen.vuhai', 'circulating')).map((row) => [row.key, row.with])).toContainEqual([id, 'Lê Văn An'])
  await sign(province.as('an.levan'), [id], pin)
  const before = await count('toan.phamduc', 'insideToRead')
  await drafter.work((work) => release(work, id))
  expect(await count('toan.phamduc', 'insideToRead')).toBe(before + 1)
  expect((await rows('anh.nguyenthi', 'insideToRead')).map((row) => row.key)).toContain(id)
  expect((await rows('hoa.dothi', 'insideToRead')).map((row) => row.key)).not.toContain(id)
  await province.as('toan.phamduc').work((work) => finishInside(work, id, ''))
  expect(await count('toan.phamduc', 'insideToRead')).toBe(before)
  expect((await rows('anh.nguyenthi', 'insideToRead')).map((row) => row.key)).toContain(id)
  for (const login of ['toan.phamduc', 'anh.nguyenthi', 'yen.vuhai', 'an.levan', 'na.lethu', 'hoa.dothi']) await agree(login)
})

test('what was not delivered is a fault until paper is on its way', async () => {
  const { document, delivery } = await refusedLetter()
  expect((await rows('na.lethu', 'sendFaults')).map((row) => row.key)).toContain(delivery)
  const [basis] = (await paperBases('2026-11-20')).filter((one) => !one.remark)
  const form = { delivery, copies: 1, code: basis?.code ?? '', remark: '' }
  await province.as('na.lethu').work((work) => sendPaper(work, document, form))
  expect((await rows('na.lethu', 'sendFaults')).map((row) => row.key)).not.toContain(delivery)
  await agree('na.lethu')
})

const said = (box: BoxKey, over: Partial<Parameters<typeof worstLine>[1]> = {}) =>
  renderToStaticMarkup(worstLine(box, { express: 0, urgent: 0, late: 0, today: 0, old: 0, parts: {}, ...over })).replace(
    /<[^>]*>/g,
    '',
  )

test('the line below a counter says what burns first, then of what it is made', async () => {
  expect(said('toReceive', { express: 1, urgent: 2, old: 3 })).toBe('1 hỏa tốc, 2 khẩn')
  expect(said('toReceive', { old: 3 })).toBe('3 quá 4 giờ')
  expect(said('toIssue', { parts: { SIGNED: 3, NUMBERED: 4, SEALED: 1 } })).toBe('4 chờ đóng dấu, 3 chờ số')
  expect(said('late', { late: 7, express: 1 })).toBe('1 hỏa tốc')
  expect(worstLine('toDo', undefined)).toBeUndefined()
  const worst = await province.as('na.lethu').work((work) => boxWorst(work, ['toReceive', 'toIssue']))
  expect(Object.values(worst).every((one) => one.late >= 0)).toBe(true)
})
