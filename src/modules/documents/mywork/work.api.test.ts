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

/** A box asked for page by page; `meanwhile` is done once, after the first page. */
async function paged(login: string, box: string, meanwhile?: (key: string) => Promise<unknown>): Promise<string[]> {
  const keys: string[] = []
  for (let before = ''; ; ) {
    const { body } = await call<Rows & { next: string | null }>(login, 'GET', `/my-work/${box}?limit=1${before}`)
    expect(body.rows).toHaveLength(1)
    keys.push(...body.rows.map((row) => row.key))
    if (keys.length === 1) await meanwhile?.(keys[0] ?? '')
    if (!body.next) return keys
    before = `&before=${body.next}`
  }
}

test('a long box is read page by page in its own order, nothing twice and nothing left out, whatever leaves it meanwhile', async () => {
  const need = [{}, { dueOn: '2099-12-30' }, { urgency: 'EXPRESS' as const }, { dueOn: '2099-12-29' }]
  const subjects = need.map((_, at) => `việc thứ ${at} của ô dài`)
  const ids: string[] = []
  for (const [at, over] of need.entries()) {
    const draft = draftFor(province, ['H99'], { subject: subjects[at] ?? '', ...over })
    ids.push((await call<{ id: string }>('anh.nguyenthi', 'POST', '/outgoing', draft)).body.id)
  }
  expect(await paged('anh.nguyenthi', 'drafts')).toEqual(ids.toReversed())
  for (const id of ids) await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })
  await call('an.levan', 'POST', '/signatures', { ids, read: ids, pin })
  await call('na.lethu', 'POST', '/issues', { ids, pin })
  const arrived = await rows('hoa.dothi', 'toReceive')
  expect(arrived.map(({ subject }) => subject)).toEqual([2, 3, 1, 0].map((at) => subjects[at]))
  const [leader, office] = ['thinh.ngohuu', 'duong.buitung'].map((login) => province.actor(login).post)
  const register = (key: string) => call('hoa.dothi', 'POST', `/incoming/${key}/registration`, { submitTo: leader })
  expect(await paged('hoa.dothi', 'toReceive', register)).toEqual(arrived.map(({ key }) => key))

  const assignments = [{ role: 'LEAD', division: null, post: office }]
  for (const { key } of arrived) {
    await register(key)
    const order = { body: 'Khẩn trương', dueOn: key === arrived[3]?.key ? '2099-12-01' : null, assignments }
    expect(await call('thinh.ngohuu', 'POST', `/incoming/${key}/direction`, order)).toMatchObject({ status: 200 })
  }
  const toDo = await rows('duong.buitung', 'toDo')
  expect(toDo.map(({ incoming }) => incoming).toSorted()).toEqual(arrived.map(({ key }) => key).toSorted())
  expect(toDo[0]?.incoming).toBe(arrived[3]?.key)
  expect(await paged('duong.buitung', 'toDo')).toEqual(toDo.map(({ key }) => key))
  expect(await call('duong.buitung', 'GET', '/my-work/toDo?before=x')).toMatchObject({ status: 400 })
})

test('nobody opens a box of another role, sees another agency’s work, or asks without signing in', async () => {
  expect((await boxes('anh.nguyenthi')).boxes.map(({ box }) => box)).not.toContain('toReceive')
  for (const box of ['toReceive', 'sendFaults', 'toSign'])
    expect(await call('anh.nguyenthi', 'GET', `/my-work/${box}`)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect(await rows('hoa.dothi', 'sendFaults')).toEqual([])
  expect(await call('na.lethu', 'GET', '/my-work/nothing')).toMatchObject({ status: 404 })
  for (const path of ['/my-work', '/my-work/drafts']) expect(await call(null, 'GET', path)).toMatchObject({ status: 401 })
})
