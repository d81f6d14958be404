import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { create, issue, register, sign, submit } from '../index.ts'
import { action, loader } from './incoming-list.page.tsx'
import { incomingList } from './list.sql.ts'

let province: TestProvince
let id: string
const pin = '12345678'

beforeAll(async () => {
  province = await testProvince()
  const drafter = province.as('anh.nguyenthi')
  const draft = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, draft, { steps: [] }))
  await sign(province.as('an.levan'), [draft], pin)
  await issue(province.as('na.lethu'), [draft], pin)
  const clerk = province.as('hoa.dothi')
  id = (await clerk.work((work) => incomingList(work, {})))[0]?.id ?? ''
  await clerk.work((work) => register(work, id, { submitTo: province.actor('thinh.ngohuu').post }))
})
afterAll(() => province.close())

type Args = Parameters<typeof loader>[0]
function argsOf(desk: Desk, query: string, form?: Record<string, string>): Args {
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const body = new FormData()
  for (const [name, value] of Object.entries(form ?? {})) body.append(name, value)
  const request = new Request(`http://localhost/van-ban/den${query}`, form ? { method: 'POST', body } : {})
  return { context, request, params: {}, url: new URL(request.url), pattern: '' } as unknown as Args
}
const open = async (login: string, chon = id) => (await loader(argsOf(province.as(login), `?chon=${chon}`))).beside
const deed = (login: string, form: Record<string, string>, chon = id) =>
  action(argsOf(province.as(login), `?q=x&chon=${chon}`, form)) as Promise<unknown>

test('who decides opens a document beside the list; nobody else, and nothing that is not there to read', async () => {
  expect(await open('thinh.ngohuu')).toMatchObject({ doc: { id }, steps: expect.arrayContaining(['direct']) })
  // Another agency's leader, a clerk who has a list of his own for that, a made-up and a broken name.
  for (const login of ['an.levan', 'hoa.dothi', 'duong.buitung']) expect(await open(login)).toBeNull()
  for (const chon of ['00000000-0000-7000-8000-000000000000', 'x', '']) expect(await open('thinh.ngohuu', chon)).toBeNull()
})

test('a deed beside the list is that of the document’s page: refused with everything typed, and the list stays as it was', async () => {
  const lead = `P:${province.actor('duong.buitung').post}`
  const form = { intent: 'direct', body: 'Giao xem', lead, dueOn: '01/01/2020' }
  expect(await deed('thinh.ngohuu', form)).toMatchObject({
    data: {
      of: id,
      words: expect.stringContaining('đã qua'),
      typed: { values: { body: 'Giao xem', lead, dueOn: '01/01/2020' } },
    },
    init: { status: 400 },
  })
  expect(await deed('an.levan', { ...form, dueOn: '' })).toMatchObject({ init: { status: 404 } })
  await expect(deed('thinh.ngohuu', form, '')).rejects.toMatchObject({ status: 404 })
  const done = await deed('thinh.ngohuu', { ...form, dueOn: '' })
  expect((done as Response).headers.get('location')).toBe(`/van-ban/den?q=x&chon=${id}`)
  expect(await open('thinh.ngohuu')).toMatchObject({ doc: { state: 'ASSIGNED' } })
})
