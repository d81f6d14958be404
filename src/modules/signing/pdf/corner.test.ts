import { afterAll, beforeAll, expect, test } from 'vitest'
import { dictOf, number, openPdf } from '#platform/pdf/objects.ts'
import { type Measured, measured } from '#platform/pdf/testing/measured.ts'
import type { Signer } from '../signer.ts'
import { certify } from './certify.ts'
import { signCorner, takesCorner } from './corner.ts'
import { fillNumber } from './fill.ts'
import { judgePdf } from './judge.ts'
import { redrawn } from './redraw.ts'
import { seal } from './seal.ts'
import { preparedLetter, type TestAuthority, testAuthority, testSheet } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
const name = 'Văn phòng Ủy ban nhân dân tỉnh Thanh Giang'
let authority: TestAuthority
let person: Signer
let agency: Signer
beforeAll(() => {
  authority = testAuthority()
  person = authority.issue('Ngô Hữu Thịnh')
  agency = authority.issue(name, { algorithm: 'ECDSA-P256-SHA256' })
})
afterAll(() => authority.remove())

const copied = (bytes: Uint8Array) => signCorner(bytes, { signer: agency, at, name, lines: ['SAO Y', name] })
const judged = (bytes: Uint8Array) => judgePdf(bytes, { anchors: [authority.root], at })
const verdicts = async (bytes: Uint8Array) => (await judged(bytes)).signatures.map(({ verdict }) => verdict)
const begins = (file: Uint8Array, before: Uint8Array) => Buffer.compare(file.subarray(0, before.length), before) === 0

/** Annex I, part II, I.3 and part I, III.1d: upper right corner of page 1, 10 points, upright, not bold, black; the time by ISO 8601. */
function expectCorner(of: Measured, lines: string[]) {
  const spans = of.spans.filter(({ text, page }) => page === 1 && lines.includes(text.trim()))
  expect(spans.map(({ text }) => text.trim())).toEqual(lines)
  const wide = of.pages[0]?.width ?? 0
  for (const span of spans) {
    expect(span).toMatchObject({ bold: false, italic: false, colour: '#000000' })
    expect(span.size).toBeCloseTo(10, 1)
    expect(span.right).toBeCloseTo(wide - 15, 0)
    expect(span.left).toBeGreaterThan(wide / 2 - 15)
    expect(span.baseline).toBeLessThan(20)
    expect(span.baseline).toBeGreaterThan(2)
  }
  for (const font of of.fonts) expect(font).toMatch(/LiberationSerif\S*\s+(CID )?TrueType\s+\S+\s+yes yes yes/)
}
const shown = ['SAO Y', name, '20/11/2026 10:00:00 +07:00']

test('the corner is where, as large and as plain as annex I says, and covered by a valid signature', async () => {
  const file = await copied(await preparedLetter())
  expectCorner(measured(file), shown)
  expect(await judged(file)).toMatchObject({ verdict: 'valid', signatures: [{ signer: name, coversWholeFile: true }] })
})

test.for([90, 180, 270])('on a page turned by %s degrees it stands at the top right of what is seen', async (angle) => {
  const pdf = await openPdf(await preparedLetter())
  dictOf(pdf.context, pdf.context.pages.getPages()[0])?.set('Rotate', number(angle))
  const measures = measured(await copied(await pdf.save()))
  const [mark] = measures.spans.filter(({ text }) => text.trim() === shown[0])
  const page = measures.pages[0] ?? { width: 0, height: 0 }
  expect(page.width > page.height).toBe(angle !== 180)
  expect(mark?.right).toBeCloseTo(page.width - 15, 0)
  expect(mark?.baseline).toBeLessThan(20)
})

test('a file that was signed keeps every byte, and its signature stays valid', async () => {
  const signed = await seal(await preparedLetter(), { field: 'agency', signer: person, at, name: 'Ngô Hữu Thịnh' })
  expect(await takesCorner(signed)).toBe(true)
  const file = await copied(signed)
  expect(begins(file, signed)).toBe(true)
  expect(await verdicts(file)).toEqual(['valid', 'valid'])
  expect(await verdicts(await copied(file))).toEqual(['valid', 'valid', 'valid'])
})

test('a certified file takes none; drawn anew it shows the same, without its signatures, and takes one', async () => {
  const signed = await certify(await preparedLetter(), { field: 'person', signer: person, at, name: 'Ngô Hữu Thịnh' })
  const sealed = await seal(await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' }), {
    field: 'agency',
    signer: agency,
    at,
    name: 'Sở Tài chính',
  })
  expect(await takesCorner(sealed)).toBe(false)
  await expect(copied(sealed)).rejects.toMatchObject({ code: 'bad-input', about: 'certified' })
  const drawn = await redrawn(sealed)
  const [before, after] = [measured(sealed), measured(drawn)]
  const said = (of: Measured) => of.spans.map(({ text, left, baseline }) => `${text} ${left.toFixed(0)} ${baseline.toFixed(0)}`)
  expect(said(after).toSorted()).toEqual(said(before).toSorted())
  expect((await judged(drawn)).signatures).toEqual([])
  const file = await copied(drawn)
  expectCorner(measured(file), shown)
  expect(await judged(file)).toMatchObject({ verdict: 'valid', signatures: [{ signer: name }] })
})

test('of pages that are left out nothing stays in the file; a page that is not there is refused', async () => {
  const annex = (title: string, words: string) => [
    {
      type: 'annex' as const,
      attrs: { form: 'appendix' as const, landscape: false },
      content: [{ type: 'text' as const, text: title }],
    },
    { type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] },
  ]
  const body = {
    type: 'doc' as const,
    content: [...testSheet.body.content, ...annex('Một', 'Phần được trích'), ...annex('Hai', 'Phần để lại')],
  }
  const whole = await preparedLetter({ body })
  const part = await redrawn(whole, [2])
  const measures = measured(part)
  expect(measures.pages).toHaveLength(1)
  const text = measures.spans.map((span) => span.text).join(' ')
  expect(text).toContain('Phần được trích')
  expect(text).not.toContain('Phần để lại')
  expect(part.length).toBeLessThan(whole.length)
  for (const pages of [[9], []]) await expect(redrawn(whole, pages)).rejects.toMatchObject({ about: 'pages' })
})
