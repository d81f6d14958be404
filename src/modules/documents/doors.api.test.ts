import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { apiOver, type Call, sent } from './api.testing.ts'
import { draftFor, type TestProvince, testProvince } from './documents.testing.ts'
import type { DraftForm } from './outgoing/outgoing.forms.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>
const pin = '12345678'

beforeAll(async () => {
  province = await testProvince()
  const over = await apiOver(province)
  call = over.call
  close = over.close
})
afterAll(async () => {
  await close()
  await province.close()
})

type Answer = { id: string; state: string; code: string; about: string }
type Shown = Answer & { files: { id: string }[]; content: unknown; subject: string; assignments: { id: string }[] }
const post = (login: string) => province.actor(login).post
const outgoing = (login: string, id: string, what: string, body?: unknown) =>
  call<Answer>(login, 'POST', `/outgoing/${id}/${what}`, body)
const incoming = (login: string, id: string, what: string, body?: unknown) =>
  call<Answer>(login, 'POST', `/incoming/${id}/${what}`, body)
const work = (login: string, id: string, what: string, body?: unknown) =>
  call<Answer>(login, 'POST', `/assignments/${id}/${what}`, body)
const arrivedAt = async (login: string) =>
  (await call<{ rows: { id: string }[] }>(login, 'GET', '/incoming?limit=1')).body.rows[0]?.id ?? ''
const refusedFor = (about: string, code = 'bad-input') => ({ body: { code, about } })

async function submitted(over: Partial<DraftForm> = {}, to = ['H99']): Promise<string> {
  const { id } = (await call<Answer>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, to, over))).body
  await outgoing('anh.nguyenthi', id, 'submission', { steps: [] })
  return id
}
async function signed(over: Partial<DraftForm> = {}, to = ['H99']): Promise<string> {
  const id = await submitted(over, to)
  await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
  return id
}
async function arrived(): Promise<{ id: string; arrival: string }> {
  const id = await signed()
  await call('na.lethu', 'POST', '/issues', { ids: [id], pin })
  return { id, arrival: await arrivedAt('hoa.dothi') }
}
const lead = (login: string) => ({ role: 'LEAD', division: null, post: post(login) })

describe('a coded reason is a row of the data at every door', () => {
  test('to refuse an arrival: no other code, the remark where the row asks for it, and its words reach the sender', async () => {
    const { id, arrival } = await arrived()
    expect(await incoming('hoa.dothi', arrival, 'refusal', { code: 'XXBIA', text: '' })).toMatchObject(refusedFor('refusalCode'))
    expect(await incoming('hoa.dothi', arrival, 'refusal', { code: 'NOT_COMPETENT' })).toMatchObject(refusedFor('refusalReason'))
    expect(await incoming('hoa.dothi', arrival, 'refusal', { code: 'SIGNATURE_INVALID' })).toMatchObject({ status: 200 })
    const told = await call<{ deliveries: { refusalReason: string }[] }>('na.lethu', 'GET', `/outgoing/${id}`)
    expect(told.body.deliveries).toMatchObject([{ refusalReason: 'Chữ ký số không hợp lệ' }])
  })

  test('to send a draft back', async () => {
    const id = await submitted()
    const back = (body: object) => outgoing('an.levan', id, 'return', body)
    expect(await back({ code: 'XXBIA', reason: 'Sửa lại' })).toMatchObject(refusedFor('code'))
    expect(await back({ code: 'CONTENT', reason: '' })).toMatchObject(refusedFor('reason'))
    expect(await back({ code: 'SECRET_MATERIAL', reason: '' })).toMatchObject({ status: 200, body: { state: 'RETURNED' } })
  })

  test('to hand work back, and to ask for more time', async () => {
    const { arrival } = await arrived()
    await incoming('hoa.dothi', arrival, 'registration', {})
    const body = { body: 'Xem, tham mưu.', dueOn: '2030-03-01', assignments: [lead('duong.buitung')] }
    expect(await incoming('thinh.ngohuu', arrival, 'direction', body)).toMatchObject({ status: 200 })
    const [one] = (await call<Shown>('duong.buitung', 'GET', `/incoming/${arrival}`)).body.assignments
    const ask = (code: string) => work('duong.buitung', one?.id ?? '', 'extensions', { until: '2030-04-01', reason: 'Chờ', code })
    expect(await ask('XXBIA')).toMatchObject(refusedFor('extendCode'))
    expect(await ask('COMPLEX')).toMatchObject({ status: 204 })
    const back = (code: string) => work('duong.buitung', one?.id ?? '', 'return', { reason: '', code })
    expect(await back('XXBIA')).toMatchObject(refusedFor('handBackCode'))
    expect(await back('OTHER')).toMatchObject(refusedFor('reason'))
    expect(await back('ABSENT')).toMatchObject({ status: 204 })
  })
})

