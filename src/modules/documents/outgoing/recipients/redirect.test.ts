import { sql } from 'kysely'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPool } from '#platform/db/pool.ts'
import { apiOver, type Call } from '../../api.testing.ts'
import { deliveriesOf } from '../../deliveries/delivery.sql.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { OutgoingDeeds } from '../outgoing.deeds.tsx'
import { type OutgoingShown, outgoingPage } from '../outgoing.load.ts'
import { perform } from '../perform.ts'
import { view } from '../view.sql.ts'
import { Redirect } from './redirect.deeds.tsx'

let province: TestProvince
let call: Call
let owner: ReturnType<typeof openPool>
let close: () => Promise<void>
const pin = '12345678'
const reason = 'Cơ quan nhận đã sáp nhập.'

/** Ends the department after which the ward comes, or brings it back. */
const ends = (code: string, ended: boolean) =>
  sql`update organisation.agency set effective_to = ${ended ? sql`app.today() - 1` : null} where id = ${province.agency(code)}`.execute(
    owner,
  )

beforeAll(async () => {
  province = await testProvince()
  const over = await apiOver(province)
  call = over.call
  owner = openPool(province.ownerUrl)
  close = over.close
  const [from, to] = [province.agency('H99.13'), province.agency('H99.51')]
  await sql`insert into organisation.succession values (${from}, ${to}, 'MERGE', app.today())`.execute(owner)
})
beforeEach(() => ends('H99.13', false))
afterAll(async () => {
  await close()
  await owner.destroy()
  await province.close()
})

type Answered = { id: string; state: string; code: string; about: string }
async function signed(to: string[]): Promise<string> {
  const { id } = (await call<Answered>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, to))).body
  expect(await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })).toMatchObject({ status: 200 })
  await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
  return id
}
/** Numbered while everybody was in force; the department ends afterwards. */
async function numbered(to: string[]): Promise<string> {
  const id = await signed(to)
  expect(await call('na.lethu', 'POST', `/outgoing/${id}/number`)).toMatchObject({ status: 200 })
  await ends('H99.13', true)
  return id
}
const redirect = (id: string, over: object = {}, login = 'na.lethu') =>
  call<Answered>(login, 'POST', `/outgoing/${id}/redirect`, {
    recipient: province.agency('H99.13'),
    to: province.agency('H99.51'),
    reason,
    ...over,
  })
const issue = async (id: string) => JSON.stringify((await call('na.lethu', 'POST', '/issues', { ids: [id], pin })).body)
const reached = async (id: string) =>
  (await province.as('na.lethu').work(({ tx }) => deliveriesOf(tx, id))).map((one) => one.recipientName).toSorted()

describe('a recipient that ended after the number was bound', () => {
  test('goes over to its successor: the document keeps its number, the history says from whom to whom and why', async () => {
    const id = await numbered(['H99', 'H99.13'])
    expect(await issue(id)).toContain('dissolved-recipient')
    expect(await redirect(id)).toMatchObject({ status: 200, body: { state: 'SEALED' } })
    expect(await issue(id)).toContain('"refused":null')
    expect(await reached(id)).toEqual(['Ủy ban nhân dân phường Tân Lập', 'Ủy ban nhân dân tỉnh Thanh Giang'])
    const { history } = await province.as('na.lethu').work((work) => view(work, id))
    const words = 'Sở Khoa học và Công nghệ → Ủy ban nhân dân phường Tân Lập. Cơ quan nhận đã sáp nhập.'
    expect(history.find((row) => row.step === 'redirect')).toMatchObject({ name: 'Lê Thu Na', reason: words })
  })

  test('is taken out with a reason; the only one is not', async () => {
    const id = await numbered(['H99', 'H99.13'])
    expect(await redirect(id, { to: null })).toMatchObject({ status: 200 })
    expect(await issue(id)).toContain('"refused":null')
    expect(await reached(id)).toEqual(['Ủy ban nhân dân tỉnh Thanh Giang'])
    await ends('H99.13', false)
    const lone = await numbered(['H99.13'])
    expect(await redirect(lone, { to: null })).toMatchObject({ status: 409, body: { code: 'no-recipient' } })
    expect(await redirect(lone)).toMatchObject({ status: 200 })
  })

  test('is not sent where the document goes already', async () => {
    const id = await numbered(['H99.13', 'H99.51'])
    expect(await redirect(id)).toMatchObject({ status: 400, body: { about: 'to' } })
    expect(await redirect(id, { to: null })).toMatchObject({ status: 200 })
  })
})

