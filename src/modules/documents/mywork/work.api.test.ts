import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOver, type Call } from '../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
  ;({ call, close } = await apiOver(province))
})
afterAll(async () => {
  await close()
  await province.close()
})

type Boxes = { waiting: number; boxes: { box: string; label: string; count: number }[] }
type Rows = { rows: { key: string; incoming: string | null; outgoing: string | null; subject: string; trouble: string | null }[] }
const boxes = async (login: string) => (await call<Boxes>(login, 'GET', '/my-work')).body
const counted = async (login: string, box: string) => (await boxes(login)).boxes.find((one) => one.box === box)?.count
const rows = async (login: string, box: string) => (await call<Rows>(login, 'GET', `/my-work/${box}`)).body.rows

test('what waits for whom is told box by box, and moves with the document to the delivery that went wrong', async () => {
  const subject = 'đề nghị bố trí vốn đối ứng'
  const made = await call<{ id: string }>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99'], { subject }))
  const { id } = made.body
  expect(await rows('anh.nguyenthi', 'drafts')).toMatchObject([{ key: id, outgoing: id, incoming: null, subject }])
  const before = await boxes('an.levan')
  await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })
  expect(await counted('anh.nguyenthi', 'drafts')).toBe(0)
  const after = await boxes('an.levan')
  expect(after.waiting).toBe(before.waiting + 1)
  expect(after.boxes.find(({ box }) => box === 'toSign')).toEqual({ box: 'toSign', label: 'Chờ ký', count: 1 })
  await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
  expect(await counted('na.lethu', 'toIssue')).toBe(1)
  await call('na.lethu', 'POST', '/issues', { ids: [id], pin })
  const [arrival] = await rows('hoa.dothi', 'toReceive')
  expect(arrival).toMatchObject({ subject, outgoing: null, trouble: null })
  expect(await rows('na.lethu', 'sendFaults')).toEqual([])
  const refusal = { code: 'WRONG_RECIPIENT', text: '' }
  expect(await call('hoa.dothi', 'POST', `/incoming/${arrival?.incoming}/refusal`, refusal)).toMatchObject({ status: 200 })
  expect(await counted('hoa.dothi', 'toReceive')).toBe(0)
  expect(await counted('na.lethu', 'sendFaults')).toBe(1)
  expect(await rows('na.lethu', 'sendFaults')).toMatchObject([
    { outgoing: id, incoming: null, subject, trouble: expect.stringContaining('bị trả lại') },
  ])
})

test('nobody opens a box of another role, sees another agency’s work, or asks without signing in', async () => {
  expect((await boxes('anh.nguyenthi')).boxes.map(({ box }) => box)).not.toContain('toReceive')
  for (const box of ['toReceive', 'sendFaults', 'toSign'])
    expect(await call('anh.nguyenthi', 'GET', `/my-work/${box}`)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect(await rows('hoa.dothi', 'sendFaults')).toEqual([])
  expect(await call('na.lethu', 'GET', '/my-work/nothing')).toMatchObject({ status: 404 })
  for (const path of ['/my-work', '/my-work/drafts']) expect(await call(null, 'GET', path)).toMatchObject({ status: 401 })
})
