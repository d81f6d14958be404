import { useCallback, useEffect, useRef, useState } from 'react'
import type { Content } from '#kernel/content.ts'
import { Icon, IconButton, Select, Toolbar, ToolbarLine } from '#platform/look/index.ts'
import type { Deed, Editor, EditorShown } from './editor.browser.ts'
import { type PartKind, partKinds, partLabels } from './parts.vi.ts'

const still: EditorShown = { bold: false, italic: false, part: 'paragraph', inTable: false, canUndo: false }

export type EditorHold = {
  /** Where the editor is drawn. */
  place: (element: HTMLDivElement | null) => void
  editor: Editor | null
  shown: EditorShown
}

/** The rich editor, fetched once the page is alive; until then, and without script, the plain text area stands. */
export function useEditor(content: Content, changed: () => void): EditorHold {
  const [editor, setEditor] = useState<Editor | null>(null)
  const [shown, setShown] = useState(still)
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const first = useRef(content)
  const tell = useRef(changed)
  tell.current = changed
  useEffect(() => {
    if (!element) return
    let gone = false
    let mounted: Editor | null = null
    import('./editor.browser.ts').then(({ mountEditor }) => {
      if (gone) return
      mounted = mountEditor(element, {
        content: first.current,
        label: 'Nội dung',
        changed: () => tell.current(),
        shown: setShown,
      })
      setEditor(mounted)
    })
    return () => {
      gone = true
      mounted?.destroy()
    }
  }, [element])
  return { place: useCallback((at: HTMLDivElement | null) => setElement(at), []), editor, shown }
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
