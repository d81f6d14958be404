import { sql } from 'kysely'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, formatDate } from '#kernel/vietnamese.ts'
import type { Desk } from '#platform/db/desk.ts'
import { openPool } from '#platform/db/pool.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { apiOver, type Call, sent } from '../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import * as entryPage from '../incoming/entry.page.tsx'
import { action as incomingAction } from '../incoming/incoming.page.tsx'
import { incomingList } from '../incoming/list.sql.ts'
import { answerExtension, askExtension, create, issue, propose, register, sign, submit } from '../index.ts'
import { action as scanAction } from '../outgoing/sign/scan.page.tsx'

let province: TestProvince
let call: Call
let close: () => Promise<void>
let today: string
let owner: ReturnType<typeof openPool>
const pin = '12345678'

beforeAll(async () => {
  province = await testProvince()
  owner = openPool(province.ownerUrl)
  const over = await apiOver(province)
  call = over.call
  close = over.close
  today = await province.as('hoa.dothi').work(async ({ clock }) => clock.today)
})
afterAll(async () => {
  await close()
  await owner.destroy()
  await province.close()
})

type Answered = { status: number; errors: Record<string, string>; typed: Record<string, string> }
type Action = (args: Parameters<typeof incomingAction>[0]) => Promise<unknown>

/** Posts a form to a page as a browser without script does. */
async function post(action: Action, { desk, id }: { desk: Desk; id: string }, form: Record<string, string | File>) {
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) body.append(name, value)
  const request = new Request('http://localhost/trang', { method: 'POST', body })
  const args = { context, request, params: id ? { id } : {}, url: new URL(request.url), pattern: '' }
  const answer = await action(args as unknown as Parameters<typeof incomingAction>[0])
  if (answer instanceof Response) return { status: answer.status, errors: {}, typed: {} } satisfies Answered
  const { data, init } = answer as {
    data: { errors?: Record<string, string>; typed?: { errors: Record<string, string>; values: Record<string, string> } }
    init: { status: number }
  }
  return { status: init.status, errors: data.errors ?? data.typed?.errors ?? {}, typed: data.typed?.values ?? {} }
}

const postOf = (login: string) => province.actor(login).post

/** A document that was registered at the committee and waits for its leader. */
async function toDirect(): Promise<string> {
  const drafter = province.as('anh.nguyenthi')
  const sentOff = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, sentOff, { steps: [] }))
  await sign(province.as('an.levan'), [sentOff], pin)
  await issue(province.as('na.lethu'), [sentOff], pin)
  const clerk = province.as('hoa.dothi')
  const [newest] = await clerk.work((work) => incomingList(work, {}))
  await clerk.work((work) => register(work, newest?.id ?? '', { submitTo: postOf('thinh.ngohuu') }))
  return newest?.id ?? ''
}
const leader = () => province.as('thinh.ngohuu')
const lead = () => ({ role: 'LEAD', division: null, post: postOf('duong.buitung') })

test('nothing is to be done by a day that has passed: a directive is refused at the page and over the API, today is taken', async () => {
  const id = await toDirect()
  const yesterday = addDays(today, -1)
  const form = { intent: 'direct', body: 'Giao làm', lead: `P:${postOf('duong.buitung')}` }
  const refused = await post(incomingAction, { desk: leader(), id }, { ...form, dueOn: formatDate(yesterday) })
  expect(refused).toMatchObject({
    status: 400,
    errors: { dueOn: expect.stringMatching(/đã qua\. Hãy đặt hạn là hôm nay/) },
    typed: { body: 'Giao làm', dueOn: formatDate(yesterday) },
  })
  const asked = { body: 'Giao làm', assignments: [lead()] }
  expect(await call('thinh.ngohuu', 'POST', `/incoming/${id}/direction`, { ...asked, dueOn: yesterday })).toMatchObject({
    status: 400,
    body: { code: 'day-past', about: 'dueOn', title: expect.stringContaining('hôm nay hoặc một ngày sau đó') },
  })
  expect(await call('thinh.ngohuu', 'POST', `/incoming/${id}/direction`, { ...asked, dueOn: today })).toMatchObject({
    status: 200,
  })
})

test('a proposal asks for no day that has passed, and one that passed before the leader agreed is not agreed with', async () => {
  const id = await toDirect()
  const proposal = { leader: postOf('thinh.ngohuu'), body: 'Kính trình', assignments: [lead()] }
  const past = await call('thinh.ngohuu', 'POST', `/incoming/${id}/proposal`, { ...proposal, dueOn: addDays(today, -1) })
  expect(past).toMatchObject({ status: 400, body: { code: 'day-past', about: 'dueOn' } })
  const early = province.as('thinh.ngohuu', `${addDays(today, -3)}T09:00:00+07:00`)
  const typed = { leader: proposal.leader, body: proposal.body, dueOn: addDays(today, -1) }
  await early.work((work) =>
    propose(work, id, { ...typed, assignments: [{ role: 'LEAD', division: null, post: postOf('duong.buitung') }] }),
  )
  const agreed = await post(incomingAction, { desk: leader(), id }, { intent: 'agree' })
  expect(agreed).toMatchObject({ status: 400, errors: { dueOn: expect.stringContaining('Hạn xử lý đã qua') } })
})

