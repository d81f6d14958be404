import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deskContext } from '#platform/http/contexts.ts'
import { typesetSheet } from '#platform/pdf/sheet.ts'
import { measured } from '#platform/pdf/testing/measured.ts'
import { anchorCertificates, judgePdf } from '#signing'
import { apiOver, type Call, sent } from '../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { relatedOf } from '../outgoing/compose/related.sql.ts'
import { action, loader } from './copy.page.tsx'
import { pagesFrom } from './copy.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>
const pin = '12345678'
type Standing = { id: string; state: string; symbol: string; code: string; about: string }
type File = { id: string; role: string; name: string }

/** A file that an office makes elsewhere and attaches: nobody has signed it. */
const annex = () =>
  typesetSheet({
    family: 'named',
    parentAgency: null,
    agency: 'Sở Tài chính',
    place: 'Thanh Giang',
    notation: 'KH-STC',
    kindName: 'Kế hoạch',
    subject: 'chi tiết',
    urgency: 'NORMAL',
    addressees: [],
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Nội dung chi tiết.' }] }] },
    signing: { capacityLines: ['GIÁM ĐỐC'], name: 'Lê Văn An' },
    recipients: [],
    demonstration: true,
  }).pdf

let letter: { id: string; symbol: string }
let original: Buffer
beforeAll(async () => {
  province = await testProvince()
  const over = await apiOver(province)
  call = over.call
  close = over.close
  letter = await issued()
  original = (await file(letter.id, 'SEALED')).bytes
})
afterAll(async () => {
  await close()
  await province.close()
})

async function issued(): Promise<{ id: string; symbol: string }> {
  const { id } = (await call<Standing>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99']))).body
  const attached = { ...sent('Kế hoạch chi tiết.pdf', annex()), noSecretStamp: true }
  expect((await call('anh.nguyenthi', 'POST', `/outgoing/${id}/attachments`, attached)).status).toBe(201)
  await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })
  await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
  await call('na.lethu', 'POST', '/issues', { ids: [id], pin })
  return (await call<Standing>('na.lethu', 'GET', `/outgoing/${id}`)).body
}

async function file(id: string, role: string, login = 'na.lethu') {
  const { files } = (await call<{ files: File[] }>(login, 'GET', `/outgoing/${id}`)).body
  const found = files.filter((one) => one.role === role)
  const last = found.at(-1)
  return { ...(await call(login, 'GET', `/outgoing/${id}/files/${last?.id}`)), found }
}

const order = (over: object = {}, to = 'H99.51') => ({
  form: 'FULL_COPY',
  signer: province.actor('an.levan').post,
  recipients: [{ recipientKind: 'AGENCY', recipient: province.agency(to), recipientName: to }],
  places: ['Lưu: VT'],
  pin,
  ...over,
})
const copy = (login: string, of: string, over: object = {}, to = 'H99.51') =>
  call<Standing>(login, 'POST', `/${of}/copies`, order(over, to))
const judged = async (bytes: Uint8Array) => {
  const anchors = await province.as('na.lethu').work((work) => anchorCertificates(work.tx))
  return judgePdf(new Uint8Array(bytes), { anchors, at: new Date() })
}
const cornerOf = (bytes: Uint8Array) =>
  measured(bytes).spans.filter(({ page, size, baseline }) => page === 1 && Math.abs(size - 10) < 0.1 && baseline < 20)
const vietnamTime = /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d \+07:00$/u

test('a file of its own that goes with a document bears its number and the time at the top right, signed (sample 2.2)', async () => {
  const attachment = await file(letter.id, 'ATTACHMENT')
  expect(attachment.found).toHaveLength(1)
  const spans = cornerOf(attachment.bytes)
  expect(spans.map(({ text }) => text.trim())).toEqual([letter.symbol, expect.stringMatching(vietnamTime)])
  for (const span of spans) {
    expect(span).toMatchObject({ bold: false, italic: false, colour: '#000000' })
    expect(span.right).toBeCloseTo(195, 0)
  }
  expect(await judged(attachment.bytes)).toMatchObject({ verdict: 'valid', signatures: [{ signer: 'Sở Tài chính' }] })
  // It only grew: what was attached is its beginning.
  expect(attachment.bytes.indexOf(Buffer.from(annex().subarray(-40)))).toBeGreaterThan(0)
})