test('the page shows it to the clerk alone, proposes the successor, and takes the press; without a reason it says which field', async () => {
  const id = await numbered(['H99', 'H99.13'])
  const desk = province.as('na.lethu')
  const shown = (login: string) => province.as(login).work((work) => outgoingPage(work, id))
  const successors = [{ id: province.agency('H99.51'), name: 'Ủy ban nhân dân phường Tân Lập' }]
  const { ended } = (await shown('na.lethu')).after
  expect(ended).toEqual([{ agency: province.agency('H99.13'), name: 'Sở Khoa học và Công nghệ', successors }])
  expect((await shown('anh.nguyenthi')).after.ended).toEqual([])
  const Stub = createRoutesStub([{ path: '*', Component: () => createElement(Redirect, { ended, typed: {} }) }])
  const page = renderToStaticMarkup(createElement(Stub, { initialEntries: ['/'] }))
  expect(page).toContain('Sở Khoa học và Công nghệ')
  expect(page).toContain('Không gửi nơi này nữa')
  const form = new FormData()
  const typed = { intent: 'redirect', recipient: province.agency('H99.13'), to: 'khong-gui', reason: '' }
  for (const [name, value] of Object.entries(typed)) form.set(name, value)
  await expect(perform(desk, id, form)).rejects.toMatchObject({ code: 'bad-input', about: 'reason' })
  form.set('reason', reason)
  expect(await perform(desk, id, form)).toBeNull()
  expect((await shown('na.lethu')).after.ended).toEqual([])
})

test('while a recipient has ended the press that would issue is not offered, as it would only be refused', async () => {
  const id = await numbered(['H99', 'H99.13'])
  const page = async () => {
    const shown: OutgoingShown = await province.as('na.lethu').work((work) => outgoingPage(work, id))
    const deeds = () => createElement(OutgoingDeeds, { shown, typed: {}, fault: undefined })
    const Stub = createRoutesStub([{ path: '*', Component: deeds }])
    return renderToStaticMarkup(createElement(Stub, { initialEntries: ['/'] }))
  }
  expect(await page()).not.toContain('Đóng dấu và phát hành')
  expect(await redirect(id)).toMatchObject({ status: 200 })
  expect(await page()).toContain('Đóng dấu và phát hành')
})

describe('may not', () => {
  test('nobody but the agency’s clerk, and nobody before the signing or after the issue', async () => {
    const id = await numbered(['H99', 'H99.13'])
    expect(await redirect(id, {}, 'anh.nguyenthi')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await redirect(id, {}, 'an.levan')).toMatchObject({ status: 403 })
    expect(await redirect(id, {}, 'hoa.dothi')).toMatchObject({ status: 404 })
    expect(await redirect(id)).toMatchObject({ status: 200 })
    await issue(id)
    expect(await redirect(id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
    const { id: draft } = (await call<Answered>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99', 'H99.13']))).body
    expect(await redirect(draft)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  })

  test('a recipient in force stays, a stranger is no successor, a reason is given and is no grade of secret', async () => {
    const id = await numbered(['H99', 'H99.13'])
    const refused = (about: string) => ({ status: 400, body: { code: 'bad-input', about } })
    expect(await redirect(id, { recipient: province.agency('H99') })).toMatchObject(refused('recipient'))
    expect(await redirect(id, { to: province.agency('G99') })).toMatchObject(refused('to'))
    expect(await redirect(id, { reason: '  ' })).toMatchObject({ status: 400 })
    expect(await redirect(id, { reason: 'TỐI MẬT' })).toMatchObject({ body: { code: 'secret-material' } })
    expect(await issue(id)).toContain('dissolved-recipient')
  })
})
