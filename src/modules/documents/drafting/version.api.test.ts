import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { apiOver, type Call } from '../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>
beforeAll(async () => {
  province = await testProvince()
  ;({ call, close } = await apiOver(province))
})
afterAll(async () => {
  await close()
  await province.close()
})

const drafter = 'anh.nguyenthi'
type Standing = { id: string; version: number; code: string; about: string }
type List = { rows: { ordinal: number; version: number; subject: string; savedBy: string }[]; restorable: boolean }
const form = (version: number, subject: string, text: string) =>
  draftFor(province, ['H99'], { version, subject, content: contentFrom(text) })

/** A draft saved twice: "Bản 1" and "Bản 2". */
async function drafted(): Promise<{ id: string; version: number }> {
  const { id, version } = (await call<Standing>(drafter, 'POST', '/outgoing', form(0, 'về việc thứ nhất', 'Lời đầu'))).body
  const put = await call<Standing>(drafter, 'PUT', `/outgoing/${id}`, form(version, 'về việc thứ hai', 'Lời sau'))
  return { id, version: put.body.version }
}

test('kept versions are listed, read, compared and taken back as a new one', async () => {
  const { id, version } = await drafted()
  const at = `/outgoing/${id}/versions`
  const list = (await call<List>(drafter, 'GET', at)).body
  expect(list).toMatchObject({
    rows: [
      { ordinal: 1, subject: 'về việc thứ nhất' },
      { ordinal: 2, subject: 'về việc thứ hai' },
    ],
    restorable: true,
  })
  expect((await call(drafter, 'GET', `${at}/1`)).body).toMatchObject({ ordinal: 1, text: 'Lời đầu' })
  expect((await call(drafter, 'GET', `/outgoing/${id}/comparison?from=1&to=2`)).body).toMatchObject({ from: 1, to: 2 })
  expect(await call(drafter, 'GET', `/outgoing/${id}/comparison?to=9`)).toMatchObject({ status: 404 })
  expect(await call(drafter, 'GET', `${at}/9`)).toMatchObject({ status: 404 })
  const back = await call<Standing>(drafter, 'POST', `${at}/1/restoration`, { version })
  expect(back).toMatchObject({ status: 200, body: { version: version + 1 } })
  const { rows } = (await call<List>(drafter, 'GET', at)).body
  expect(rows.map(({ subject }) => subject)).toEqual(['về việc thứ nhất', 'về việc thứ hai', 'về việc thứ nhất'])
  // Whoever saw the draft before that overwrites nothing.
  expect(await call(drafter, 'POST', `${at}/2/restoration`, { version })).toMatchObject({
    status: 409,
    body: { code: 'changed-meanwhile', about: String(version + 1) },
  })
})

test('only the drafter takes a version back, and only while it is a draft; strangers find nothing', async () => {
  const { id, version } = await drafted()
  const restore = (login: string) => call<Standing>(login, 'POST', `/outgoing/${id}/versions/1/restoration`, { version })
  // The clerk reads every document of the agency.
  expect(await restore('na.lethu')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  for (const path of ['versions', 'versions/1', 'comparison'])
    expect(await call('hoa.dothi', 'GET', `/outgoing/${id}/${path}`)).toMatchObject({ status: 404 })
  expect(await restore('hoa.dothi')).toMatchObject({ status: 404 })
  expect(await call(null, 'GET', `/outgoing/${id}/versions`)).toMatchObject({ status: 401 })
  await call(drafter, 'POST', `/outgoing/${id}/submission`, { steps: [] })
  expect(await restore(drafter)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  expect((await call<List>(drafter, 'GET', `/outgoing/${id}/versions`)).body.restorable).toBe(false)
})

test('autosaving keeps no version for every pause; a conflict brings both texts and overwrites nothing', async () => {
  const { id, version } = await drafted()
  const path = `/outgoing/${id}/autosave`
  const first = await call<Standing>(drafter, 'PUT', path, form(version, 'về việc thứ ba', 'Đang gõ'))
  expect(first).toMatchObject({ status: 200, body: { version: version + 1 } })
  expect((await call<List>(drafter, 'GET', `/outgoing/${id}/versions`)).body.rows).toHaveLength(2)
  for (const late of [path, `/outgoing/${id}`])
    expect(await call(drafter, 'PUT', late, form(version, 'về việc của tôi', 'Lời của tôi'))).toMatchObject({
      status: 409,
      body: {
        code: 'changed-meanwhile',
        meanwhile: {
          stored: { version: version + 1, subject: 'về việc thứ ba', text: 'Đang gõ' },
          yours: { version, subject: 'về việc của tôi', text: 'Lời của tôi' },
        },
      },
    })
  expect((await call(drafter, 'GET', `/outgoing/${id}`)).body).toMatchObject({ subject: 'về việc thứ ba' })
  // Nobody but the drafter saves, and a stranger is not told what stands there.
  expect(await call('na.lethu', 'PUT', path, form(version, 'x', 'y'))).toMatchObject({ status: 403 })
  const stranger = await call('hoa.dothi', 'PUT', path, form(version, 'x', 'y'))
  expect(stranger).toMatchObject({ status: 404 })
  expect(JSON.stringify(stranger.body)).not.toContain('về việc')
})

test('what is not known is not passed over: the parameter is named, and the one that was meant', async () => {
  for (const [path, about, words] of [
    ['/search?q=ngan+sach', 'q', 'Có phải "find"?'],
    ['/outgoing?limt=5', 'limt', 'Có phải "limit"?'],
    ['/incoming?trang-thai=ARRIVED', 'trang-thai', 'Có phải "state"?'],
    ['/books?all=1', 'all', 'không nhận tham số nào'],
  ] as const) {
    const answer = await call<{ about: string; title: string }>('na.lethu', 'GET', path)
    expect(answer).toMatchObject({
      status: 400,
      type: expect.stringContaining('problem+json'),
      body: { code: 'bad-input', about },
    })
    expect(answer.body.title).toContain(words)
  }
  expect(await call('na.lethu', 'GET', '/search?find=ngan+sach')).toMatchObject({ status: 200 })
})
