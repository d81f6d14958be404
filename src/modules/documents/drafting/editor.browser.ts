import { baseKeymap, chainCommands, toggleMark } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { liftListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { type Command, EditorState } from 'prosemirror-state'
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
} from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import { type Content, textOf } from '#kernel/content.ts'
import { type Caret, withCaret } from './caret.ts'
import { nextPart, partAt, plainPart, setPart } from './parts.ts'
import type { PartKind } from './parts.vi.ts'
import { sliceOfText, withParts } from './paste.ts'
import { schema } from './schema.ts'

const { bold, italic } = schema.marks
const { bulletList, orderedList, listItem, paragraph, table, tableCell, tableHeader, tableRow } = schema.nodes

const cellOf = (type: typeof tableCell): Node => type.create(null, paragraph.create())
const newTable = () =>
  table.create(null, [
    tableRow.create(
      null,
      [1, 2, 3].map(() => cellOf(tableHeader)),
    ),
    tableRow.create(
      null,
      [1, 2, 3].map(() => cellOf(tableCell)),
    ),
  ])

const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false
  const after = state.selection.$to.after(1)
  dispatch?.(state.tr.insert(after, newTable()).scrollIntoView())
  return true
}

const toggleList =
  (type: typeof bulletList): Command =>
  (state, dispatch) =>
    partAt(state) === 'list' ? liftListItem(listItem)(state, dispatch) : wrapInList(type)(state, dispatch)

/** What the tools of the editor do, by name. */
const deeds = {
  bold: toggleMark(bold),
  italic: toggleMark(italic),
  bulletList: toggleList(bulletList),
  orderedList: toggleList(orderedList),
  table: insertTable,
  rowAfter: addRowAfter,
  columnAfter: addColumnAfter,
  deleteRow,
  deleteColumn,
  deleteTable,
  undo,
  redo,
} satisfies Record<string, Command>
export type Deed = keyof typeof deeds

/** What the tools show: marks at the caret, what the line is, what can be done. */
export type EditorShown = {
  bold: boolean
  italic: boolean
  part: PartKind | 'list' | 'table'
  inTable: boolean
  canUndo: boolean
}

export type Editor = {
  run: (deed: Deed) => void
  setPart: (kind: PartKind) => void
  content: () => Content
  replace: (content: Content) => void
  focus: () => void
  destroy: () => void
}

const keys = keymap({
  'Mod-b': deeds.bold,
  'Mod-i': deeds.italic,
  'Mod-z': undo,
  'Mod-y': redo,
  'Mod-Shift-z': redo,
  Enter: chainCommands(splitListItem(listItem), liftListItem(listItem), nextPart),
  Backspace: plainPart,
  Tab: goToNextCell(1),
  'Shift-Tab': goToNextCell(-1),
  'Mod-Alt-0': setPart('paragraph'),
  'Mod-Alt-1': setPart('article'),
  'Mod-Alt-2': setPart('clause'),
  'Mod-Alt-3': setPart('point'),
})

const stateOf = (content: Content) =>
  EditorState.create({
    doc: schema.nodeFromJSON(content),
    plugins: [keys, keymap(baseKeymap), history(), tableEditing()],
  })

const isMarked = (state: EditorState, mark: typeof bold) => {
  const { from, to, empty, $from } = state.selection
  return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark)
}

const shownOf = (state: EditorState): EditorShown => ({
  bold: isMarked(state, bold),
  italic: isMarked(state, italic),
  part: partAt(state),
  inTable: isInTable(state),
  canUndo: undo(state),
})

type Json = { type: string; content?: Json[]; text?: string }

/** ProseMirror leaves out the content of an empty node; `Content` says it. */
const whole = (json: Json): Json => (json.type === 'text' ? json : { ...json, content: (json.content ?? []).map(whole) })
const contentOf = (doc: Node): Content => whole(doc.toJSON()) as unknown as Content

export type EditorParts = {
  content: Content
  /** Name of the text for screen readers. */
  label: string
  changed: () => void
  shown: (shown: EditorShown) => void
  /** Where one stood in the plain text that the content was read from. */
  caret?: Caret | undefined
}

/** The rich editor in a place of the page; its text is the kernel's `Content`, asked for when it is needed. */
export function mountEditor(place: HTMLElement, parts: EditorParts): Editor {
  const view: EditorView = new EditorView(place, {
    state: parts.caret ? withCaret(stateOf(parts.content), parts.caret) : stateOf(parts.content),
    attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': parts.label, spellcheck: 'false', lang: 'vi' },
    clipboardTextParser: (text) => sliceOfText(text),
    clipboardTextSerializer: (slice) => textOf(contentOf(schema.nodes.doc.create(null, slice.content))),
    transformPasted: withParts,
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr))
      if (tr.docChanged) parts.changed()
      parts.shown(shownOf(view.state))
    },
  })
  parts.shown(shownOf(view.state))
  const act = (command: Command) => {
    command(view.state, view.dispatch, view)
    view.focus()
  }
  return {
    run: (deed) => act(deeds[deed]),
    setPart: (kind) => act(setPart(kind)),
    content: () => contentOf(view.state.doc),
    replace(content) {
      view.updateState(stateOf(content))
      parts.changed()
      parts.shown(shownOf(view.state))
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
