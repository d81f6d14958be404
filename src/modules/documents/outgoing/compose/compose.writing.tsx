import { type RefObject, useEffect, useRef, useState } from 'react'
import { useNavigation } from 'react-router'
import { type Content, contentFrom, textOf } from '#kernel/content.ts'
import { useAlive } from '#platform/look/index.ts'
import { useAutosave } from '../../drafting/autosave.ts'
import type { Editor } from '../../drafting/editor.browser.ts'
import { type EditorHold, useEditor } from '../../drafting/editor.tsx'
import { fixedContent, fixedPlaces, fixedSubject, fixes, type Verdict } from '../../drafting/layout-checks.ts'
import type { OutgoingFile } from '../file.sql.ts'
import type { ComposeChoices } from './choices.ts'
import type { Sentences } from './compose.check.ts'
import type { HeadProps } from './compose.head.tsx'
import { liveOf } from './compose.live.ts'
import { type Composed, composedFrom } from './compose.ts'

export type ComposeProps = {
  choices: ComposeChoices
  composed: Composed
  content: Content
  errors: Sentences
  files: readonly OutgoingFile[]
  head: Omit<HeadProps, 'saving' | 'goOver' | 'restore' | 'backup'>
  /** The post whose words these are: what the server does not have is kept under it in this browser. */
  whose: string
  /** Changes whenever the server sent the form anew. */
  stamp: string
  /** Text of the templates by family of kinds. */
  skeletons: Readonly<Record<string, string>>
  /** The answer to a press that saved nothing; another one for each press. */
  refused: object | null
  /** The text is an uploaded PDF. */
  uploaded: boolean
  /** What the formatting check saw on its pages. */
  onFile: Verdict | null
  /** The server changed the text itself (a template, a repair): the editor takes it over. */
  retyped: boolean
}

const setField = (form: HTMLFormElement | null, name: string, change: (before: string) => string) => {
  const field = form?.elements.namedItem(name)
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return false
  field.value = change(field.value)
  return true
}

/** "Sửa giúp" in the browser; false where only the server can do it. */
function fixHere(
  what: string,
  {
    form,
    editor,
    choices,
    places,
  }: { form: HTMLFormElement | null; editor: Editor | null; choices: ComposeChoices; places: readonly string[] },
): boolean {
  if (what === 'subject') return setField(form, 'subject', fixedSubject)
  const fix = fixes.find((one) => one === what)
  if (fix && fix !== 'places' && editor) {
    editor.replace(fixedContent(editor.content(), fix))
    return true
  }
  return what === 'places' && setField(form, 'places', () => fixedPlaces(places, choices.unit).join('\n'))
}

type Held = { form: RefObject<HTMLFormElement | null>; text: () => Content | null }

/** The form as it stands on the screen, looked at a moment after each change. */
function useLive({ choices, composed, content, uploaded }: ComposeProps, { form, text }: Held) {
  const given = uploaded ? null : content
  const [live, setLive] = useState(() => liveOf(composed, given, choices))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const look = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (!form.current) return
      const now = uploaded ? null : (text() ?? content)
      setLive(liveOf(composedFrom(new FormData(form.current)), now, choices))
    }, 150)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => setLive(liveOf(composed, given, choices)), [composed, given, choices])
  return { live, look }
}

type Presses = Held & Pick<ReturnType<typeof useAutosave>, 'takeOver' | 'known'>

/** A press waits for the saving under way, then goes with the editor's text and the version that saving made. */
function useSubmitting({ form, text, takeOver, known }: Presses) {
  const [content, setContent] = useState('')
  const busy = useNavigation().state !== 'idle'
  const onSubmit = (event: { preventDefault: () => void; nativeEvent: Event }) => {
    if (busy) return event.preventDefault()
    const running = takeOver()
    const submitter = (event.nativeEvent as SubmitEvent).submitter
    const now = text()
    if (now && setField(form.current, 'content', () => JSON.stringify(now))) setContent(JSON.stringify(now))
    if (!running) return
    event.preventDefault()
    running.then(() => {
      const { id, version } = known()
      setField(form.current, 'id', () => id)
      setField(form.current, 'version', () => version)
      form.current?.requestSubmit(submitter instanceof HTMLElement ? submitter : undefined)
    })
  }
  return { content, onSubmit }
}

/** A kind chosen while the text is still a template, or nothing: the template of the new kind takes its place. */
function useTemplates({ choices, skeletons }: ComposeProps, hold: EditorHold) {
  const untouched = (content: Content) => {
    const now = textOf(content)
    return now === '' || Object.values(skeletons).some((one) => textOf(contentFrom(one)) === now)
  }
  return (kind: string) => {
    const skeleton = skeletons[choices.kinds.find((one) => one.value === kind)?.family ?? '']
    const now = hold.text()
    if (now && skeleton && untouched(now)) hold.replace(contentFrom(skeleton))
  }
}

/** Everything that lives while one writes: editor, saving by itself, the page around the text, repairs. */
export function useWriting(props: ComposeProps) {
  const { choices, composed, content, uploaded } = props
  const form = useRef<HTMLFormElement | null>(null)
  const alive = useAlive()
  const told = useRef<() => void>(() => undefined)
  const hold = useEditor(content, () => told.current())
  // An uploaded file is the text; what was typed before it stays as it is.
  const text = () => (uploaded ? content : hold.text())
  const { live, look } = useLive(props, { form, text })
  const begun = { id: composed.fields.id, version: composed.fields.version }
  const saver = useAutosave({ form, text, begun, whose: props.whose })
  told.current = () => {
    look()
    saver.changed()
  }
  // What a press could not save waits to be saved again.
  useEffect(() => {
    if (props.refused) told.current()
  }, [props.refused])
  useEffect(() => {
    if (props.retyped) hold.replace(content)
  }, [props.retyped, content, hold.replace])
  const fix = (what: string) => {
    const done = fixHere(what, { form: form.current, editor: hold.editor, choices, places: live.around.places })
    if (done) told.current()
    return done
  }
  const chooseTemplate = useTemplates(props, hold)
  const changed = (event?: { target: EventTarget }) => {
    const field = event?.target
    if (field instanceof HTMLSelectElement && field.name === 'kind') chooseTemplate(field.value)
    if (alive) told.current()
  }
  return { form, alive, live, hold, saver, fix, changed, submitting: useSubmitting({ form, text, ...saver }) }
}
export type Writing = ReturnType<typeof useWriting>