test('more time goes to a day to come, also on the day on which it is granted', async () => {
  const id = await toDirect()
  const due = addDays(today, 2)
  await call('thinh.ngohuu', 'POST', `/incoming/${id}/direction`, { body: 'Giao', assignments: [lead()], dueOn: due })
  const shown = await call<{ assignments: { id: string }[] }>('thinh.ngohuu', 'GET', `/incoming/${id}`)
  const assignment = shown.body.assignments[0]?.id ?? ''
  const later = (login: string, days: number) => province.as(login, `${addDays(today, days)}T09:00:00+07:00`)
  const doer = { desk: later('duong.buitung', 5), id }
  const late = { intent: 'askExtension', assignment, extendReason: 'Chờ số liệu', until: formatDate(addDays(today, 3)) }
  expect(await post(incomingAction, doer, late)).toMatchObject({
    status: 400,
    errors: { until: expect.stringContaining('Ngày gia hạn đã qua') },
    typed: { extendReason: 'Chờ số liệu' },
  })
  const until = addDays(today, 6)
  await doer.desk.work((work) => askExtension(work, assignment, { until, reason: 'Chờ số liệu', code: null }))
  const asked = await call<{ extensions: { id: string }[] }>('thinh.ngohuu', 'GET', `/incoming/${id}`)
  const extension = asked.body.extensions[0]?.id ?? ''
  const giver = later('thinh.ngohuu', 7)
  expect(await post(incomingAction, { desk: giver, id }, { intent: 'grantExtension', extension })).toMatchObject({
    status: 400,
    errors: { granted: expect.stringContaining('“Không gia hạn”') },
  })
  await giver.work((work) => answerExtension(work, extension, { granted: false, reason: 'Xin lại ngày khác' }))
})

test('what is entered names the field that lies in the days to come, or the deadline that has passed', async () => {
  const entry = { kind: 'OFFICIAL_LETTER', issuingAgency: 'Bộ Thử', codeNumber: '88', codeNotation: 'BT-VP', subject: 'Ngày' }
  const clerk = { desk: province.as('hoa.dothi'), id: '' }
  const [past, future] = [addDays(today, -1), addDays(today, 1)]
  const typed = (days: object) => post(entryPage.action as unknown as Action, clerk, { ...entry, intent: 'keep', ...days })
  expect(await typed({ promulgationDate: formatDate(future) })).toMatchObject({
    errors: { promulgationDate: expect.stringContaining('ngày in trên văn bản') },
  })
  expect(await typed({ paperArrivedOn: formatDate(future) })).toMatchObject({
    errors: { paperArrivedOn: expect.stringContaining('ngày đã nhận') },
  })
  expect(await typed({ dueOn: formatDate(past) })).toMatchObject({
    errors: { dueOn: expect.stringContaining('Hạn trả lời đã qua') },
  })
  expect(await typed({ dueOn: 'mai kia' })).toMatchObject({ errors: { dueOn: expect.stringContaining('chưa đúng') } })
  const api = (days: object) => call('hoa.dothi', 'POST', '/incoming', { ...entry, ...days })
  expect(await api({ dueOn: past })).toMatchObject({ status: 400, body: { code: 'day-past', about: 'dueOn' } })
  expect(await api({ promulgationDate: future })).toMatchObject({ body: { code: 'day-to-come', about: 'promulgationDate' } })
  expect(await api({ dueOn: today, promulgationDate: today })).toMatchObject({ status: 201 })
})

test('a paper is signed by hand on a day that came, not before its signer had the post; it may be older than the draft', async () => {
  const drafter = province.as('anh.nguyenthi')
  const draft = draftFor(province, ['H99'])
  const id = await drafter.work((work) => create(work, draft))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sql`update organisation.post set effective_from = '2026-02-01' where id = ${draft.signer}`.execute(owner)
  const scan = new File([new Uint8Array(Buffer.from('%PDF-1.4'))], 'quet.pdf', { type: 'application/pdf' })
  const clerk = { desk: province.as('na.lethu'), id }
  const hand = (signedOn: string) =>
    call('na.lethu', 'POST', `/outgoing/${id}/hand-signature`, {
      ...{ signerName: 'Lê Văn An', signedOn, noSecretStamp: true },
      scan: sent('quet.pdf', new Uint8Array(Buffer.from('%PDF-1.4'))),
    })
  expect(await hand(addDays(today, 1))).toMatchObject({ status: 400, body: { code: 'day-to-come', about: 'signedOn' } })
  expect(await hand('2026-01-31')).toMatchObject({ status: 400, body: { code: 'signed-too-early', about: 'signedOn' } })
  const form = { intent: 'sign', signerName: 'Lê Văn An', scan }
  for (const signedOn of ['31/01/2026', formatDate(addDays(today, 1))])
    expect(await post(scanAction as unknown as Action, clerk, { ...form, signedOn })).toMatchObject({ status: 400 })
  // The first day of the post is one: what is wrong now is the file alone.
  expect(await hand('2026-02-01')).toMatchObject({ body: { code: 'unreadable-file' } })
})
