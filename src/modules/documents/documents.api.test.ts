import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '#platform/db/pool.ts'
import { apiOver, type Call } from './api.testing.ts'
import { draftFor, type TestProvince, testProvince } from './documents.testing.ts'

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

type Standing = { id: string; state: string; version: number; symbol: string | null; arrivalNumber: number | null }
type Rows = { rows: { id: string; state: string; symbol: string }[]; next: string | null }

const begun = (over = {}) => call<Standing>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99'], over))
const review = () => ({ steps: [{ ordinal: 1, post: province.actor('toan.phamduc').post, task: 'REVIEW' }] })

test('two agencies: a letter is drafted, reviewed, signed, numbered, sealed, released, registered, directed and finished', async () => {
  const made = await begun()
  expect(made).toMatchObject({ status: 201, body: { state: 'DRAFT', version: 1, symbol: null } })
  const { id } = made.body
  const saved = await call('anh.nguyenthi', 'PUT', `/outgoing/${id}`, draftFor(province, ['H99'], { version: 1 }))
  expect(saved).toMatchObject({ status: 200, body: { version: 2 } })
  expect(await call('anh.nguyenthi', 'PUT', `/outgoing/${id}`, draftFor(province, ['H99'], { version: 1 }))).toMatchObject({
    status: 409,
    body: { code: 'changed-meanwhile', about: '2' },
  })
  const deed = async (login: string, what: string, body?: unknown) =>
    (await call<Standing>(login, 'POST', `/outgoing/${id}/${what}`, body)).body.state
  expect(await deed('anh.nguyenthi', 'submission', review())).toBe('REVIEWING')
  expect(await deed('toan.phamduc', 'return', { reason: 'Bổ sung số liệu' })).toBe('RETURNED')
  expect(await deed('anh.nguyenthi', 'submission', review())).toBe('REVIEWING')
  expect(await deed('toan.phamduc', 'approval', { comment: 'Đồng ý' })).toBe('TO_SIGN')
  expect(await call('an.levan', 'POST', '/signatures', { ids: [id], pin: '00000000' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-pin' },
  })
  expect(await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })).toMatchObject({
    status: 200,
    body: { results: [{ id, refused: null }] },
  })
  expect(await deed('na.lethu', 'number')).toBe('NUMBERED')
  expect(await deed('na.lethu', 'seal', { pin })).toBe('SEALED')
  expect(await deed('na.lethu', 'release')).toBe('ISSUED')

  const arrived = await call<Rows>('hoa.dothi', 'GET', '/incoming?state=ARRIVED')
  const [arrival] = arrived.body.rows
  expect(arrival).toMatchObject({ state: 'ARRIVED', symbol: '01/STC-NS' })
  const leader = province.actor('thinh.ngohuu').post
  expect(await call('hoa.dothi', 'POST', `/incoming/${arrival?.id}/registration`, { submitTo: leader })).toMatchObject({
    status: 200,
    body: { state: 'TO_DIRECT', arrivalNumber: 1 },
  })
  const assignments = [{ role: 'LEAD', division: null, post: province.actor('duong.buitung').post }]
  expect(await call('thinh.ngohuu', 'POST', `/incoming/${arrival?.id}/direction`, { body: 'P. TH', assignments })).toMatchObject({
    status: 200,
    body: { state: 'ASSIGNED' },
  })
  const seen = await call<{ assignments: { id: string }[] }>('duong.buitung', 'GET', `/incoming/${arrival?.id}`)
  const assignment = seen.body.assignments[0]?.id
  expect(await call('duong.buitung', 'POST', `/assignments/${assignment}/start`, { progress: 40 })).toMatchObject({ status: 204 })
  expect(await call('duong.buitung', 'POST', `/assignments/${assignment}/completion`, { report: 'Đã xong' })).toMatchObject({
    status: 204,
  })
  const shown = await call<{ deliveries: Record<string, string>[] }>('na.lethu', 'GET', `/outgoing/${id}`)
  expect(shown.body).toMatchObject({ state: 'ISSUED', symbol: '01/STC-NS', deliveries: [{ state: 'ACCEPTED' }] })
  expect(shown.body.deliveries[0]?.finishedAt).toMatch(/Z$/)
})

