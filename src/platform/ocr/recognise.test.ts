import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { recogniser } from './program.ts'
import { type Recognised, recognise } from './recognise.ts'
import {
  drawnPage,
  greyJpeg,
  noisy,
  png,
  type Raster,
  scanPdf,
  sealedOver,
  tiff,
  tilted,
  trueWords,
  wordAccuracy,
} from './scan.testing.ts'

const letter = letterPdf(
  Array.from(
    { length: 3 },
    (_, at) =>
      `Thực hiện Kế hoạch số ${at + 11}/KH-UBND ngày 05 tháng 3 năm 2026, Sở đề nghị các đơn vị rà soát số liệu giải ngân vốn đầu tư công, đối chiếu với Kho bạc Nhà nước và gửi báo cáo trước ngày 25 hằng tháng.`,
  ).join('\n'),
)
const seal = { x: 400, y: 400, radius: 50 }
const at = new Date('2026-11-20T03:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'lt-ocr-test-'))
const truth = trueWords(letter)
let page: Raster
let scanned: Recognised

const made = async (bytes: Uint8Array, mediaType: string): Promise<Recognised> => {
  const done = await recognise(bytes, { mediaType, title: 'Công văn & bản quét <1>', at }, recogniser())
  if ('notRead' in done) throw new Error(done.notRead)
  return done
}
const said = (pdf: Uint8Array, program: string, ...options: string[]): string => {
  writeFileSync(join(folder, 'out.pdf'), pdf)
  const after = program === 'pdftotext' ? ['-'] : []
  return execFileSync(program, [...options, join(folder, 'out.pdf'), ...after], { encoding: 'utf8' })
}

beforeAll(async () => {
  page = drawnPage(letter, 200)
  const askew = noisy(tilted(sealedOver(page, seal, 200), 2), { seed: 7, grain: 40 })
  scanned = await made(png(askew, { dpi: 200 }), 'image/png')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('a page scanned at 200 dpi, askew by 2°, with grain and a seal over its text: at least 95 % of the words outside the seal', () => {
  const [seen] = scanned.pages
  expect(truth.length).toBeGreaterThan(150)
  expect(wordAccuracy(truth, seen?.text ?? '', seal)).toBeGreaterThanOrEqual(0.95)
  expect(seen).toMatchObject({ dpi: 200, colour: 'COLOUR' })
  expect(seen?.tilt).toBeGreaterThan(1.5)
  expect(seen?.tilt).toBeLessThan(2.5)
  expect(seen?.confidence).toBeGreaterThan(70)
})

// What was checked of PDF/A, and no more: no judge of the whole standard is at hand.
test('the copy has two layers and bears the marks of PDF/A-2b: metadata, output intent, all fonts embedded, nothing else inside', () => {
  // Another reader cuts some words of an askew layer its own way.
  expect(wordAccuracy(truth, said(scanned.pdf, 'pdftotext'), seal)).toBeGreaterThanOrEqual(0.9)
  expect(said(scanned.pdf, 'pdfimages', '-list').trim().split('\n')).toHaveLength(3)
  const fonts = said(scanned.pdf, 'pdffonts').trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts) expect(font).toMatch(/ yes +(yes|no) +yes +\d+ +\d+$/)
  const marks = said(scanned.pdf, 'pdfinfo', '-meta')
  expect(marks).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>')
  expect(marks).toContain('Công văn &amp; bản quét &lt;1&gt;')
  expect(said(scanned.pdf, 'qpdf', '--json', '--json-key=qpdf')).toContain('/GTS_PDFA1')
  expect(said(scanned.pdf, 'pdfinfo')).toMatch(/Form: +none[\s\S]*JavaScript: +no[\s\S]*Page size: +595\.\d+ x 84[12]\.\d+ pts/)
})

test('TIFF of two pages, a PDF of a grey coarse picture, a picture that does not say its size: each measured as it is', async () => {
  const small = { ...page, height: 450, rgb: page.rgb.subarray(0, page.width * 450 * 3) }
  const two = await made(tiff([small, small], 200), 'image/tiff')
  expect(two.pages.map(({ dpi, colour }) => [dpi, colour])).toEqual([
    [200, 'COLOUR'],
    [200, 'COLOUR'],
  ])
  const grey = await made(await scanPdf([greyJpeg(letter, 120, 300)], 120), 'application/pdf')
  expect(grey.pages).toMatchObject([{ dpi: 120, colour: 'GREY' }])
  const photo = await made(png(small), 'image/png')
  // Its long side is taken for that of A4.
  expect(photo.pages).toMatchObject([{ dpi: Math.round(small.width / 11.69) }])
})

test('what cannot be read is said, never thrown: torn files, no program, no Vietnamese', async () => {
  const torn = png(page, { dpi: 200 }).subarray(0, 4_000)
  expect(await recognise(torn, { mediaType: 'image/png', title: '', at }, recogniser())).toEqual({ notRead: 'unreadable' })
  const half = letter.subarray(0, 900)
  expect(await recognise(half, { mediaType: 'application/pdf', title: '', at }, recogniser())).toEqual({ notRead: 'unreadable' })
  expect(await recognise(torn, { mediaType: 'image/png', title: '', at }, null)).toEqual({ notRead: 'no-program' })
  expect(recogniser('/nowhere')).toBeNull()
})
