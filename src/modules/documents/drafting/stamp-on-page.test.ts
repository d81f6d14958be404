import { describe, expect, test } from 'vitest'
import { pageWith, type Written } from './drawn-text.testing.ts'
import { pdfWords } from './pdf-words.ts'
import { textBearsStamp } from './stamp-in-text.ts'
import { hasStamp } from './stamp-on-page.ts'

const letter: Written[] = [
  { text: 'ỦY BAN NHÂN DÂN TỈNH', x: 60, y: 780 },
  { text: 'Kính gửi: Sở Tài chính, các đơn vị có liên quan', x: 60, y: 700 },
  { text: 'Thực hiện chế độ báo cáo mật độ dân số và bảo mật thông tin,', x: 60, y: 660 },
  { text: 'đề nghị các đơn vị gửi số liệu trước ngày 30.', x: 60, y: 640 },
]
async function bearsWith(written: Written[], remark?: string): Promise<boolean> {
  const read = await pdfWords({ bytes: pageWith([...letter, ...written], remark) })
  if ('refused' in read) throw new Error(read.refused)
  return hasStamp(read)
}
const bears = (...written: Written[]) => bearsWith(written)

/** A word drawn letter by letter along a direction; each letter written at `own` (degrees), or as the row runs. */
function letters(
  text: string,
  { at, step, angle, own = angle }: { at: [number, number]; step: number; angle: number; own?: number },
) {
  const [dx, dy] = [Math.cos((angle * Math.PI) / 180) * step, Math.sin((angle * Math.PI) / 180) * step]
  return [...text].flatMap((sign, place) =>
    sign === ' ' ? [] : [{ text: sign, x: at[0] + dx * place, y: at[1] + dy * place, angle: own }],
  )
}

const grades = ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT']
const angles = [0, 7, 30, 45, 90, 135, 180, 211, 270, 315, 345]

describe.each(grades)('the stamp “%s” on page 1', (grade) => {
  test.for(angles)('in one piece, at %i degrees', async (angle) => {
    expect(await bears({ text: grade, x: 300, y: 500, angle })).toBe(true)
  })

  test.for(angles)('letter by letter, at %i degrees', async (angle) => {
    expect(await bears(...letters(grade, { at: [300, 500], step: 9, angle }))).toBe(true)
  })

  test.for(angles)('letter by letter and spaced, at %i degrees', async (angle) => {
    expect(await bears(...letters(grade, { at: [300, 450], step: 22, angle }))).toBe(true)
  })

  test.for([-90, -45, -20, 25, 60])('upright letters set in steps, at %i degrees', async (angle) => {
    expect(await bears(...letters(grade, { at: [280, 520], step: 18, angle, own: 0 }))).toBe(true)
  })

  test('in decomposed letters, in one piece and with marks drawn by themselves', async () => {
    const apart = grade.normalize('NFD')
    expect(await bears({ text: apart, x: 300, y: 500 })).toBe(true)
    const marked = letters(grade, { at: [300, 500], step: 9, angle: 0 }).flatMap((one) =>
      [...one.text.normalize('NFD')].map((text, at) => ({ ...one, text, x: one.x + (at > 0 ? -1 : 0) })),
    )
    expect(await bears(...marked)).toBe(true)
  })

  test('one word below the other, framed, printed twice to be bold, beside a column, in a remark', async () => {
    const words = grade.split(' ')
    expect(await bears(...words.map((text, at) => ({ text, x: 400, y: 500 - at * 16 })))).toBe(true)
    expect(await bears({ text: `* ${grade} *`, x: 300, y: 500 })).toBe(true)
    const twice = letters(grade, { at: [300, 500], step: 9, angle: 0 })
    expect(await bears(...twice.flatMap((one) => [one, { ...one, x: one.x + 0.4 }]))).toBe(true)
    expect(await bears({ text: grade, x: 480, y: 700 })).toBe(true)
    expect(await bearsWith([], grade)).toBe(true)
    expect(await bearsWith([], 'chế độ mật')).toBe(false)
  })
})

describe('no stamp', () => {
  test.for([
    ['BẢO MẬT', 0],
    ['MẬT ĐỘ DÂN SỐ', 0],
    ['BẢO MẬT', 90],
    ['MẬT ĐỘ DÂN SỐ', 90],
    ['mật', 90],
    ['Bí mật nhà nước', 45],
    ['CHẾ ĐỘ MẬT', 30],
    ['BAN CƠ YẾU', 270],
  ] as const)('“%s” at %i degrees, in one piece, by words, letter by letter', async ([text, angle]) => {
    expect(await bears({ text, x: 300, y: 400, angle })).toBe(false)
    expect(await bears(...letters(text, { at: [300, 400], step: 9, angle }))).toBe(false)
    const [dx, dy] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
    const words = text.split(' ').map((word, at) => {
      const before = text.split(' ').slice(0, at).join(' ').length + (at > 0 ? 1 : 0)
      return { text: word, x: 300 + dx * before * 8.4, y: 400 + dy * before * 8.4, angle }
    })
    expect(await bears(...words)).toBe(false)
  })

  test('letters one below the other that mean something else', async () => {
    expect(await bears(...letters('BẢO MẬT', { at: [300, 500], step: 18, angle: -90, own: 0 }))).toBe(false)
    expect(await bears(...letters('HÀ NỘI', { at: [300, 500], step: 18, angle: -90, own: 0 }))).toBe(false)
  })

  test('a whole page set letter by letter, with the word in its running text', async () => {
    const lines = ['CHẾ ĐỘ BẢO MẬT THÔNG TIN', 'SỐ LIỆU VỀ MẬT ĐỘ DÂN SỐ', 'MẠNG Ở ẤP TÂN AN', 'ĐẤT Ở ẬM Ừ TỐT']
    const page = lines.flatMap((text, at) => letters(text, { at: [60, 560 - at * 20], step: 9, angle: 0 }))
    expect(await bears(...page)).toBe(false)
  })
})

describe('a text file', () => {
  const encoded = (text: string, bom: number[]) => new Uint8Array([...bom, ...Buffer.from(text, 'utf16le')])
  test.for([
    ['a line of its own', new TextEncoder().encode('a\r\nTUYỆT MẬT\r\nb'), true],
    ['the last line, decomposed', new TextEncoder().encode('a\nTỐI MẬT'.normalize('NFD')), true],
    ['UTF-16', encoded('a\nM Ậ T\nb', [0xff, 0xfe]), true],
    ['ended by U+2028', new TextEncoder().encode('a\u2028MẬT\u2029b'), true],
    ['between other odd blanks', new TextEncoder().encode('a\n\u3000M\u2003Ậ\u00a0T\u200b\nb'), true],
    ['running text', new TextEncoder().encode('bảo mật\nCHẾ ĐỘ MẬT\nMẬT ĐỘ'), false],
    ['a long line', new TextEncoder().encode(`MẬT${' và'.repeat(100_000)}`), false],
  ] as const)('%s', async ([, bytes, found]) => expect(await textBearsStamp(new Uint8Array(bytes))).toBe(found))
})
