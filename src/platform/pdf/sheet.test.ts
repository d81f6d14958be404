import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Block } from '#kernel/content.ts'
import { endBody } from './sheet.parts.ts'
import { type Sheet, typesetSheet } from './sheet.ts'
import { typeset } from './typeset.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-sheet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const words = (text: string) => [{ type: 'text' as const, text }]
const paragraph = (text: string) => ({ type: 'paragraph' as const, content: words(text) })
const body = (...content: Block[]): Sheet['body'] => ({ type: 'doc', content })

const letter: Sheet = {
  family: 'letter',
  parentAgency: 'Ủy ban nhân dân tỉnh Thanh Giang',
  agency: 'Sở Tài chính',
  place: 'Thanh Giang',
  notation: 'STC-NS',
  kindName: null,
  subject: 'báo cáo tình hình gửi, nhận văn bản điện tử',
  urgency: 'NORMAL',
  addressees: ['Các sở, ban, ngành;', 'Ủy ban nhân dân các xã, phường.'],
  body: body(paragraph('Thực hiện Kế hoạch số 45/KH-UBND, đề nghị báo cáo.')),
  signing: { capacityLines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Ngô Hữu Thịnh' },
  recipients: ['Như trên', '- Lưu: VT, NS.'],
  demonstration: false,
}
const decision: Sheet = {
  ...letter,
  family: 'decision',
  kindName: 'Quyết định',
  notation: 'QĐ-STC',
  authority: 'Giám đốc Sở Tài chính',
  addressees: [],
  subject: 'Về việc phê duyệt kế hoạch',
  body: body(
    { type: 'basis', content: words('Căn cứ Nghị định số 30/2020/NĐ-CP;') },
    { type: 'article', attrs: { number: 1 }, content: words('Phê duyệt kế hoạch.') },
    { type: 'clause', attrs: { number: 2 }, content: words('Khoản hai.') },
    { type: 'point', attrs: { letter: 'đ' }, content: words('điểm đ;') },
  ),
}

function seen(sheet: Sheet, name = 'sheet') {
  const made = typesetSheet(sheet, new Date('2026-11-20T03:00:00Z'))
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, made.pdf)
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
  const pages = run('pdftotext', '-layout', file, '-').replace(/ +/g, ' ').split('\f').slice(0, -1)
  return { ...made, file, pages, text: pages.join('\n'), run }
}

test('a letter says what Decree 30/2020 asks for, in order', () => {
  const { text, pages } = seen(letter)
  expect(pages).toHaveLength(1)
  const order = [
    'UBND TỈNH THANH GIANG',
    'SỞ TÀI CHÍNH',
    'Số:',
    'V/v báo cáo',
    'Kính gửi:',
    '- Các sở, ban, ngành;',
    'đề nghị báo cáo./.',
    'Nơi nhận:',
    'KT. GIÁM ĐỐC',
    'Ngô Hữu Thịnh',
  ]
  const places = order.map((part) => text.indexOf(part))
  expect(places).not.toContain(-1)
  expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(text).toContain('Độc lập - Tự do - Hạnh phúc')
  expect(text).toContain('- Như trên;')
  expect(text).toContain('- Lưu: VT, NS.')
  expect(text).not.toContain('Bản trình diễn')
})

test('a decision has its authority, grounds, enacting words and articles', () => {
  const { text } = seen(decision)
  for (const part of [
    'QUYẾT ĐỊNH\n',
    'GIÁM ĐỐC SỞ TÀI CHÍNH',
    'QUYẾT ĐỊNH:',
    'Điều 1. Phê duyệt',
    '2. Khoản hai.',
    'đ) điểm đ./.',
  ])
    expect(text).toContain(part)
  expect(text.indexOf('Căn cứ')).toBeLessThan(text.indexOf('QUYẾT ĐỊNH:'))
  const typed = body({ type: 'basis', content: words('Căn cứ Luật;') }, paragraph('QUYẾT ĐỊNH:'), paragraph('Xong'))
  expect(seen({ ...decision, body: typed }).text.split('QUYẾT ĐỊNH:')).toHaveLength(2)
})

test('every family of layouts is typeset, marked as demonstration on each page', () => {
  const long = Array.from({ length: 30 }, (_, at) => paragraph(`Đoạn ${at}: ${'nội dung của văn bản này '.repeat(12)}`))
  for (const family of ['named', 'decision', 'resolution', 'letter', 'telegram', 'invitation', 'minutes'] as const) {
    const { pages, holes } = seen(
      { ...decision, family, kindName: 'Biên bản', demonstration: true, addressees: ['Sở Nội vụ'], body: body(...long) },
      family,
    )
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('Bản trình diễn – không có giá trị pháp lý')
      if (at > 0) expect(page.trimStart()).toMatch(new RegExp(`^${at + 1}\\n`))
    }
    expect(holes.map(({ name }) => name)).toEqual(['number', 'day', 'month', 'year', 'person', 'agency', 'archive1', 'archive2'])
  }
})

