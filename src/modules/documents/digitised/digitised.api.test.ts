import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawnPage, greyJpeg, png, scanPdf } from '#platform/ocr/scan.testing.ts'
import { letterPdf, typesetLetter } from '#platform/pdf/letter.testing.ts'
import { anchorCertificates, judgePdf } from '#signing'
import { apiOver, type Call, sent } from '../api.testing.ts'
import { type TestProvince, testProvince } from '../documents.testing.ts'
import { digitiseNext } from './digitise.ts'

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

type Copy = { file: string; state: string; dpi: number | null; findings: string[]; confirmedAt: string | null }
type Copies = { copies: Copy[] }
const clerk = 'na.lethu'

let number = 0
/** A document on paper with one scan, as the clerk enters it. */
async function entered(name: string, bytes: Uint8Array): Promise<{ id: string; file: string }> {
  number += 1
  const facts = { kind: 'OFFICIAL_LETTER', issuingAgency: 'Kho bạc Nhà nước', codeNumber: `${number}`, codeNotation: 'KBNN-KSC' }
  const form = { ...facts, subject: `bản quét thử ${number}`, noSecretStamp: true, files: [sent(name, bytes)] }
  const { body } = await call<{ id: string }>(clerk, 'POST', '/incoming', form)
  const [copy] = (await call<Copies>(clerk, 'GET', `/incoming/${body.id}/digital-copies`)).body.copies
  return { id: body.id, file: copy?.file ?? '' }
}
const copyOf = async (id: string) => (await call<Copies>(clerk, 'GET', `/incoming/${id}/digital-copies`)).body.copies[0] as Copy
const at = ({ id, file }: { id: string; file: string }) => `/incoming/${id}/files/${file}/digital-copy`
const digitised = () => digitiseNext((actor) => province.deskOf(actor))
const top = (pdf: Uint8Array, rows = 900) => {
  const page = drawnPage(pdf, 200)
  return png({ ...page, height: rows, rgb: page.rgb.subarray(0, page.width * rows * 3) }, { dpi: 200 })
}

let letter: { id: string; file: string }
let scan: Buffer

test('a scan waits for the program, and is then read beside the scan, which stays as it came', async () => {
  scan = top(letterPdf('Đề nghị đối chiếu số liệu giải ngân công trình thủy lợi Bồng Sơn trước ngày 25 tháng 11.'))
  letter = await entered('cv-12.png', scan)
  expect(await digitiseNext((actor) => province.deskOf(actor), null)).toBe(0)
  expect(await copyOf(letter.id)).toMatchObject({ state: 'WAITING', dpi: null })
  expect((await call(clerk, 'GET', at(letter))).status).toBe(404)
  expect(await digitised()).toBe(1)
  expect(await digitised()).toBe(0)
  expect(await copyOf(letter.id)).toMatchObject({ state: 'READ', dpi: 200, colour: 'COLOUR', pages: 1, findings: [] })
  const plain = await call(clerk, 'GET', `/incoming/${letter.id}/files/${letter.file}`)
  expect(createHash('sha256').update(plain.bytes).digest()).toEqual(createHash('sha256').update(scan).digest())
})

test('its words are found by the search of whoever may read the document, and of nobody else', async () => {
  const found = async (login: string) =>
    (await call<{ rows: { id: string }[] }>(login, 'GET', '/search?find=thuy%20loi%20bong%20son')).body.rows.map(({ id }) => id)
  expect(await found(clerk)).toEqual([letter.id])
  expect(await found('hoa.dothi')).toEqual([])
  expect(await found('anh.nguyenthi')).toEqual([])
})

