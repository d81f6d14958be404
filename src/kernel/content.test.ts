import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, Content, contentFrom, contentLimits, plainLines, pointLetters, textOf } from './content.ts'
import { refusalOf } from './refused.ts'

const typed = (text: string) => contentFrom(text).content
const says = (text: string) => ({ type: 'text', text })

describe('lines as clerks type them (Decree 30/2020, annex I, II.6)', () => {
  const lines: [string, Block['type'], object?][] = [
    ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;', 'basis'],
    ['Chương I', 'heading', { level: 1 }],
    ['Phần thứ nhất', 'heading', { level: 1 }],
    ['Mục 2. Tổ chức thực hiện', 'heading', { level: 2 }],
    ['Tiểu mục 1', 'heading', { level: 3 }],
    ['II. NHIỆM VỤ, GIẢI PHÁP', 'heading', { level: 1 }],
    ['V. Lê Nin', 'paragraph'],
    ['Mục 2 của Kế hoạch này quy định rõ hơn', 'paragraph'],
    ['Điều 1. Phạm vi điều chỉnh', 'article', { number: 1 }],
    ['Điều 12:Hiệu lực', 'article', { number: 12 }],
    ['Điều 12 của Luật này', 'paragraph'],
    ['1. Các sở, ban, ngành', 'clause', { number: 1 }],
    ['1.5 tỷ đồng', 'paragraph'],
    ['đ) Báo cáo kết quả', 'point', { letter: 'đ' }],
    ['f) không có trong bảng chữ cái', 'paragraph'],
    ['- Như trên;', 'bulletList'],
    ['1) Bước thứ nhất', 'orderedList'],
    ['7) không nối tiếp', 'paragraph'],
    ['| STT | Tên |', 'table'],
    ['\\1. không phải khoản', 'paragraph'],
    ['Phụ lục II', 'annex', { form: 'appendix', landscape: false }],
    ['=== Phụ lục ngang: Biểu số liệu', 'annex', { form: 'appendix', landscape: true }],
    ['=== Kèm theo: Quy chế làm việc', 'annex', { form: 'attached', landscape: false }],
    ['Phụ lục II kèm theo Kế hoạch này', 'paragraph'],
    ['# Nơi nào cũng là mục', 'heading', { level: 1 }],
    ['Ủy ban nhân dân tỉnh yêu cầu:', 'paragraph'],
  ]
  test.each(lines)('%s → %s', (line, type, attrs) => {
    const [block] = typed(line)
    expect(block?.type).toBe(type)
    if (attrs) expect(block).toMatchObject({ attrs })
  })

  test('the title of an appendix in capitals on its own line belongs to the appendix', () => {
    expect(typed('PHỤ LỤC I\nDANH MỤC CHỈ TIÊU\n1. Một')).toMatchObject([
      { type: 'annex', content: [says('DANH MỤC CHỈ TIÊU')] },
      { type: 'clause' },
    ])
  })

  test('the title of a chapter in capitals on its own line belongs to the chapter', () => {
    expect(typed('Chương I\nQUY ĐỊNH CHUNG')).toEqual([
      { type: 'heading', attrs: { level: 1 }, content: [says('Chương I QUY ĐỊNH CHUNG')] },
    ])
  })

  test('a sentence of an article that begins with "Căn cứ" is no legal basis', () => {
    expect(typed('Điều 1. A\nCăn cứ tình hình, các sở thực hiện').map(({ type }) => type)).toEqual(['article', 'paragraph'])
    expect(typed('Căn cứ Luật A;\nTheo đề nghị của Giám đốc Sở Nội vụ,').map(({ type }) => type)).toEqual(['basis', 'basis'])
  })

  test('bold, italic and asterisks that are only asterisks', () => {
    expect(typed('**đậm** và *nghiêng*, 5 * 3 * 2, \\*thật\\*, cuối*')).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'đậm', marks: [{ type: 'bold' }] },
          says(' và '),
          { type: 'text', text: 'nghiêng', marks: [{ type: 'italic' }] },
          says(', 5 * 3 * 2, *thật*, cuối*'),
        ],
      },
    ])
  })

  test('a table with its head', () => {
    const [table] = typed('| STT | Tên |\n|---|---|\n| 1 | Sở A\\|B |')
    expect(table).toMatchObject({
      content: [{ content: [{ type: 'tableHeader' }, { type: 'tableHeader' }] }, { content: [{ type: 'tableCell' }, {}] }],
    })
    expect(plainLines(contentFrom('| a | b\\|c |'))).toEqual(['a', 'b|c'])
  })
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc
    .array(
      fc.constantFrom(
        'Điều 1. ',
        'Chương I',
        'CHUNG',
        'Căn cứ ',
        'Theo ',
        '1. ',
        '2) ',
        'a) ',
        '- ',
        '| ',
        '|',
        '---',
        '<br>',
        '*',
        '**',
        '\\',
        '# ',
        '> ',
        ' ',
        'ạ',
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
)
const run = fc.record({
  type: fc.constant('text'),
  text,
  marks: fc.subarray(['bold', 'italic']).map((marks) => marks.map((type) => ({ type }))),
})
const content = fc.array(run, { maxLength: 4 })
const paragraphs = fc.array(fc.record({ type: fc.constant('paragraph'), content }), { minLength: 1, maxLength: 3 })
const list = fc.array(fc.record({ type: fc.constant('listItem'), content: paragraphs }), { minLength: 1, maxLength: 3 })
const cell = fc.record({ type: fc.constantFrom('tableHeader', 'tableCell'), content: paragraphs })
const row = fc.record({ type: fc.constant('tableRow'), content: fc.array(cell, { minLength: 1, maxLength: 3 }) })
const block = fc.oneof(
  fc.record({ type: fc.constantFrom('paragraph', 'basis'), content }),
  fc.record({ type: fc.constant('heading'), attrs: fc.record({ level: fc.constantFrom(1, 2, 3) }), content }),
  fc.record({ type: fc.constant('article'), attrs: fc.record({ number: fc.integer({ min: 1, max: 9_999 }) }), content }),
  fc.record({ type: fc.constant('clause'), attrs: fc.record({ number: fc.integer({ min: 1, max: 999 }) }), content }),
  fc.record({ type: fc.constant('point'), attrs: fc.record({ letter: fc.constantFrom(...pointLetters) }), content }),
  fc.record({ type: fc.constantFrom('bulletList', 'orderedList'), content: list }),
  fc.record({
    type: fc.constant('annex'),
    attrs: fc.record({ form: fc.constantFrom('appendix', 'attached'), landscape: fc.boolean() }),
    content,
  }),
  fc.record({ type: fc.constant('table'), content: fc.array(row, { minLength: 1, maxLength: 3 }) }),
)
const doc = fc.record({ type: fc.constant('doc'), content: fc.array(block, { maxLength: 6 }) })

describe('one form of one text', () => {
  test('what is typed out is read back to the same content', () => {
    fc.assert(
      fc.property(doc, (raw) => {
        const parsed = Content.parse(raw)
        expect(contentFrom(textOf(parsed))).toEqual(parsed)
      }),
      { numRuns: 3_000 },
    )
  })

  test('the canonical form is its own canonical form, and an editor can open it (no empty run, none twice the same)', () => {
    fc.assert(
      fc.property(doc, (raw) => {
        const parsed = Content.parse(raw)
        expect(Content.parse(structuredClone(parsed))).toEqual(parsed)
        expect(JSON.stringify(parsed)).not.toContain('"text":""')
        expect(parsed.content.length).toBeGreaterThan(0)
      }),
    )
  })

  test('any typed text is stable after one reading', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (lines) => {
        const once = contentFrom(lines.join('\n'))
        expect(contentFrom(textOf(once))).toEqual(once)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('what comes from outside', () => {
  test('composed and decomposed letters, invisible and control signs become one text', () => {
    const decomposed = 'Nguyễn Thị Hợp'.normalize('NFD')
    const [block] = Content.parse({
      type: 'doc',
      content: [{ type: 'paragraph', content: [says(`\u202e${decomposed}\u0000\ud800`)] }],
    }).content
    expect(block).toEqual({ type: 'paragraph', content: [says('Nguyễn Thị Hợp \ufffd')] })
  })

  test.each([
    ['an unknown node', { type: 'doc', content: [{ type: 'script', content: [] }] }],
    ['a level that does not exist', { type: 'doc', content: [{ type: 'heading', attrs: { level: 4 }, content: [] }] }],
    ['a letter that is no điểm', { type: 'doc', content: [{ type: 'point', attrs: { letter: 'w' }, content: [] }] }],
    [
      'a mark that does not exist',
      { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'link' }] }] }] },
    ],
    ['text without a document', [{ type: 'paragraph' }]],
    [
      'too many words',
      { type: 'doc', content: [{ type: 'paragraph', content: [says('a'.repeat(contentLimits.chars)), says('b')] }] },
    ],
  ])('%s is refused', (_, raw) => {
    expect(Content.safeParse(raw).success).toBe(false)
  })

  test('a typed text that is too long is refused with its reason', () => {
    const refused = (() => {
      try {
        return contentFrom('a'.repeat(contentLimits.chars + 1))
      } catch (error) {
        return refusalOf(error)
      }
    })()
    expect(refused).toMatchObject({ code: 'too-large', about: 'content' })
  })

  test('a bold mark does not hide a line from the search for secrecy marks', () => {
    expect(plainLines(contentFrom('**TỐI MẬT**\n- *MẬT*'))).toEqual(['TỐI MẬT', 'MẬT'])
  })
})
