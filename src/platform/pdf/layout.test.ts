import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { layoutLaw } from './law.ts'
import { printedSheet, type Sheet, type SheetFamily, typesetSheet } from './sheet.ts'
import { bodyClaims, brokenClaims, claimsOf, spanOf } from './testing/layout-claims.ts'
import { misplaced } from './testing/layout-places.ts'
import { type Measured, measured, type Span } from './testing/measured.ts'
import { compile, newCompiler, templatesFolder } from './typst.ts'

const point = 25.4 / 72
const long = 'nội dung của khoản này đủ dài để phải xuống dòng hai lần trên trang giấy khổ A4 theo chiều dài với lề đúng quy định'
const annexedText = `Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ
Chương I
QUY ĐỊNH CHUNG
Mục 1. Phạm vi
Điều 1. Phạm vi điều chỉnh
1. Khoản thứ nhất ${long}.
a) Điểm thứ nhất ${long}.
2. Khoản thứ hai
=== Phụ lục: Biểu số liệu
| TT | Tên |
| --- | --- |
${Array.from({ length: 70 }, (_, at) => `| ${at + 1} | Chỉ tiêu số ${at + 1} |`).join('\n')}
=== Phụ lục ngang: Biểu khổ ngang
Nội dung của phụ lục khổ ngang.`

