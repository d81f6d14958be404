import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { create, issue, refuse, settleFault, sign, submit } from '../index.ts'
import { waitingIn } from '../mywork/waiting.ts'
import { AfterDeeds } from '../outgoing/after/after.deeds.tsx'
import { outgoingPage } from '../outgoing/outgoing.load.ts'
import { view } from '../outgoing/view.sql.ts'

let province: TestProvince
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const pin = '12345678'
const clerk = () => province.as('na.lethu')
const wrong = async () => (await clerk().work((work) => waitingIn(work, 'sendFaults'))).map((one) => one.href)

/** A letter that the committee gives back as not meant for it. */
async function givenBack(): Promise<{ id: string; delivery: string }> {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  expect(await issue(clerk(), [id], pin)).toEqual([{ id, refused: null }])
  const [arrival] = await province.as('hoa.dothi').work((work) => incomingList(work, {}))
  await province.as('hoa.dothi').work((work) => refuse(work, arrival?.id ?? '', { code: 'WRONG_RECIPIENT', text: '' }))
  const { deliveries } = await clerk().work((work) => view(work, id))
  return { id, delivery: deliveries[0]?.id ?? '' }
}

test('what was sent to the wrong place leaves the list of faults once the clerk says how it was settled; state and reason stay', async () => {
  const { id, delivery } = await givenBack()
  expect(await wrong()).toContain(`/van-ban/di/${id}`)
  const how = 'gửi nhầm nơi nhận, đã gửi lại Sở Y tế'
  await clerk().work((work) => settleFault(work, id, { delivery, how }))
  expect(await wrong()).not.toContain(`/van-ban/di/${id}`)
  const today = await clerk().work(async ({ clock }) => clock.today)
  expect((await clerk().work((work) => view(work, id))).deliveries).toMatchObject([
    { state: 'REFUSED', settledHow: how, settledOn: today, refusalReason: expect.stringMatching(/./) },
  ])
})

test('the page opens with who gave it back, why, and the form; settled, it says nothing of it any more', async () => {
  const { id, delivery } = await givenBack()
  const page = async () => {
    const shown = await clerk().work((work) => outgoingPage(work, id))
    const deeds = () => createElement(AfterDeeds, { shown, after: shown.after, typed: {} })
    const Stub = createRoutesStub([{ path: '*', Component: deeds }])
    return renderToStaticMarkup(createElement(Stub, { initialEntries: ['/'] }))
  }
  const before = await page()
  expect(before).toMatch(/<b>[^<]+<\/b> trả lại: /)
  expect(before).toMatch(/<details[^>]* open=""[^>]*><summary[^>]*>[\s\S]*?Đã xử lý lỗi gửi/)
  await clerk().work((work) => settleFault(work, id, { delivery, how: 'đã gửi lại' }))
  expect(await page()).not.toMatch(/trả lại: |Đã xử lý lỗi gửi/)
})

test('only the clerk of the sender settles, only what is wrong, and in words that hold no secret', async () => {
  const { id, delivery } = await givenBack()
  const form = { delivery, how: 'đã gửi lại' }
  await expect(province.as('anh.nguyenthi').work((work) => settleFault(work, id, form))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(province.as('hoa.dothi').work((work) => settleFault(work, id, form))).rejects.toMatchObject({ code: 'not-found' })
  await expect(clerk().work((work) => settleFault(work, id, { ...form, delivery: id }))).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(clerk().work((work) => settleFault(work, id, { ...form, how: 'TỐI MẬT' }))).rejects.toMatchObject({
    code: 'secret-material',
  })
  expect(await wrong()).toContain(`/van-ban/di/${id}`)
})
