import type { Node } from 'prosemirror-model'
import { type EditorState, Selection, TextSelection } from 'prosemirror-state'
import { contentFrom } from '#kernel/content.ts'
import { schema } from './schema.ts'

/** Where one stands in a plain text: the text, and the ends of what is selected. */
export type Caret = { text: string; from: number; to: number }

/** A sign of the private use area stands where the caret is while the text is read. */
const sign = '\uE000'
/** A caret inside "Điều 1." moves behind it: at most so far. */
const furthest = 24

/** Where the sign stands in a document; null when reading lost it. */
function signIn(doc: Node): number | null {
  let found: number | null = null
  doc.descendants((node, at) => {
    const within = node.text?.indexOf(sign) ?? -1
    if (within >= 0) found = at + within
    return found === null
  })
  return found
}

/** The place in `doc` of a caret of the text that `doc` was read from; the end when there is none. */
function placeOf({ doc, tr }: EditorState, text: string, at: number): number {
  const line = text.indexOf('\n', at)
  const last = Math.min(line < 0 ? text.length : line, at + furthest)
  for (let to = at; to <= last; to += 1) {
    const marked = schema.nodeFromJSON(contentFrom(text.slice(0, to) + sign + text.slice(to)))
    const found = signIn(marked)
    if (found !== null && marked.replace(found, found + 1, doc.slice(0, 0)).eq(doc)) return found
  }
  return Selection.atEnd(tr.doc).head
}

/** Behind the last word: what reading leaves out of it, blanks and a line just begun, is there again to go on from. */
function goOn(state: EditorState, { text, to }: Caret): EditorState {
  const words = text.slice(0, to).trimEnd()
  const blank = text.slice(words.length, to)
  const { tr } = state
  const place = words === '' ? Selection.atStart(tr.doc).head : placeOf(state, text, words.length)
  if (words !== '' && blank.includes('\n')) {
    const after = tr.doc.resolve(place).after(1)
    tr.insert(after, schema.nodes.paragraph.create())
    return state.apply(tr.setSelection(TextSelection.create(tr.doc, after + 1)))
  }
  if (words !== '' && blank !== '') tr.insertText(blank, place)
  return state.apply(tr.setSelection(TextSelection.create(tr.doc, place + (words === '' ? 0 : blank.length))))
}

/** The state with its caret where it stood in the plain text. */
export function withCaret(state: EditorState, caret: Caret): EditorState {
  const { text, from, to } = caret
  const [rest = ''] = text.slice(to).split('\n')
  if (from === to && rest.trim() === '') return goOn(state, caret)
  const ends = [from, to].map((at) => placeOf(state, text, at))
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, ends[0] ?? 0, ends[1] ?? 0)))
}
