import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type Content, contentFrom, textOf } from '#kernel/content.ts'
import { Icon, IconButton, Select, Toolbar, ToolbarLine } from '#platform/look/index.ts'
import type { Deed, Editor, EditorShown, mountEditor } from './editor.browser.ts'
import { type PartKind, partKinds, partLabels } from './parts.vi.ts'

const still: EditorShown = { bold: false, italic: false, part: 'paragraph', inTable: false, canUndo: false }

export type EditorHold = {
  /** Where the editor is drawn. */
  place: (element: HTMLDivElement | null) => void
  /** The plain text area that stands until the editor has come, and without script for good. */
  plain: RefObject<HTMLTextAreaElement | null>
  editor: Editor | null
  shown: EditorShown
  /** The text as it stands, in the editor or in the plain area; null when it is too long to be read. */
  text: () => Content | null
  replace: (content: Content) => void
}

/** The plain area as content: as it was given while nobody typed there, so that nothing changes by being read. */
function typedIn(area: HTMLTextAreaElement | null, given: Content): Content | null {
  if (!area || area.value === area.defaultValue) return given
  try {
    return contentFrom(area.value)
  } catch {
    return null
  }
}

/** A word that an input method is still composing is finished first. */
function afterComposing(area: HTMLTextAreaElement | null, composing: boolean, go: () => void) {
  if (area && composing) area.addEventListener('compositionend', () => setTimeout(go), { once: true })
  else go()
}

/** True while an input method composes a word in the area. */
function useComposing(area: RefObject<HTMLTextAreaElement | null>): RefObject<boolean> {
  const composing = useRef(false)
  useEffect(() => {
    const at = area.current
    const hear = ({ type }: Event) => {
      composing.current = type === 'compositionstart'
    }
    at?.addEventListener('compositionstart', hear)
    at?.addEventListener('compositionend', hear)
    return () => {
      at?.removeEventListener('compositionstart', hear)
      at?.removeEventListener('compositionend', hear)
    }
  }, [area])
  return composing
}

type Mounting = {
  element: HTMLDivElement | null
  plain: RefObject<HTMLTextAreaElement | null>
  given: RefObject<Content>
  mounted: RefObject<Editor | null>
  parts: { changed: () => void; shown: (shown: EditorShown) => void; there: (editor: Editor) => void }
}

/** Puts the editor in place of the plain area, with what was typed there, its focus and its caret. */
function takeOver(mount: typeof mountEditor, { element, plain, given, mounted, parts }: Mounting) {
  const area = plain.current
  const content = typedIn(area, given.current)
  // Too long to be read: it stays where it is, and a press says so.
  if (!element || !content) return
  const held = area && document.activeElement === area
  const caret = held ? { text: area.value, from: area.selectionStart, to: area.selectionEnd } : undefined
  const { changed, shown, there } = parts
  const editor = mount(element, { content, label: 'Nội dung', changed, shown, caret })
  mounted.current = editor
  flushSync(() => there(editor))
  if (held) editor.focus()
}

/** Fetches the editor once its place is drawn; where it cannot be fetched the plain area stays. */
function useMounting(mounting: Mounting) {
  const composing = useComposing(mounting.plain)
  const now = useRef(mounting)
  now.current = mounting
  const { element, mounted } = mounting
  useEffect(() => {
    if (!element) return
    let gone = false
    import('./editor.browser.ts').then(
      ({ mountEditor: mount }) =>
        afterComposing(now.current.plain.current, composing.current, () => {
          if (!gone) takeOver(mount, now.current)
        }),
      () => undefined,
    )
    return () => {
      gone = true
      mounted.current?.destroy()
      mounted.current = null
    }
  }, [element, mounted, composing])
}

/** The rich editor, fetched once the page is alive; until then, and without script, the plain text area stands. */
export function useEditor(content: Content, changed: () => void): EditorHold {
  const [editor, setEditor] = useState<Editor | null>(null)
  const [shown, setShown] = useState(still)
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const plain = useRef<HTMLTextAreaElement | null>(null)
  const mounted = useRef<Editor | null>(null)
  const given = useRef(content)
  given.current = content
  const tell = useRef(changed)
  tell.current = changed
  useMounting({ element, plain, given, mounted, parts: { changed: () => tell.current(), shown: setShown, there: setEditor } })
  const text = useCallback(() => mounted.current?.content() ?? typedIn(plain.current, given.current), [])
  const replace = useCallback((by: Content) => {
    if (mounted.current) return mounted.current.replace(by)
    if (plain.current) plain.current.value = textOf(by)
    tell.current()
  }, [])
  return { place: useCallback((at: HTMLDivElement | null) => setElement(at), []), plain, editor, shown, text, replace }
}

type Sign = { deed: Deed; icon: Parameters<typeof IconButton>[0]['icon']; label: string; pressed?: boolean }

function Signs(props: { editor: Editor; of: readonly Sign[] }) {
  return props.of.map(({ deed, icon, label, pressed }) => (
    <IconButton
      key={deed}
      type="button"
      small
      icon={icon}
      label={label}
      {...(pressed === undefined ? {} : { pressed })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => props.editor.run(deed)}
    />
  ))
}

const tableSigns: Sign[] = [
  { deed: 'rowAfter', icon: 'down', label: 'Thêm dòng dưới' },
  { deed: 'columnAfter', icon: 'right', label: 'Thêm cột bên phải' },
  { deed: 'deleteRow', icon: 'up', label: 'Bỏ dòng' },
  { deed: 'deleteColumn', icon: 'left', label: 'Bỏ cột' },
  { deed: 'deleteTable', icon: 'close', label: 'Bỏ bảng' },
]

/** The tools above the page: what the line is, bold and italic, lists, table, undo. */
export function EditorTools(props: { hold: EditorHold }) {
  const { editor, shown } = props.hold
  if (!editor) return null
  const part = (partKinds as readonly string[]).includes(shown.part) ? shown.part : ''
  return (
    <Toolbar
      label="Định dạng"
      end={
        <>
          <Icon name="lock" size="tiny" />
          Phần cố định theo Nghị định 30 được khóa
        </>
      }
    >
      <Select
        name="editor-part"
        label="Dòng này là"
        optional
        value={part}
        disabled={part === ''}
        onChange={(event) => editor.setPart(event.currentTarget.value as PartKind)}
        choices={[
          ...(part === '' ? [{ value: '', label: shown.part === 'list' ? 'Danh sách' : 'Bảng' }] : []),
          ...partKinds.map((value) => ({ value, label: partLabels[value] })),
        ]}
      />
      <ToolbarLine />
      <Signs
        editor={editor}
        of={[
          { deed: 'bold', icon: 'bold', label: 'Đậm (Ctrl B)', pressed: shown.bold },
          { deed: 'italic', icon: 'italic', label: 'Nghiêng (Ctrl I)', pressed: shown.italic },
          { deed: 'bulletList', icon: 'list', label: 'Danh sách gạch đầu dòng', pressed: shown.part === 'list' },
          { deed: 'orderedList', icon: 'hash', label: 'Danh sách đánh số' },
          { deed: 'table', icon: 'table', label: 'Bảng', pressed: shown.inTable },
        ]}
      />
      {shown.inTable && <Signs editor={editor} of={tableSigns} />}
      <ToolbarLine />
      <Signs editor={editor} of={[{ deed: 'undo', icon: 'undo', label: 'Hoàn tác (Ctrl Z)' }]} />
    </Toolbar>
  )
}
