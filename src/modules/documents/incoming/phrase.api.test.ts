import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOver, type Call, sent } from '../api.testing.ts'
import { type TestProvince, testProvince } from '../documents.testing.ts'
import { perform } from './perform.ts'

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

type Phrases = { phrases: string[]; own: boolean }
const kept = (login: string) => call<Phrases>(login, 'GET', '/phrases')

test('phrases are each person’s own: kept, dropped, never seen or dropped by others, never a grade of secret', async () => {
  expect((await kept('an.levan')).body).toMatchObject({ own: false, phrases: expect.arrayContaining(['Đồng ý đề xuất.']) })
  const said = { phrase: 'Phòng Ngân sách xử lý trong tuần.' }
  expect(await call('an.levan', 'POST', '/phrases', said)).toMatchObject({
    status: 200,
    body: { own: true, phrases: [said.phrase] },
  })
  expect((await kept('na.lethu')).body.own).toBe(false)
  expect((await call('na.lethu', 'POST', '/phrases/drop', said)).status).toBe(200)
  expect((await kept('an.levan')).body.phrases).toEqual([said.phrase])
  expect(await call('an.levan', 'POST', '/phrases', { phrase: 'TUYỆT MẬT' })).toMatchObject({
    body: { code: 'secret-material' },
  })
  expect(await call('an.levan', 'POST', '/phrases', { phrase: 'x'.repeat(201) })).toMatchObject({ status: 400 })
  expect(await call(null, 'GET', '/phrases')).toMatchObject({ status: 401 })
  expect((await call<Phrases>('an.levan', 'POST', '/phrases/drop', said)).body.own).toBe(false)
})

type Shown = { files: { id: string; role: string; kind: string | null; kindName: string | null }[] }

const scan = (text: string) =>
  new Uint8Array(
    Buffer.concat([readFileSync(new URL('../../../platform/pdf/testing/signature.png', import.meta.url)), Buffer.from(text)]),
  )

/** A paper document with a file beside it, entered by the clerk of finance. */
async function entered(codeNumber: string): Promise<{ id: string; main: string; beside: string }> {
  const entry = { kind: 'OFFICIAL_LETTER', issuingAgency: 'Bộ Thử', codeNumber, codeNotation: 'BT-VP', subject: 'thử tệp kèm' }
  const files = [sent('van-ban.png', scan(`a${codeNumber}`)), sent('bai-bao.png', scan(`b${codeNumber}`))]
  const made = await call<{ id: string }>('na.lethu', 'POST', '/incoming', { ...entry, files, noSecretStamp: true })
  const { body } = await call<Shown>('na.lethu', 'GET', `/incoming/${made.body.id}`)
  const of = (role: string) => body.files.find((file) => file.role === role)?.id ?? ''
  return { id: made.body.id, main: of('MAIN'), beside: of('ATTACHMENT') }
}

test('the clerk says what a file beside the document is, over the API and on the page; it is shown and may be taken back', async () => {
  const { id, beside } = await entered('21')
  const shown = async () =>
    (await call<Shown>('na.lethu', 'GET', `/incoming/${id}`)).body.files.find((file) => file.id === beside)
  expect(await shown()).toMatchObject({ kind: null, kindName: null })
  const say = (kind: string | null) => call('na.lethu', 'POST', `/incoming/${id}/files/${beside}/kind`, { kind })
  expect(await say('PRESS_REPORT')).toMatchObject({ status: 200 })
  expect(await shown()).toMatchObject({ kind: 'PRESS_REPORT', kindName: 'Bài báo' })
  expect(await say(null)).toMatchObject({ status: 200 })
  expect(await shown()).toMatchObject({ kind: null })
  const form = new FormData()
  for (const [name, value] of Object.entries({ intent: 'setFileKind', file: beside, fileKind: 'COMPLAINT' }))
    form.set(name, value)
  await perform(province.as('na.lethu'), id, form)
  expect(await shown()).toMatchObject({ kindName: 'Đơn khiếu nại' })
})

test('only the clerk of the agency says it, only of a file beside the document, only a kind that there is', async () => {
  const { id, main, beside } = await entered('22')
  const say = (login: string | null, file: string, kind = 'PRESS_REPORT') =>
    call(login, 'POST', `/incoming/${id}/files/${file}/kind`, { kind })
  // The head of the agency reads it.
  expect(await say('an.levan', beside)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect(await say('hoa.dothi', beside)).toMatchObject({ status: 404 })
  expect(await say(null, beside)).toMatchObject({ status: 401 })
  expect(await say('na.lethu', main)).toMatchObject({ status: 400, body: { about: 'file' } })
  expect(await say('na.lethu', beside, 'NO_SUCH')).toMatchObject({ status: 400, body: { about: 'kind' } })
  expect(await say('na.lethu', '00000000-0000-7000-8000-000000000000')).toMatchObject({ status: 404 })
  await call('na.lethu', 'POST', `/incoming/${id}/registration`, {})
  await call('na.lethu', 'POST', `/incoming/${id}/void`, { reason: 'vào nhầm sổ' })
  expect(await say('na.lethu', beside)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
})