test('sao y: numbered in the book of copies from 01, signed by the agency in words, sent, and the original goes along whole', async () => {
  const answer = await copy('na.lethu', `outgoing/${letter.id}`)
  expect(answer).toMatchObject({ status: 201, body: { state: 'ISSUED', symbol: '01/SY-STC' } })
  const { id } = answer.body
  const sealed = await file(id, 'SEALED')
  expect(cornerOf(sealed.bytes).map(({ text }) => text.trim())).toEqual([
    'SAO Y',
    'Sở Tài chính',
    expect.stringMatching(vietnamTime),
  ])
  expect(await judged(sealed.bytes)).toMatchObject({ verdict: 'valid', signatures: [{ signer: 'Sở Tài chính' }] })
  expect(measured(sealed.bytes).spans.map(({ text }) => text.trim())).toContain('Lê Văn An')
  const beside = await file(id, 'ATTACHMENT')
  expect(beside.bytes.equals(original)).toBe(true)
  const related = await province.as('na.lethu').work(({ tx }) => relatedOf(tx, id))
  expect(related.map((one) => one.id)).toEqual([letter.id])
  const again = await copy('na.lethu', `outgoing/${letter.id}`)
  expect(again.body.symbol).toBe('02/SY-STC')
})

test('trích sao of single pages shares the series; a form sent twice makes one copy; a page that is not there takes no number', async () => {
  const draftKey = crypto.randomUUID()
  const extract = (pages: number[], over: object = {}) =>
    copy('na.lethu', `outgoing/${letter.id}`, { form: 'EXTRACT', pages, ...over })
  expect(await extract([2])).toMatchObject({ status: 400, body: { code: 'bad-input', about: 'pages' } })
  expect(await extract([])).toMatchObject({ status: 400, body: { about: 'pages' } })
  const made = await extract([1], { draftKey })
  expect(made).toMatchObject({ status: 201, body: { state: 'ISSUED', symbol: '03/TrS-STC' } })
  expect((await extract([1], { draftKey })).body.id).toBe(made.body.id)
  expect((await file(made.body.id, 'SEALED')).found).toHaveLength(1)
  expect(cornerOf((await file(made.body.id, 'SEALED')).bytes)[0]?.text.trim()).toBe('TRÍCH SAO')
  expect((await file(made.body.id, 'ATTACHMENT')).found).toEqual([])
})

