import type { Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { pointLetters } from '#kernel/content.ts'
import { type PartKind, partKinds } from './parts.vi.ts'
import { schema } from './schema.ts'

/** Where a count begins anew: khoản under each điều or heading, điểm under each khoản. */
const scopeEnds: Record<string, readonly string[]> = {
  article: ['annex'],
  clause: ['article', 'heading', 'annex'],
  point: ['article', 'annex', 'heading', 'clause', 'paragraph', 'basis'],
}

const placeOf = (node: Node): number =>
  node.type.name === 'point' ? pointLetters.indexOf(node.attrs.letter) + 1 : Number(node.attrs.number)

const attrsAt = (type: string, place: number) =>
  type === 'point' ? { letter: pointLetters[place - 1] ?? 'y' } : { number: Math.max(1, place) }

/** The number that a part would have at a place among the lines of the text. */
export function attrsFor(doc: Node, index: number, type: string): Record<string, unknown> {
  for (let at = index - 1; at >= 0; at -= 1) {
    const before = doc.child(at)
    if (before.type.name === type) return attrsAt(type, placeOf(before) + 1)
    if (scopeEnds[type]?.includes(before.type.name)) break
  }
  return attrsAt(type, 1)
}

const positionOf = (doc: Node, index: number): number => {
  let position = 0
  for (let at = 0; at < index; at += 1) position += doc.child(at).nodeSize
  return position
}

/** After a part was put in: those behind it that would now be doubled move on by one. */
export function pushOn(tr: Transaction, index: number): Transaction {
  const changed = tr.doc.child(index)
  const type = changed.type.name
  let place = placeOf(changed)
  for (let at = index + 1; at < tr.doc.childCount; at += 1) {
    const next = tr.doc.child(at)
    if (scopeEnds[type]?.includes(next.type.name)) break
    if (next.type.name !== type) continue
    if (placeOf(next) !== place) break
    place += 1
    tr.setNodeMarkup(positionOf(tr.doc, at), null, attrsAt(type, place))
  }
  return tr
}

/** The line of the text in which the caret stands, when it is not in a list or table. */
export function lineAt(state: EditorState): { index: number; node: Node; start: number } | null {
  const { $from } = state.selection
  if ($from.depth !== 1) return null
  return { index: $from.index(0), node: $from.parent, start: $from.before(1) }
}

const partOf = ({ type, attrs }: Node): string => {
  if (type.name === 'heading') return `heading${attrs.level}`
  if (type.name !== 'annex') return type.name
  return attrs.form === 'attached' ? 'attached' : attrs.landscape ? 'wideAppendix' : 'appendix'
}

/** The node that a part is, with what its kind says of it. */
function nodeFor(kind: PartKind): { name: string; attrs: Record<string, unknown> | null } {
  if (kind.startsWith('heading')) return { name: 'heading', attrs: { level: Number(kind.at(-1)) } }
  if (kind === 'attached') return { name: 'annex', attrs: { form: 'attached', landscape: false } }
  if (kind === 'appendix' || kind === 'wideAppendix')
    return { name: 'annex', attrs: { form: 'appendix', landscape: kind === 'wideAppendix' } }
  return { name: kind, attrs: null }
}

export const partAt = (state: EditorState): PartKind | 'list' | 'table' => {
  const { $from } = state.selection
  const top = $from.node(1)
  if (!top) return 'paragraph'
  if (top.type.name.endsWith('List')) return 'list'
  if (top.type === schema.nodes.table) return 'table'
  const name = partOf(top)
  return (partKinds as readonly string[]).includes(name) ? (name as PartKind) : 'paragraph'
}

const isNumbered = (name: string): boolean => name in scopeEnds

/** Makes lines what is asked; numbered ones take the number of their place. */
export function setPart(kind: PartKind) {
  return (state: EditorState, dispatch?: (tr: Transaction) => void): boolean => {
    const { $from, $to } = state.selection
    if ($from.depth < 1 || $from.node(1).type.name === 'table' || $from.node(1).type.name.endsWith('List')) return false
    const { name, attrs: own } = nodeFor(kind)
    const type = schema.nodes[name as keyof typeof schema.nodes]
    if (!dispatch) return true
    const tr = state.tr
    for (let index = $from.index(0); index <= $to.index(0); index += 1) {
      const node = tr.doc.child(index)
      if (!node.isTextblock) continue
      const attrs = isNumbered(name) ? attrsFor(tr.doc, index, name) : own
      tr.setNodeMarkup(positionOf(tr.doc, index), type, attrs)
      if (isNumbered(name)) pushOn(tr, index)
    }
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Enter: after a khoản comes the next khoản, after a điểm the next one; an empty one becomes a plain line. */
export function nextPart(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const line = lineAt(state)
  if (!line || line.node.type === schema.nodes.paragraph) return false
  if (line.node.content.size === 0) return setPart('paragraph')(state, dispatch)
  const name = line.node.type.name
  const goesOn = name === 'clause' || name === 'point' || name === 'basis'
  if (!dispatch) return true
  const tr = state.tr.deleteSelection()
  const atEnd = tr.selection.$from.parentOffset === tr.selection.$from.parent.content.size
  const type = goesOn ? line.node.type : schema.nodes.paragraph
  const attrs = isNumbered(name) && goesOn ? attrsFor(tr.doc, line.index + 1, name) : null
  tr.split(tr.selection.from, 1, [{ type: atEnd || goesOn ? type : schema.nodes.paragraph, attrs }])
  if (isNumbered(name) && goesOn) pushOn(tr, line.index + 1)
  dispatch(tr.scrollIntoView())
  return true
}

/** Backspace before the first sign of a part: it becomes a plain line, and joins what stands before only at the next press. */
export function plainPart(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const line = lineAt(state)
  if (!line || !state.selection.empty || state.selection.$from.parentOffset > 0) return false
  return line.node.type !== schema.nodes.paragraph && setPart('paragraph')(state, dispatch)
}
