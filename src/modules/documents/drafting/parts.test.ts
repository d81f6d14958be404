import { EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { type Content, contentFrom, textOf } from '#kernel/content.ts'
import { compared, places } from './compare.ts'
import { type Checkable, fixedContent, fixedPlaces, fixedSubject, layoutChecks } from './layout-checks.ts'
import { renumbered, runsOn } from './numbering.ts'
import { nextPart, plainPart, setPart } from './parts.ts'
import { sliceOfText, withParts } from './paste.ts'
import { schema } from './schema.ts'

/** The editor's state with the caret at the end of a line, or at its beginning. */
function stateOf(text: string, line: number, at: 'end' | 'start' = 'end'): EditorState {
  const doc = schema.nodeFromJSON(contentFrom(text))
  let position = 0
  for (let before = 0; before < line; before += 1) position += doc.child(before).nodeSize
  const caret = at === 'start' ? position + 1 : position + doc.child(line).nodeSize - 1
  return EditorState.create({ doc, selection: TextSelection.create(doc, caret) })
}

type Command = (state: EditorState, dispatch?: (tr: EditorState['tr']) => void) => boolean
function after(state: EditorState, command: Command): string | null {
  let next: EditorState | null = null
  const done = command(state, (tr) => {
    next = state.apply(tr)
  })
  return done && next ? typed(next) : null
}
const typed = (state: EditorState) => textOf(whole(state.doc.toJSON()) as Content)
const whole = (json: { type: string; content?: unknown[] }): unknown =>
  json.type === 'text' ? json : { ...json, content: (json.content ?? []).map((one) => whole(one as typeof json)) }

describe('the editor’s lines', () => {
  test('Enter goes on counting, and those behind move on', () => {
    expect(after(stateOf('Điều 1. Một\n1. a\n2. b', 1), nextPart)).toBe('Điều 1. Một\n1. a\n2.\n3. b')
    expect(after(stateOf('1. Một\na) x\nb) y\nc) z', 2), nextPart)).toBe('1. Một\na) x\nb) y\nc)\nd) z')
    expect(after(stateOf('c) x\nd) y\nđ) z', 1), nextPart)).toBe('c) x\nd) y\nđ)\ne) z')
  })

  test('an empty khoản becomes a plain line; before its first sign Backspace does the same', () => {
    const empty = stateOf('1. Một', 0).apply(stateOf('1. Một', 0).tr)
    const cleared = empty.apply(empty.tr.delete(1, empty.doc.child(0).nodeSize - 1))
    expect(after(cleared, nextPart)).toBe('')
    expect(after(stateOf('1. Một', 0, 'start'), plainPart)).toBe('Một')
    expect(after(stateOf('Một', 0, 'start'), plainPart)).toBeNull()
  })

  test('a line made điều or khoản takes the number of its place', () => {
    expect(after(stateOf('Điều 1. Một\nHai', 1), setPart('article'))).toBe('Điều 1. Một\nĐiều 2. Hai')
    expect(after(stateOf('Điều 1. Một\n1. a\nĐiều 2. Hai\nb', 3), setPart('clause'))).toBe('Điều 1. Một\n1. a\nĐiều 2. Hai\n1. b')
    expect(after(stateOf('Một', 0), setPart('heading1'))).toBe('# Một')
  })

  test('what clerks paste is read as they type it; a word processor’s paragraphs too', () => {
    expect(
      sliceOfText('Điều 1. Một\n1. a\n- b')
        .content.toJSON()
        .map((one: { type: string }) => one.type),
    ).toEqual(['article', 'clause', 'bulletList'])
    const { bold } = schema.marks
    const line = (text: string, mark = false) =>
      schema.nodes.paragraph.create(null, schema.text(text, mark ? [bold.create()] : []))
    const pasted = withParts(
      sliceOfText('x').size === 0 ? sliceOfText('x') : pastedOf([line('Điều 2. Hai', true), line('đoạn thường')]),
    )
    expect(pasted.content.firstChild?.type.name).toBe('article')
    expect(pasted.content.firstChild?.attrs).toEqual({ number: 2 })
    expect(pasted.content.firstChild?.firstChild?.marks[0]?.type.name).toBe('bold')
  })
})

const pastedOf = (nodes: ReturnType<typeof schema.nodes.paragraph.create>[]) => schema.nodes.doc.create(null, nodes).slice(0)

test('numbering runs without gap: điều through the text, khoản under each, điểm under each', () => {
  const wild = contentFrom('Điều 3. a\n2. b\nc) c\n5. d\nĐiều 9. e\n7. f')
  expect(runsOn(wild)).toBe(false)
  expect(textOf(renumbered(wild))).toBe('Điều 3. a\n1. b\na) c\n2. d\nĐiều 4. e\n1. f')
  expect(runsOn(renumbered(wild))).toBe(true)
})

describe('comparison', () => {
  const kinds = (before: string, after_: string) => compared(before.split('\n'), after_.split('\n')).map((one) => one.kind)

  test('says what was put in, taken out and edited, and in how many places', () => {
    expect(kinds('a\nb\nc', 'a\nc')).toEqual(['same', 'out', 'same'])
    expect(kinds('a\nc', 'a\nb\nc')).toEqual(['same', 'in', 'same'])
    const changes = compared(['đạt 92,8% trong năm'], ['đạt 95% trong năm'])
    expect(changes).toEqual([
      {
        kind: 'edited',
        pieces: [
          { text: 'đạt ', kind: 'same' },
          { text: '92,8%', kind: 'out' },
          { text: '95%', kind: 'in' },
          { text: ' trong năm', kind: 'same' },
        ],
      },
    ])
    expect(places(compared(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'y']))).toBe(2)
  })
})