test('holes lie where the words leave room: number before its notation, seal over the left third of the signature', () => {
  const { holes, file, run } = seen(letter)
  const hole = (name: string) => holes.find((one) => one.name === name) ?? { name, page: 0, x: 0, y: 0, width: 0, height: 0 }
  const boxes = run('pdftotext', '-bbox', file, '-')
  const [, left = '0', top = '0', bottom = '0'] =
    boxes.match(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">\/STC-NS</) ?? []
  const number = hole('number')
  expect(number.x + number.width).toBeCloseTo(Number(left), 0)
  const middle = 841.89 - number.y - number.height / 2
  expect(middle).toBeGreaterThan(Number(top))
  expect(middle).toBeLessThan(Number(bottom))
  const [person, agency] = [hole('person'), hole('agency')]
  expect(agency.x + agency.width - person.x).toBeCloseTo(person.width / 3, 1)
  expect(agency.y + agency.height / 2).toBeCloseTo(person.y + person.height / 2, 1)
  expect(hole('day')).toMatchObject({ italic: true, size: 13 })
  expect(number).toMatchObject({ italic: false, size: 13 })
  expect([hole('archive1').width, hole('archive1').height]).toEqual([0, 0])
})

test('PDF/A-2a with every font embedded; the same input gives the same bytes', () => {
  const { pdf, file, run } = seen(decision)
  const marks = Buffer.from(pdf).toString('latin1')
  expect(marks).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>')
  for (const font of run('pdffonts', file).trim().split('\n').slice(2))
    expect(font).toMatch(/LiberationSerif\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/)
  expect(run('pdfinfo', file)).toMatch(/CreationDate:.*2026/)
  expect(Buffer.compare(typesetSheet(decision, new Date('2026-11-20T03:00:00Z')).pdf, pdf)).toBe(0)
})

test('long names, long subjects, forty recipients and long tables do not break it', () => {
  const cell = (type: 'tableHeader' | 'tableCell', text: string) => ({ type, content: [paragraph(text)] })
  const row = (type: 'tableHeader' | 'tableCell', ...cells: string[]) => ({
    type: 'tableRow' as const,
    content: cells.map((text) => cell(type, text)),
  })
  const rows = Array.from({ length: 60 }, (_, at) =>
    row('tableCell', `${at + 1}`, 'Triển khai nhiệm vụ theo Quyết định số 1234/QĐ-UBND của Ủy ban nhân dân tỉnh', 'Sở Tài chính'),
  )
  const { text, pages, holes } = seen({
    ...decision,
    parentAgency: 'Ủy ban nhân dân tỉnh Thanh Giang',
    agency: 'Trung tâm Công nghệ thông tin và Truyền thông trực thuộc Sở Khoa học và Công nghệ tỉnh Thanh Giang',
    notation: 'QĐ-TTCNTTTT-HCTH-KHTC-ĐTXD',
    subject: 'nội dung dài '.repeat(40).slice(0, 500),
    recipients: Array.from({ length: 40 }, (_, at) => `Ủy ban nhân dân xã số ${at + 1}`),
    drafterMark: 'PL.(300)',
    urgency: 'EXPRESS',
    body: body({ type: 'table', content: [row('tableHeader', 'TT', 'Nhiệm vụ', 'Cơ quan chủ trì'), ...rows] }, paragraph('Hết.')),
  })
  expect(pages.filter((page) => page.includes('Cơ quan chủ trì')).length).toBeGreaterThan(2)
  expect(text).toContain('- Ủy ban nhân dân xã số 40.')
  expect(text).toContain('PL.(300)')
  expect(text).toContain('HỎA TỐC')
  expect(text.match(/1234\/QĐ-UBND/g)).toHaveLength(60)
  const signature = pages.findIndex((page) => page.includes('Ngô Hữu Thịnh'))
  expect(holes.find(({ name }) => name === 'person')?.page).toBe(signature + 1)
})

test('the signature never stands alone on a page, wherever the text ends', () => {
  for (let lines = 14; lines < 26; lines++) {
    const { pages } = seen(
      { ...letter, body: body(...Array.from({ length: lines }, (_, at) => paragraph(`Dòng thứ ${at} của văn bản`))) },
      `lines${lines}`,
    )
    const last = pages.find((page) => page.includes('Ngô Hữu Thịnh')) ?? ''
    expect(last).toMatch(/Dòng thứ/)
    expect(last).toMatch(/Nơi nhận:\s+KT\. GIÁM ĐỐC/)
  }
})

test('what people type is printed as it is, never run', () => {
  const typed = '#panic("x") $x$ *đậm* _nghiêng_ `mã` <nhãn> @tham // chú \\ "ngoặc" [a] {b} - + = / ~ https://vn.example'
  const { text } = seen({ ...letter, subject: typed, body: body(paragraph(typed), paragraph('Hết')), recipients: [typed] })
  expect(text.split('#panic("x")').length - 1).toBe(3)
  expect(text).toContain('*đậm*')
})

test.for([
  ['Kết thúc.', 'Kết thúc./.'],
  ['Kết thúc./.', 'Kết thúc./.'],
  ['Kết thúc', 'Kết thúc./.'],
  ['Kết thúc;', 'Kết thúc./.'],
] as const)('a text ends with ./. once: %s', ([before, after]) => {
  expect(endBody([paragraph(before)])).toEqual([paragraph(after)])
  const list: Block = {
    type: 'bulletList',
    content: [
      { type: 'listItem', content: [paragraph('Một')] },
      { type: 'listItem', content: [paragraph(before)] },
    ],
  }
  expect(JSON.stringify(endBody([list]))).toContain(after)
})

test('a fault in a template is an error, a missing font as well', () => {
  expect(() => typeset('no-such-template', {})).toThrow(/no-such-template/)
  expect(() => typesetSheet({ ...letter, body: { type: 'doc', content: [] } })).not.toThrow()
})
