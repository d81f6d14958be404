import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { type Sheet, typesetSheet } from '#platform/pdf/sheet.ts'
import { typeset } from '#platform/pdf/typeset.ts'
import { apiOver, type Call, sent } from '../../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import type { DraftForm } from '../outgoing.forms.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>

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

type Checked = { passed: number; faults: { key: string; level: string; clause: string; fix?: string; found: unknown[] }[] }
const wrong = { content: contentFrom('Theo Quyết định số 5/QD-UBND và điều 5./.'), places: ['Như trên'], subject: 'V/v báo cáo.' }

async function drafted(over: Partial<DraftForm> = wrong): Promise<string> {
  return (await call<{ id: string }>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99'], over))).body.id
}
const checked = async (id: string) => (await call<Checked>('anh.nguyenthi', 'GET', `/outgoing/${id}/layout`)).body
const keys = async (id: string) => (await checked(id)).faults.map(({ key }) => key)

test('a draft is checked, and each fault that can be is put right by one call, as a version of its own', async () => {
  const id = await drafted()
  const { faults } = await checked(id)
  expect(faults.map(({ key }) => key)).toEqual(['subject-plain', 'dots', 'symbols', 'capitals', 'kept'])
  let version = 1
  for (const { fix } of faults) {
    const done = await call<{ version: number }>('anh.nguyenthi', 'POST', `/outgoing/${id}/layout-fixes`, { fix, version })
    expect(done).toMatchObject({ status: 200, body: { version: version + 1 } })
    version = done.body.version
  }
  expect(await keys(id)).toEqual([])
  const { body } = await call<{ subject: string; places: string[] }>('anh.nguyenthi', 'GET', `/outgoing/${id}`)
  expect(body.subject).toBe('báo cáo')
  const kept = await call<{ rows: unknown[] }>('anh.nguyenthi', 'GET', `/outgoing/${id}/versions`)
  expect(kept.body.rows).toHaveLength(version)
})

test('only the drafter has it put right, only over what he saw, only while it is a draft', async () => {
  const id = await drafted()
  const fix = (login: string | null, body: object) => call(login, 'POST', `/outgoing/${id}/layout-fixes`, body)
  expect(await fix('toan.phamduc', { fix: 'places', version: 1 })).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect(await fix('hoa.dothi', { fix: 'places', version: 1 })).toMatchObject({ status: 404 })
  expect(await fix(null, { fix: 'places', version: 1 })).toMatchObject({ status: 401 })
  expect(await fix('anh.nguyenthi', { fix: 'places', version: 7 })).toMatchObject({
    status: 409,
    body: { code: 'changed-meanwhile' },
  })
  expect(await fix('anh.nguyenthi', { fix: 'khác', version: 1 })).toMatchObject({ status: 400 })
  await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })
  expect(await fix('anh.nguyenthi', { fix: 'places', version: 1 })).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  expect(await call('hoa.dothi', 'GET', `/outgoing/${id}/layout`)).toMatchObject({ status: 404 })
})

const sheet: Sheet = {
  family: 'letter',
  parentAgency: 'Ủy ban nhân dân tỉnh Thanh Giang',
  agency: 'Sở Tài chính',
  place: 'Thanh Giang',
  notation: 'STC-NS',
  kindName: null,
  subject: 'báo cáo',
  urgency: 'NORMAL',
  addressees: ['Sở Nội vụ'],
  body: contentFrom('Theo Quyết định số 12/QĐ-UBND, Sở Tài chính báo cáo.'),
  signing: { capacityLines: ['GIÁM ĐỐC'], name: 'Lê Văn An' },
  recipients: ['Như trên', 'Lưu: VT, NS'],
  demonstration: false,
}

test('an uploaded PDF is looked at too: ours has no fault, a plain page has many', async () => {
  const id = await drafted({})
  const upload = (pdf: Uint8Array) =>
    call('anh.nguyenthi', 'PUT', `/outgoing/${id}/upload`, { ...sent('van-ban.pdf', pdf), noSecretStamp: false })
  expect(await upload(typesetSheet(sheet).pdf)).toMatchObject({ status: 200 })
  expect(await keys(id)).toEqual([])
  const nodes = [{ type: 'paragraph', content: [{ type: 'text', text: 'Báo cáo theo Quyết định số 5/QD-UBND đã ban hành.' }] }]
  const page = typeset('plain', { plain: JSON.stringify({ title: 'Báo cáo', head: '', nodes }) }).pdf
  expect(await upload(page)).toMatchObject({ status: 200 })
  const { faults } = await checked(id)
  expect(faults.map(({ key }) => key)).toEqual([
    'edges',
    'nation',
    'motto',
    'number',
    'date',
    'places-word',
    'kept',
    'ending',
    'symbols',
  ])
  expect(faults.every(({ clause, fix }) => clause !== '' && fix === undefined)).toBe(true)
})