describe('layout checks', () => {
  const right: Checkable = {
    family: 'letter',
    subject: 'báo cáo tình hình gửi, nhận văn bản điện tử',
    content: contentFrom('Sở Tài chính báo cáo như sau:\n1. Một\n2. Hai'),
    typed: true,
    places: ['Như trên', 'Lưu: VT, NS'],
    addressees: ['UBND tỉnh'],
    recipients: 1,
    signer: { head: true },
    competence: 'HEAD',
    unit: 'NS',
  }
  const keys = (over: Partial<Checkable>) => layoutChecks({ ...right, ...over }).faults.map((fault) => fault.key)

  test('a letter that is right has no fault', () => {
    expect(layoutChecks(right)).toEqual({ passed: 20, faults: [] })
  })

  test.for<[Partial<Checkable>, string[]]>([
    [{ subject: 'V/v báo cáo' }, ['subject-plain']],
    [{ places: ['Như trên', 'Lưu: VT, '] }, ['kept-unit']],
    [{ places: ['Như trên'] }, ['kept']],
    [{ content: contentFrom('1. [Nội dung]') }, ['open']],
    [{ content: contentFrom('1. a\n3. b') }, ['numbers']],
    [{ signer: { head: false } }, ['competence']],
    [{ signer: null }, ['signer']],
    [{ family: 'decision' }, ['basis', 'article']],
    [{ addressees: [], recipients: 0 }, ['recipients', 'addressees']],
    [{ typed: false, content: contentFrom('1. [x]\n3. y') }, []],
    [{ content: contentFrom('Báo cáo đã xong./.') }, ['dots']],
    [{ content: contentFrom('Kính gửi: Sở Nội vụ\nBáo cáo.') }, ['printed']],
    [{ content: contentFrom('Báo cáo.\n=== Phụ lục: Biểu\nMột') }, ['annex-cited']],
    [{ content: contentFrom('Báo cáo theo Phụ lục kèm theo.\n=== Phụ lục: Biểu\nMột') }, []],
  ])('%o is named', ([over, expected]) => {
    expect(keys(over)).toEqual(expected)
  })

  test.for([
    ['theo Quyết định số 5 / QD - UBND ngày 5/1/2026', 'theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026'],
    ['Công văn số 12/CV-STC-NS và Công văn số 168/UBND-TH', 'Công văn số 12/STC-NS và Công văn số 168/UBND-TH'],
    ['Tờ trình số 45/ttr-stc ngày 15 tháng 1 năm 2026', 'Tờ trình số 45/TTr-stc ngày 15 tháng 01 năm 2026'],
    ['Quyết định số 28/2018/QĐ-TTg ngày 12 tháng 7 năm 2018', null],
    ['theo Khoản 2 điều 5 Chương I và điểm a khoản 1 Điều 3', 'theo khoản 2 Điều 5 Chương I và điểm a khoản 1 Điều 3'],
    [
      'gửi ủy ban nhân dân các xã, Hội đồng Nhân dân Tỉnh Thanh Giang',
      'gửi Ủy ban nhân dân các xã, Hội đồng nhân dân tỉnh Thanh Giang',
    ],
    ['quản lý nhà nước về tài chính', 'quản lý Nhà nước về tài chính'],
    ['Điểm cầu tại Quận 1, Thành phố Hồ Chí Minh, vấn đề thứ hai, điều kiện', null],
    ['Sở tài chính họp thứ hai hằng tuần', 'Sở Tài chính họp thứ Hai hằng tuần'],
  ] as const)('writing of symbols, dates and capitals: %s', ([typed, better]) => {
    const content = contentFrom(typed)
    const found = layoutChecks({ ...right, content }).faults
    const put = (['symbols', 'dates', 'capitals'] as const).reduce(fixedContent, content)
    expect(textOf(put)).toBe(better ?? typed)
    expect(found.every(({ level, fix, clause }) => level === 'hint' && fix && /phụ lục I/u.test(clause))).toBe(true)
    expect(found.length > 0).toBe(better !== null)
    expect(layoutChecks({ ...right, content: put })).toEqual({ passed: 20, faults: [] })
  })

  test('a finding says where it stands, what is wrong and what it would become; bold words stay bold', () => {
    const content = contentFrom('Một\nTheo **điều 5** và số 7/QD-STC')
    expect(layoutChecks({ ...right, content }).faults.map(({ part, found }) => ({ part, found }))).toEqual([
      { part: 'text', found: [{ line: 2, found: '7/QD-STC', better: '07/QĐ-STC' }] },
      { part: 'text', found: [{ line: 2, found: 'điều', better: 'Điều' }] },
    ])
    expect(textOf(fixedContent(content, 'capitals'))).toBe('Một\nTheo **Điều 5** và số 7/QD-STC')
  })

  test('“Sửa giúp” puts right what it can', () => {
    expect(keys({ places: fixedPlaces(['Như trên', 'Lưu: VT, …'], 'NS') })).toEqual([])
    expect(fixedPlaces(['Như trên', 'Lưu VT'], 'NS')).toEqual(['Như trên', 'Lưu: VT, NS'])
    expect(fixedSubject('V/v báo cáo quý III.')).toBe('báo cáo quý III')
    expect(textOf(fixedContent(contentFrom('Báo cáo đã xong./.'), 'ending'))).toBe('Báo cáo đã xong.')
    expect(textOf(fixedContent(contentFrom('Kính gửi: Sở Nội vụ\nBáo cáo.'), 'printed'))).toBe('Báo cáo.')
    expect(textOf(fixedContent(contentFrom('1. a\n3. b'), 'numbers'))).toBe('1. a\n2. b')
  })
})