test('what came is copied once it is registered; of a copy only sao lục is made, with its own words', async () => {
  const [first] = await province
    .as('hoa.dothi')
    .work((work) => incomingList(work, { states: ['ARRIVED'], kind: 'OFFICIAL_LETTER' }))
  const over = { signer: province.actor('thinh.ngohuu').post, signerCompetence: 'FOR_HEAD' }
  const to = (id = '', more: object = {}) => copy('hoa.dothi', `incoming/${id}`, { ...over, ...more }, 'H99.13')
  expect(await to(first?.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  await copy('na.lethu', `outgoing/${letter.id}`, {}, 'H99')
  const [came] = await province.as('hoa.dothi').work((work) => incomingList(work, { states: ['ARRIVED'], kind: 'FULL_COPY' }))
  expect(came?.kindName).toBe('Bản sao y')
  expect((await call('hoa.dothi', 'POST', `/incoming/${came?.id}/registration`, {})).status).toBe(200)
  expect(await to(came?.id)).toMatchObject({ status: 400, body: { about: 'copyForm' } })
  const made = await to(came?.id, { form: 'COPY_OF_COPY' })
  expect(made).toMatchObject({ status: 201, body: { state: 'ISSUED', symbol: '01/SL-UBND' } })
  const sealed = await file(made.body.id, 'SEALED', 'hoa.dothi')
  const marks = cornerOf(sealed.bytes)
  const [older, newer] = [
    marks.find(({ text }) => text.startsWith('SAO Y')),
    marks.find(({ text }) => text.startsWith('SAO LỤC')),
  ]
  expect(newer?.right).toBeLessThan(Math.min(...marks.slice(0, 3).map(({ left }) => left)))
  expect(older?.right).toBeCloseTo(195, 0)
  // What the first copier signed is still whole: the file was not certified, so the second one only added to it.
  const { signatures } = await judged(sealed.bytes)
  expect(signatures.map(({ signer, verdict }) => [signer, verdict])).toEqual([
    ['Sở Tài chính', 'valid'],
    ['Ủy ban nhân dân tỉnh Thanh Giang', 'valid'],
  ])
})

test('nobody but văn thư of the agency copies; not without recipients, competence or PIN, and then nothing is numbered', async () => {
  const of = `outgoing/${letter.id}`
  expect(await copy('anh.nguyenthi', of)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect(await copy('hoa.dothi', of)).toMatchObject({ status: 404 })
  expect(await copy('na.lethu', of, { recipients: [] })).toMatchObject({ status: 400 })
  expect(await copy('na.lethu', of, { pin: '00000000' })).toMatchObject({ body: { code: 'wrong-pin' } })
  expect(await copy('na.lethu', of, { signer: province.actor('anh.nguyenthi').post })).toMatchObject({
    body: { code: 'signer-without-competence' },
  })
  const { id } = (await call<Standing>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99']))).body
  expect(await copy('na.lethu', `outgoing/${id}`)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  expect((await copy('na.lethu', of)).body.symbol).toBe('05/SY-STC')
})

function argsOf(login: string, id: string, form?: Record<string, string>) {
  const context = new RouterContextProvider()
  context.set(deskContext, province.as(login))
  const body = new FormData()
  for (const [name, value] of Object.entries(form ?? {})) body.append(name, value)
  const request = new Request(`http://localhost/van-ban/di/${id}/sao`, form ? { method: 'POST', body } : {})
  return { context, request, params: { id }, url: new URL(request.url), pattern: '' } as unknown as Parameters<typeof loader>[0]
}

test('the page: only for who may copy; what is wrong is said beside its field, with everything typed kept; then one press', async () => {
  const { id } = letter
  expect(await loader(argsOf('na.lethu', id))).toMatchObject({ forms: [{ value: 'FULL_COPY' }, { value: 'EXTRACT' }] })
  const form = { kind: 'EXTRACT', signer: '', pages: 'một', rows: '0', intent: 'copy', pin: '', draftKey: crypto.randomUUID() }
  for (const login of ['anh.nguyenthi', 'an.levan', 'hoa.dothi']) {
    await expect(loader(argsOf(login, id))).rejects.toMatchObject({ status: 404 })
    await expect(action(argsOf(login, id, form))).rejects.toMatchObject({ status: 404 })
  }
  const said = (over: Record<string, string>) => action(argsOf('na.lethu', id, { ...form, ...over })) as Promise<unknown>
  expect(await said({})).toMatchObject({
    data: {
      errors: { pages: expect.any(String), signer: expect.any(String), recipients: expect.any(String) },
      pages: 'một',
      composed: { fields: { kind: 'EXTRACT' } },
    },
    init: { status: 400 },
  })
  const added = { intent: 'add', picked: `A:${province.agency('H99')}`, pages: '7', signer: province.actor('an.levan').post }
  const row = { rows: '1', 'r0.to': added.picked, 'r0.name': '', 'r0.purpose': 'INFORMATION' }
  expect(await said(added)).toMatchObject({ data: { composed: { rows: [{ to: added.picked }] }, pages: '7' } })
  const whole = { ...added, ...row, picked: '', intent: 'copy' }
  expect(await said({ ...whole, pin: '00000000', pages: '1' })).toMatchObject({ data: { errors: { pin: expect.any(String) } } })
  expect(await said({ ...whole, pin })).toMatchObject({ data: { errors: { pages: expect.stringContaining('trang') } } })
  const done = (await said({ ...whole, pin, pages: '1' })) as Response
  const made = done.headers.get('location')?.split('/').at(-1)
  expect((await call<Standing>('na.lethu', 'GET', `/outgoing/${made}`)).body).toMatchObject({ state: 'ISSUED', kind: 'EXTRACT' })
})

test.for([
  ['1-3, 5', [1, 2, 3, 5]],
  ['5;1 – 2,2', [1, 2, 5]],
  ['', null],
  ['0', null],
  ['3-1', null],
  ['1-9999', null],
  ['một', null],
] as const)('pages “%s”', ([typed, pages]) => {
  expect(pagesFrom(typed)).toEqual(pages)
})