describe('what was recalled', () => {
  const recall = { code: 'WRONG_RECIPIENT' }

  test('is closed to who received it inside the agency: facts stay, text and files are gone; the drafter keeps his own', async () => {
    const to = post('hien.luongthe')
    const recipients = [{ recipientKind: 'PERSON', recipient: to, recipientName: 'Lương Thế Hiển' }] as DraftForm['recipients']
    const id = await signed({ internal: true, numbered: false, recipients }, [])
    expect(await outgoing('anh.nguyenthi', id, 'release')).toMatchObject({ body: { state: 'ISSUED' } })
    const shown = async (login: string) => (await call<Shown>(login, 'GET', `/outgoing/${id}`)).body
    const [file] = (await shown('hien.luongthe')).files
    const fetched = async (login: string) => (await call(login, 'GET', `/outgoing/${id}/files/${file?.id}`)).status
    expect(await fetched('hien.luongthe')).toBe(200)
    expect(await outgoing('na.lethu', id, 'recall', recall)).toMatchObject({ body: { state: 'RECALLED' } })
    const after = await shown('hien.luongthe')
    expect(after).toMatchObject({ state: 'RECALLED', files: [] })
    expect(after.subject).not.toBe('')
    expect(JSON.stringify(after.content)).not.toContain('Khó khăn')
    expect(await fetched('hien.luongthe')).toBe(404)
    expect(await fetched('anh.nguyenthi')).toBe(200)
    expect(JSON.stringify((await shown('anh.nguyenthi')).content)).toContain('Khó khăn')
  })

  test('is nobody’s work any more: not begun, not finished, not remarked on', async () => {
    const { id, arrival } = await arrived()
    await incoming('hoa.dothi', arrival, 'registration', {})
    await incoming('thinh.ngohuu', arrival, 'direction', { body: 'Xem', assignments: [lead('duong.buitung')] })
    const [one] = (await call<Shown>('duong.buitung', 'GET', `/incoming/${arrival}`)).body.assignments
    await outgoing('na.lethu', id, 'recall', recall)
    expect(await incoming('hoa.dothi', arrival, 'recall-answer', { answer: '15' })).toMatchObject({ body: { state: 'RECALLED' } })
    const late = refusedFor('recalled', 'wrong-state')
    expect(await work('duong.buitung', one?.id ?? '', 'start', { progress: 10 })).toMatchObject(late)
    expect(await work('duong.buitung', one?.id ?? '', 'completion', { report: 'Xong' })).toMatchObject(late)
    expect(await incoming('duong.buitung', arrival, 'remarks', { body: 'Góp ý' })).toMatchObject(late)
  })
})

test('a document is submitted at registration only to somebody of the agency', async () => {
  const { arrival } = await arrived()
  const to = (login: string) => incoming('hoa.dothi', arrival, 'registration', { submitTo: post(login) })
  expect(await to('an.levan')).toMatchObject(refusedFor('leader'))
  expect(await to('thinh.ngohuu')).toMatchObject({ status: 200, body: { state: 'TO_DIRECT' } })
})

test('a paper is not entered of a day to come, nor as come on one', async () => {
  const entry = { kind: 'OFFICIAL_LETTER', issuingAgency: 'Bộ Thử', codeNumber: '77', codeNotation: 'BT-VP', subject: 'Ngày sau' }
  const enter = (days: object) => call<Answer>('hoa.dothi', 'POST', '/incoming', { ...entry, ...days })
  expect(await enter({ promulgationDate: '2099-01-01' })).toMatchObject(refusedFor('promulgationDate', 'day-to-come'))
  expect(await enter({ paperArrivedOn: '2099-01-01' })).toMatchObject(refusedFor('paperArrivedOn', 'day-to-come'))
  expect(await enter({ promulgationDate: '2026-01-01' })).toMatchObject({ status: 201 })
})

test('no PIN is no guess: refused however often, and the right one still opens the key', async () => {
  const id = await submitted()
  const today = await province.as('na.lethu').work(async ({ clock }) => clock.today)
  const scan = sent('quet.pdf', letterPdf('Bản ký tay'))
  const hand = { signerName: 'Lê Văn An', signedOn: today, scan }
  expect(await outgoing('na.lethu', id, 'hand-signature', hand)).toMatchObject({ body: { state: 'SIGNED' } })
  await outgoing('na.lethu', id, 'number')
  for (const typed of [undefined, ' ', undefined, '  ', undefined, ' '])
    expect(await outgoing('na.lethu', id, 'final-scan', { scan, ...(typed && { pin: typed }) })).toMatchObject(refusedFor('pin'))
  expect(await outgoing('na.lethu', id, 'final-scan', { scan, pin })).toMatchObject({ body: { state: 'SEALED' } })
})
