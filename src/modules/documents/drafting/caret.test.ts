import { EditorState, type Transaction } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { contentFrom, textOf } from '#kernel/content.ts'
import { withCaret } from './caret.ts'
import { schema } from './schema.ts'

/** The text with "|" where the caret stands (or "[" and "]" around what is selected) as the editor takes it over. */
function taken(marked: string): EditorState {
  const [from, to] = marked.includes('[')
    ? [marked.indexOf('['), marked.indexOf(']') - 1]
    : [marked.indexOf('|'), marked.indexOf('|')]
  const text = marked.replace(/[|[\]]/g, '')
  return withCaret(EditorState.create({ doc: schema.nodeFromJSON(contentFrom(text)) }), { text, from, to })
}
const typed = (tr: Transaction) => textOf(tr.doc.toJSON())

test.for([
  ['at the end of a word', 'Kính gửi: Sở Tài chính|', 'Kính gửi: Sở Tài chínhX'],
  ['inside a word', 'Kính g|ửi', 'Kính gXửi'],
  ['behind a blank', 'Kính gửi |', 'Kính gửi X'],
  ['at the start', '|Kính gửi', 'XKính gửi'],
  ['nothing typed', '|', 'X'],
  ['on a line just begun', 'Dòng một\n|', 'Dòng một\nX'],
  ['on an empty line between two', 'Dòng một\n|\nDòng hai', 'Dòng một\nX\nDòng hai'],
  ['on the second of equal lines', 'Như nhau\nNhư n|hau', 'Như nhau\nNhư nXhau'],
  ['inside the label of a điều', 'Điều| 1. Phạm vi', 'Điều 1. XPhạm vi'],
  ['in the words of a điều', 'Điều 1. Phạm| vi\nĐiều 2. Hiệu lực', 'Điều 1. PhạmX vi\nĐiều 2. Hiệu lực'],
  ['in an item of a list', '- một\n- h|ai', '- một\n- hXai'],
  ['behind bold words', '**đậm| hơn** và thường', '**đậmX hơn** và thường'],
] as const)('the caret %s stays where it was', ([_, before, after]) => {
  const state = taken(before)
  expect(typed(state.tr.insertText('X'))).toBe(after)
})

test('what is selected stays selected', () => {
  const state = taken('Điều 1. Phạm [vi áp] dụng')
  expect(state.doc.textBetween(state.selection.from, state.selection.to)).toBe('vi áp')
})