test('only the agency’s clerk confirms, with the key’s PIN; then it is signed at the top right for good', async () => {
  for (const [login, status] of [
    ['an.levan', 403],
    ['hoa.dothi', 404],
  ] as const)
    expect((await call(login, 'POST', `${at(letter)}/confirmation`, { pin })).status).toBe(status)
  expect((await call(clerk, 'POST', `${at(letter)}/confirmation`, { pin: '87654321' })).body.code).toBe('wrong-pin')
  expect((await copyOf(letter.id)).confirmedAt).toBeNull()
  const done = await call<Copies>(clerk, 'POST', `${at(letter)}/confirmation`, { pin })
  expect(done.body.copies[0]).toMatchObject({ state: 'CONFIRMED', confirmedAt: expect.any(String) })
  expect((await call(clerk, 'POST', `${at(letter)}/confirmation`, { pin })).status).toBe(409)

  const { bytes, type } = await call(clerk, 'GET', at(letter))
  expect(type).toBe('application/pdf')
  const judged = await province
    .as(clerk)
    .work(async (work) => judgePdf(bytes, { anchors: await anchorCertificates(work.tx), at: work.clock.now }))
  expect([judged.verdict, judged.signatures.map(({ signer }) => signer)]).toEqual(['valid', ['Sở Tài chính']])
  const path = join(province.folder, 'ban-so-hoa.pdf')
  writeFileSync(path, bytes)
  const boxes = execFileSync('pdftotext', ['-bbox', '-l', '1', path, '-'], { encoding: 'utf8' })
  const zone = /<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>\+07:00</.exec(boxes)
  // Form, agency and time with its zone stand in the corner, above the sheet's own words.
  expect(Number(zone?.[1])).toBeGreaterThan(480)
  expect(Number(zone?.[2])).toBeLessThan(60)
  for (const word of ['SAO', 'chính', 'thủy']) expect(boxes).toContain(`>${word}<`)
})

test('the database keeps what was confirmed as it is', async () => {
  const owner = new Client({ connectionString: province.ownerUrl })
  await owner.connect()
  const change = owner.query(`update documents.digitised set state = 'READ', confirmed_at = null, confirmed_by = null`)
  await expect(change).rejects.toMatchObject({ code: 'LT041' })
  await owner.end()
})

test('a coarse grey scan is digitised with its findings; what has its words already is not digitised again', async () => {
  const pdf = letterPdf('Đề nghị đối chiếu số liệu giải ngân vốn đầu tư công của các công trình giao thông.')
  const coarse = await entered('quet.pdf', await scanPdf([greyJpeg(pdf, 150, 700)], 150))
  const worded = await entered('co-chu.pdf', pdf)
  expect(worded.file).toBe('')
  await digitised()
  expect(await copyOf(coarse.id)).toMatchObject({ state: 'READ', dpi: 150, findings: ['coarse', 'uncoloured'] })
})

test('a grade of secret that only the machine sees stops it: no copy, no words, one line for the watch', async () => {
  const secret = await entered(
    'quet-mat.png',
    top(typesetLetter('Nội dung đối chiếu vốn đầu tư.\nMẬT\nBồng Miêu, tháng 11 năm 2026.').pdf, 1_300),
  )
  await digitised()
  expect(await copyOf(secret.id)).toMatchObject({ state: 'STOPPED', dpi: null })
  expect((await call(clerk, 'GET', at(secret))).status).toBe(404)
  expect((await call(clerk, 'POST', `${at(secret)}/confirmation`, { pin })).status).toBe(409)
  const { body } = await call<{ rows: unknown[] }>(clerk, 'GET', '/search?find=bong%20mieu')
  expect(body.rows).toEqual([])
})

test('a picture that no program can read says so and is read again when the clerk asks, and only then', async () => {
  const torn = await entered('hong.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]))
  await digitised()
  expect(await copyOf(torn.id)).toMatchObject({ state: 'FAILED', failure: 'unreadable' })
  expect((await call('an.levan', 'POST', `${at(torn)}/retry`)).status).toBe(403)
  expect((await call(clerk, 'POST', `${at(letter)}/retry`)).status).toBe(409)
  expect((await call<Copies>(clerk, 'POST', `${at(torn)}/retry`)).body.copies[0]?.state).toBe('WAITING')
})