test('the released file is read by both sides, as stored and never sniffed', async () => {
  for (const [login, list] of [
    ['na.lethu', 'outgoing'],
    ['hoa.dothi', 'incoming'],
  ] as const) {
    const [first] = (await call<Rows>(login, 'GET', `/${list}?limit=1`)).body.rows
    const { files } = (await call<{ files: { id: string; size: number }[] }>(login, 'GET', `/${list}/${first?.id}`)).body
    const file = files.at(-1)
    const { status, type, bytes, headers } = await call(login, 'GET', `/${list}/${first?.id}/files/${file?.id}`)
    expect([status, type]).toEqual([200, 'application/pdf'])
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.length).toBe(file?.size)
  }
})

test('several are issued in one call, with a result per document; lists go on by their key', async () => {
  const ids: string[] = []
  for (const subject of ['báo cáo thứ nhất', 'báo cáo thứ hai', 'báo cáo còn là nháp'])
    ids.push((await begun({ subject })).body.id)
  for (const id of ids.slice(0, 2)) await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })
  await call('an.levan', 'POST', '/signatures', { ids: ids.slice(0, 2), read: ids.slice(0, 2), pin })
  const issued = await call<{ results: unknown[] }>('na.lethu', 'POST', '/issues', { ids, pin })
  expect(issued.body.results).toEqual([
    { id: ids[0], refused: null },
    { id: ids[1], refused: null },
    { id: ids[2], refused: { code: 'wrong-state', about: expect.any(String), title: expect.any(String) } },
  ])
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: { body: Rows } = await call<Rows>('na.lethu', 'GET', `/outgoing?limit=2${next ? `&before=${next}` : ''}`)
    seen.push(...page.body.rows.map((row) => row.id))
    next = page.body.next
  }
  expect(seen).toEqual(seen.toSorted().toReversed())
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThanOrEqual(4)
  expect((await call<Rows>('na.lethu', 'GET', '/outgoing?find=thu+hai')).body.rows.map((row) => row.id)).toEqual([ids[1]])
})

test('who may not is refused, another agency finds nothing, a visitor is turned away', async () => {
  const { id } = (await begun()).body
  expect(await call('yen.vuhai', 'POST', `/outgoing/${id}/submission`, { steps: [] })).toMatchObject({ status: 403 })
  expect(await call('hoa.dothi', 'GET', `/outgoing/${id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await call('hoa.dothi', 'POST', `/outgoing/${id}/cancellation`, { reason: 'x' })).toMatchObject({ status: 404 })
  expect(await call(null, 'GET', `/outgoing/${id}`)).toMatchObject({ status: 401 })
  expect(await call('anh.nguyenthi', 'POST', `/outgoing/${id}/cancellation`, { reason: 'Trùng' })).toMatchObject({
    status: 200,
    body: { state: 'CANCELLED' },
  })
})

test('a secret is refused at this door: nothing is stored but an audit line without content', async () => {
  const before = (await call<Rows>('na.lethu', 'GET', '/outgoing?limit=200')).body.rows.length
  const marked = { ...draftFor(province, ['H99']), securityClassification: 'SECRET' }
  const owner = openPool(province.ownerUrl)
  const lines = async () =>
    (await sql<object>`select from platform.audit where verb = 'secret.refused'`.execute(owner)).rows.length
  const noted = await lines()
  for (const grade of ['SECRET', 'MẬT'])
    expect(await call('anh.nguyenthi', 'POST', '/outgoing', { ...marked, securityClassification: grade })).toMatchObject({
      status: 409,
      body: { code: 'secret-material' },
    })
  expect(await lines()).toBe(noted + 2)
  await owner.destroy()
  const stamped = draftFor(province, ['H99'])
  const answer = await call('anh.nguyenthi', 'POST', '/outgoing', { ...stamped, places: ['TỐI MẬT'] })
  expect(answer).toMatchObject({ status: 409, body: { code: 'secret-material' } })
  expect((await call<Rows>('na.lethu', 'GET', '/outgoing?limit=200')).body.rows.length).toBe(before)
})
