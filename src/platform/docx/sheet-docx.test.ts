import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import type { Sheet } from '../pdf/sheet.ts'
import { sheetDocx } from './sheet-docx.ts'

const sheet: Sheet = {
  family: 'decision',
  parentAgency: 'Ủy ban nhân dân tỉnh Thanh Giang',
  agency: 'Sở Tài chính',
  place: 'Thanh Giang',
  notation: 'QĐ-STC',
  kindName: 'Quyết định',
  subject: 'ban hành Quy chế',
  authority: 'Giám đốc Sở Tài chính',
  urgency: 'URGENT',
  addressees: [],
  body: contentFrom(
    'Căn cứ Luật một\nĐiều 1. Ban hành **Quy chế** & <phụ lục>.\n1. Một\na) Hai\n- Ba\n=== Kèm theo: Quy chế làm việc\nĐiều 1. Phạm vi\n=== Phụ lục ngang: Biểu số liệu\n| TT | Tên |\n| --- | --- |\n| 1 | Một |',
  ),
  signing: { capacityLines: ['GIÁM ĐỐC'], name: 'Lê Văn An' },
  recipients: ['Như Điều 3', 'Lưu: VT, NS'],
  demonstration: true,
}

/** A part of the file as text. @throws Error when there is none */
async function partOf(of: Sheet, part: string): Promise<string> {
  const bytes = unzipSync(await sheetDocx(of))[part]
  if (!bytes) throw new Error(`no ${part}`)
  return strFromU8(bytes)
}
const texts = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text ?? '')
/** Size in half points, weight and slant of the run that says something. */
function runOf(xml: string, words: string) {
  const run =
    [...xml.matchAll(/<w:r>[\s\S]*?<\/w:r>/gu)].map(([one]) => one).find((one) => texts(one).join('').includes(words)) ?? ''
  return {
    size: Number(/<w:sz w:val="(\d+)"/u.exec(run)?.[1]) / 2,
    bold: /<w:b\/>/u.test(run),
    italic: /<w:i\/>/u.test(run),
    font: /w:ascii="([^"]*)"/u.exec(run)?.[1],
  }
}

test('a DOCX says the same in the same order, with the sizes of annex I, on A4 with its margins', async () => {
  const xml = await partOf(sheet, 'word/document.xml')
  const said = texts(xml).join('|')
  const order = [
    'UBND TỈNH THANH GIANG',
    'SỞ TÀI CHÍNH',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'KHẨN',
    'QUYẾT ĐỊNH',
    'Ban hành Quy chế',
    'GIÁM ĐỐC SỞ TÀI CHÍNH',
    'Căn cứ Luật một.',
    'QUYẾT ĐỊNH:',
    'Điều 1. ',
    '&amp; &lt;phụ lục&gt;.',
    'Ba./.',
    'Nơi nhận:',
    '- Lưu: VT, NS.',
    'GIÁM ĐỐC',
    'Lê Văn An',
    'QUY CHẾ',
    'Phụ lục',
    'BIỂU SỐ LIỆU',
  ]
  let from = 0
  for (const words of order) {
    const at = said.indexOf(words, from)
    expect(at, words).toBeGreaterThanOrEqual(0)
    from = at
  }
  const font = 'Times New Roman'
  expect(runOf(xml, 'CỘNG HÒA')).toEqual({ size: 12, bold: true, italic: false, font })
  expect(runOf(xml, 'Thanh Giang, ngày')).toEqual({ size: 13, bold: false, italic: true, font })
  expect(runOf(xml, 'Căn cứ Luật')).toEqual({ size: 14, bold: false, italic: true, font })
  expect(runOf(xml, '- Lưu: VT')).toEqual({ size: 11, bold: false, italic: false, font })
  expect(runOf(xml, 'Nơi nhận:')).toEqual({ size: 12, bold: true, italic: true, font })
  const margins = xml.match(/<w:pgMar [^>]*>/u)?.[0] ?? ''
  for (const side of ['w:top="1134"', 'w:bottom="1134"', 'w:left="1701"', 'w:right="850"']) expect(margins).toContain(side)
  expect(xml.match(/<w:sectPr/gu)).toHaveLength(3)
  expect(xml).toContain('w:orient="landscape"')
  expect(xml.match(/<w:pgNumType w:start="1"/gu)).toHaveLength(3)
})

test('the mark of a demonstration stands at the foot of each section; a real document has none', async () => {
  expect(texts(await partOf(sheet, 'word/footer1.xml')).join('')).toContain('không có giá trị pháp lý')
  await expect(partOf({ ...sheet, demonstration: false }, 'word/footer1.xml')).rejects.toThrow()
})