const sheet: Sheet = {
  family: 'named',
  parentAgency: 'Ủy ban nhân dân tỉnh Thanh Giang',
  agency: 'Sở Tài chính',
  place: 'Thanh Giang',
  notation: 'KH-STC',
  kindName: 'Kế hoạch',
  subject: 'chuyển đổi số năm 2026',
  urgency: 'NORMAL',
  addressees: [],
  body: contentFrom(annexedText),
  signing: { capacityLines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Ngô Hữu Thịnh' },
  recipients: ['Như trên', 'Giám đốc (để báo cáo)', 'Lưu: VT, NS'],
  demonstration: true,
}
const seen = (of: Sheet): Measured => measured(typesetSheet(of).pdf)
const faults = (of: Sheet, measures = seen(of)) => [...brokenClaims(measures, claimsOf(of)), ...misplaced(measures, of)]
const span = (of: Measured, text: string, element = 'body'): Span => {
  const found = spanOf(of, { element, text })
  if (!found) throw new Error(`not printed: ${text}`)
  return found
}

test('what is printed lies within what annex I allows', () => {
  for (const [name, { law, size }] of Object.entries(layoutLaw.elements)) {
    expect(size, name).toBeGreaterThanOrEqual(law[0])
    expect(size, name).toBeLessThanOrEqual(law[1])
  }
  const { page, paragraph, rules } = layoutLaw
  for (const { law, value } of [page.top, page.bottom, page.left, page.right, ...Object.values(rules)]) {
    expect(value).toBeGreaterThanOrEqual(law[0])
    expect(value).toBeLessThanOrEqual(law[1] ?? value)
  }
  expect(paragraph.indent.law).toContain(paragraph.indent.value)
})

describe('a document with everything in it, measured (annex I, part I)', () => {
  const measures = seen(sheet)

  test('each element has its size, weight and case, and stands in its place', () => {
    expect([...brokenClaims(measures, bodyClaims), ...faults(sheet, measures)]).toEqual([])
    expect(measures.pages[0]).toEqual({ width: expect.closeTo(210, 1), height: expect.closeTo(297, 1) })
  })

  test('the text: first line in by 12,7 mm, both edges straight, lines and gaps as II.6e says', () => {
    const first = span(measures, '1. Khoản thứ nhất')
    const next = measures.spans[measures.spans.indexOf(first) + 1] as Span
    expect(first.left).toBeCloseTo(30 + 12.7, 0)
    expect(next.left).toBeCloseTo(30, 0)
    expect(first.right).toBeCloseTo(195, 0)
    const line = (next.baseline - first.baseline) / point
    expect(line).toBeGreaterThanOrEqual(1.149 * 14 - 0.1)
    expect(line).toBeLessThanOrEqual(1.149 * 14 * 1.5 + 0.1)
    const point2 = span(measures, 'a) Điểm thứ nhất')
    const last = measures.spans[measures.spans.indexOf(point2) - 1] as Span
    expect((point2.baseline - last.baseline) / point).toBeGreaterThanOrEqual(line + 6 - 0.1)
    for (const words of ['Chương I', 'QUY ĐỊNH CHUNG', 'Mục 1']) {
      const { left, right } = span(measures, words)
      expect((left + right) / 2).toBeCloseTo(112.5, 0)
    }
  })

  test('appendices: from a page of their own, counted anew, the first without a number; one lies on its side', () => {
    const [first, second] = [span(measures, 'Phụ lục I', 'annex'), span(measures, 'Phụ lục II', 'annex')]
    const numbers = measures.spans.filter(({ baseline, text }) => baseline < 20 && /^\d+$/u.test(text.trim()))
    expect(first.page).toBeGreaterThan(1)
    expect(numbers.filter(({ page }) => page === first.page || page === second.page)).toEqual([])
    expect(numbers.find(({ page }) => page === first.page + 1)).toMatchObject({ text: '2', size: 14, bold: false, italic: false })
    expect(measures.pages[second.page - 1]).toMatchObject({ width: expect.closeTo(297, 1), height: expect.closeTo(210, 1) })
    expect(measures.spans.filter(({ text }) => /^TT\s*$/u.test(text)).length).toBeGreaterThan(1)
    // An electronic document leaves number and day blank there; one to be signed by hand is dotted (III.1c).
    expect(span(measures, '(Kèm theo Văn bản số').text).not.toContain('…')
    expect(span(seen({ ...sheet, onPaper: true }), '(Kèm theo Văn bản số').text).toContain('…')
  })
})

const kinds: Record<SheetFamily, Partial<Sheet>> = {
  named: {},
  letter: { kindName: null, notation: 'STC-NS', addressees: ['Sở Nội vụ', 'Các xã'] },
  decision: { kindName: 'Quyết định', authority: 'Giám đốc Sở Tài chính' },
  resolution: { kindName: 'Nghị quyết', authority: 'Sở Tài chính' },
  telegram: { kindName: 'Công điện', addressees: ['Sở Nội vụ', 'Các xã'] },
  invitation: { kindName: 'Giấy mời', addressees: ['Sở Nội vụ'] },
  introduction: { kindName: 'Giấy giới thiệu' },
  minutes: {
    kindName: 'Biên bản',
    others: [{ capacityLines: ['THƯ KÝ'], name: 'Nguyễn Thị Ánh' }],
    signing: { capacityLines: ['CHỦ TỌA'], name: 'Lê Văn An' },
  },
  leave: { kindName: 'Giấy nghỉ phép' },
}
const families = Object.keys(kinds) as SheetFamily[]
const plainText = contentFrom(`Căn cứ Luật một;\nCăn cứ Luật hai\nĐiều 1. ${long}.`)
const of = (family: SheetFamily, over: Partial<Sheet> = {}): Sheet => ({
  ...sheet,
  family,
  body: plainText,
  ...kinds[family],
  ...over,
})

test.for(families)('sample of %s measures right', (family) => {
  expect(faults(of(family))).toEqual([])
})

test('what only some samples have', () => {
  const letter = seen(of('letter'))
  const [colon, dash] = [span(letter, 'Kính gửi:'), span(letter, '- Sở Nội vụ;')]
  expect(dash.left).toBeCloseTo(colon.right - 1.4, 0)
  expect(dash.baseline).toBeGreaterThan(colon.baseline)
  expect(span(seen(of('letter', { addressees: ['Sở Nội vụ'] })), 'Kính gửi: Sở Nội vụ').size).toBe(14)
  expect(span(seen(of('telegram')), 'Sở Tài chính điện:').bold).toBe(false)
  expect(span(seen(of('invitation')), 'Sở Tài chính trân trọng kính mời: Sở Nội vụ').left).toBeCloseTo(42.7, 0)
  span(seen(of('introduction')), 'Sở Tài chính trân trọng giới thiệu:')
  span(seen(of('leave')), 'Xác nhận của cơ quan')
  const minutes = seen(of('minutes'))
  expect(minutes.spans.some(({ text }) => text.includes('ngày'))).toBe(false)
  const [secretary, chair] = [span(minutes, 'THƯ KÝ'), span(minutes, 'CHỦ TỌA')]
  expect([secretary.baseline, secretary.right < chair.left]).toEqual([chair.baseline, true])
  expect(span(minutes, 'Nơi nhận:', 'recipients-word').baseline).toBeGreaterThan(span(minutes, 'Nguyễn Thị Ánh').baseline)
  const decision = seen(of('decision'))
  expect(span(decision, 'Căn cứ Luật hai').text).toMatch(/\.$/u)
  expect(span(decision, 'Căn cứ Luật một')).toMatchObject({ italic: true, size: 14 })
  span(decision, 'Về việc chuyển đổi số năm 2026')
  span(seen(of('decision', { subject: 'ban hành Quy chế' })), 'Ban hành Quy chế')
})

test.for([
  ['URGENT', 'KHẨN', 20],
  ['VERY_URGENT', 'THƯỢNG KHẨN', 40],
  ['EXPRESS', 'HỎA TỐC', 30],
] as const)('the stamp %s is red, in capitals, in a frame of its size (III.2b)', ([urgency, words, width]) => {
  const measures = seen(of('letter', { urgency }))
  const stamp = span(measures, words, 'urgency')
  expect(stamp).toMatchObject({ bold: true, italic: false, size: 13, colour: '#e4002b' })
  const frame = measures.strokes.find((one) => one.bottom - one.top > 5)
  expect([(frame?.right ?? 0) - (frame?.left ?? 0), (frame?.bottom ?? 0) - (frame?.top ?? 0)]).toEqual([
    expect.closeTo(width, 0),
    expect.closeTo(8, 0),
  ])
})

test.for([
  ['RETURN', 'XEM XONG TRẢ LẠI'],
  ['INTERNAL', 'LƯU HÀNH NỘI BỘ'],
] as const)('how far it goes, %s: in capitals, bold, in a frame of one line under the agency (III.2c)', ([
  circulation,
  words,
]) => {
  const measures = seen(of('letter', { circulation, urgency: 'URGENT' }))
  const mark = span(measures, words, 'circulation')
  expect(mark).toMatchObject({ page: 1, size: 13, bold: true, italic: false, colour: '#000000' })
  const frame = measures.strokes.find(
    (one) => one.left < mark.left && one.right > mark.right && one.top < mark.baseline && one.bottom > mark.baseline,
  )
  expect((frame?.bottom ?? 99) - (frame?.top ?? 0)).toBeLessThan(10)
  expect(mark.right).toBeLessThan(105)
  expect(faults(of('letter', { circulation }))).toEqual([])
  expect(seen(of('letter')).spans.some(({ text }) => text.includes(words))).toBe(false)
})

describe('what is hard', () => {
  const agency = 'Trung tâm Công nghệ thông tin và Truyền thông trực thuộc Sở Khoa học và Công nghệ tỉnh Thanh Giang'
  const hard: Partial<Sheet> = {
    subject: 'về nội dung rất dài của trích yếu '.repeat(20).slice(0, 499),
    recipients: Array.from({ length: 40 }, (_, at) => `Ủy ban nhân dân xã thứ ${at + 1} của tỉnh`),
    drafterMark: 'PL.(300)',
    place: 'Thành phố Hồ Chí Minh',
    urgency: 'EXPRESS',
  }
  const signers = [
    { capacityLines: ['KT. GIÁM ĐỐC SỞ NỘI VỤ', 'PHÓ GIÁM ĐỐC'], name: 'Trần Văn Bình' },
    { capacityLines: ['GIÁM ĐỐC'], name: 'Phạm Văn Chính' },
  ]
  const wide = contentFrom(
    `| ${Array.from({ length: 9 }, (_, at) => `Cột số ${at + 1}`).join(' | ')} |\n|${' --- |'.repeat(9)}\n${Array.from({ length: 80 }, () => `| ${'1234/QĐ-UBND | '.repeat(9)}`).join('\n')}`,
  )

  test.for(['letter', 'decision', 'minutes'] as const)('subject of 500 signs, 40 recipients, long place in a %s', (family) => {
    expect(faults(of(family, hard))).toEqual([])
  })

  test('a long agency is broken into centred lines of its own size, under its rule', () => {
    const measures = seen(of('decision', { ...hard, agency }))
    expect(misplaced(measures, of('decision', { ...hard, agency }))).toEqual([])
    const lines = measures.spans.filter(({ size, bold, page, right }) => page === 1 && size === 12 && bold && right < 100)
    expect(lines.length).toBeGreaterThan(2)
  })

  test('three signers stand side by side, names level; tables of nine columns go over pages with their heads', () => {
    const measures = seen(of('named', { others: signers, body: wide }))
    expect(misplaced(measures, of('named', { others: signers }))).toEqual([])
    const names = ['Trần Văn Bình', 'Phạm Văn Chính', 'Ngô Hữu Thịnh'].map((name) => span(measures, name, 'signer'))
    expect(new Set(names.map(({ baseline, page }) => `${page} ${baseline.toFixed(1)}`)).size).toBe(1)
    expect(measures.spans.filter(({ text }) => /Cột số$/u.test(text.trim()) || /Cột số 1/u.test(text)).length).toBeGreaterThan(1)
  })
})

describe('the measure notices', () => {
  const compiler = newCompiler()
  afterAll(() => compiler.resetShadow())
  /** The same document from a template with something put wrong. */
  const planted = (template: string, right: string, wrong: string): string[] => {
    const path = `${templatesFolder}${template}`
    const source = readFileSync(path, 'utf8')
    if (!source.includes(right)) throw new Error(`${template} has changed: ${right}`)
    compiler.mapShadow(path, Buffer.from(source.replace(right, wrong)))
    const one = of('decision')
    const document = compile(compiler, 'sheet', { sheet: JSON.stringify(printedSheet(one)) })
    const pdf = compiler.pdf(document, { pdfStandard: 'a-2a', creationTimestamp: 0 })
    compiler.resetShadow()
    return faults(one, measured(pdf))
  }

  test.for([
    ['sheet.typ', '#head(sheet)\n', '#move(dx: 2mm, head(sheet))\n', 'I.II.1a'],
    ['sheet.typ', '#head(sheet)\n', '#move(dy: 2mm, head(sheet))\n', 'I.I.3'],
    ['sheet.typ', '#foot(sheet)', '#move(dx: 2mm, foot(sheet))', 'I.II.9d'],
    ['sheet.typ', 'margin: margins', 'margin: (..margins, left: 28mm)', 'I.I.3'],
    ['title.typ', 'written("kind", kind)\n    if', 'move(dx: 2mm, written("kind", kind))\n    if', 'I.II.5b'],
    ['style.typ', 'size: one.size * 1pt', 'size: one.size * 1.05pt', 'I.II.1a'],
    ['head.typ', 'law.rules.motto.value', '0.8', 'I.II.1b'],
  ] as const)('%s: %s → %s', ([template, right, wrong, clause]) => {
    expect(planted(template, right, wrong).join('\n')).toContain(clause)
  })
})
