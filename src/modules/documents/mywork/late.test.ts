import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/vietnamese.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { incomingView } from '../incoming/view.sql.ts'
import { create, direct, issue, register, sign, submit } from '../index.ts'
import { waitingIn } from './waiting.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

test('nothing of a delivered document is typed a second time, and what is late stands out to who answers for it', async () => {
  const subject = 'rà soát kinh phí chuyển đổi số'
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'], { subject, urgency: 'URGENT' })))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  expect(await issue(province.as('na.lethu'), [id], pin)).toEqual([{ id, refused: null }])

  const reception = province.as('hoa.dothi')
  const arrival =
    (await reception.work((work) => waitingIn(work, 'toReceive'))).find((one) => one.subject === subject)?.incoming ?? ''
  const leader = province.actor('thinh.ngohuu').post
  // The one thing that the clerk says is whom it goes to; all that the sender said stands there already.
  await reception.work((work) => register(work, arrival, { submitTo: leader }))
  const { doc } = await reception.work((work) => incomingView(work, arrival))
  expect(doc).toMatchObject({
    ...{ subject, urgency: 'URGENT', kind: 'OFFICIAL_LETTER', issuingAgency: 'Sở Tài chính', codeNotation: 'STC-NS' },
    ...{ signerName: 'Lê Văn An', electronic: true, state: 'TO_DIRECT' },
  })
  expect(doc.codeNumber).not.toBe('')
  expect(doc.promulgationDate).not.toBeNull()

  const today = await reception.work(async ({ clock }) => clock.today)
  const lead = { role: 'LEAD' as const, division: null, post: province.actor('duong.buitung').post }
  const order = { body: 'Khẩn trương', dueOn: addDays(today, 3), assignments: [lead] }
  await province.as('thinh.ngohuu').work((work) => direct(work, arrival, order))
  const late = async (login: string, day: string) =>
    (await province.as(login, `${day}T09:00:00+07:00`).work((work) => waitingIn(work, 'late'))).find(
      (one) => one.incoming === arrival,
    )
  expect(await late('thinh.ngohuu', addDays(today, 3))).toBeUndefined()
  expect(await late('thinh.ngohuu', addDays(today, 20))).toMatchObject({ dueOn: addDays(today, 3) })
  expect((await late('thinh.ngohuu', addDays(today, 20)))?.due?.left).toBeDefined()
  expect(await late('na.lethu', addDays(today, 20))).toBeUndefined()
})
