import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Content } from '#kernel/content.ts'
import { ActionBar, Button, ButtonLink, DocumentView, ErrorSummary, PostForm, Spacer } from '#platform/look/index.ts'
import { useAlive } from '../drafting/alive.ts'
import { useAutosave } from '../drafting/autosave.ts'
import type { Editor } from '../drafting/editor.browser.ts'
import { EditorTools, useEditor } from '../drafting/editor.tsx'
import { fixedPlaces, fixedSubject } from '../drafting/layout-checks.ts'
import { renumbered } from '../drafting/numbering.ts'
import type { ComposeChoices } from './choices.ts'
import type { Sentences } from './compose.check.ts'
import { Circuit } from './compose.circuit.tsx'
import { Facts, Ties } from './compose.fields.tsx'
import { ComposeHead, type HeadProps } from './compose.head.tsx'
import { liveOf } from './compose.live.ts'
import { DraftPaper } from './compose.paper.tsx'
import { Recipients } from './compose.recipients.tsx'
import { Attachments, LayoutChecks, Related } from './compose.slips.tsx'
import { type Composed, composedFrom } from './compose.ts'
import type { OutgoingFile } from './file.sql.ts'

export type ComposeProps = {
  choices: ComposeChoices
  composed: Composed
  content: Content
  errors: Sentences
  files: readonly OutgoingFile[]
  head: Omit<HeadProps, 'saving' | 'goOver' | 'restore' | 'backup'>
  /** Name under which this browser keeps what the server does not have. */
  backup: string
  /** Changes whenever the server sent the form anew. */
  stamp: string
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
  if (what === 'numbers' && editor) {
    editor.replace(renumbered(editor.content()))
    return true
  }
  if (what === 'subject') return setField(form, 'subject', fixedSubject)
  return what === 'places' && setField(form, 'places', () => fixedPlaces(places, choices.unit).join('\n'))
}

/** The form as it stands on the screen, looked at a moment after each change. */
function useLive(
  { choices, composed, content }: ComposeProps,
  form: RefObject<HTMLFormElement | null>,
  editor: RefObject<Editor | null>,
) {
  const [live, setLive] = useState(() => liveOf(composed, content, choices))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const look = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (form.current) setLive(liveOf(composedFrom(new FormData(form.current)), editor.current?.content() ?? content, choices))
    }, 150)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => setLive(liveOf(composed, content, choices)), [composed, content, choices])
  return { live, look }
}

/** Ctrl S saves, Ctrl Enter sends into the circuit; not while an input method composes. */
function pressByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (!(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
  const intent = event.code === 'KeyS' ? 'save' : event.code === 'Enter' ? 'submit' : null
  if (!intent) return
  event.preventDefault()
  const button = [...event.currentTarget.elements].find(
    (one): one is HTMLButtonElement => one instanceof HTMLButtonElement && one.name === 'intent' && one.value === intent,
  )
  event.currentTarget.requestSubmit(button)
}

/** A press waits for the saving under way, then goes with the editor's text. */
function useSubmitting(form: RefObject<HTMLFormElement | null>, editor: Editor | null, underWay: () => Promise<void> | null) {
  const [content, setContent] = useState('')
  return {
    content,
    onSubmit(event: { preventDefault: () => void; nativeEvent: Event }) {
      const running = underWay()
      const submitter = (event.nativeEvent as SubmitEvent).submitter
      const hidden = form.current?.elements.namedItem('content')
      if (editor && hidden instanceof HTMLInputElement) {
        hidden.value = JSON.stringify(editor.content())
        setContent(hidden.value)
      }
      if (!running) return
      event.preventDefault()
      running.then(() => form.current?.requestSubmit(submitter instanceof HTMLElement ? submitter : undefined))
    },
  }
}

function Side(
  props: ComposeProps & {
    live: ReturnType<typeof liveOf>
    alive: boolean
    changed: () => void
    fix: ((what: string) => boolean) | null
    id: string
  },
) {
  const { composed, choices, errors, alive, changed, live } = props
  const { fields } = composed
  const rest = { choices, errors, alive, changed }
  return (
    <>
      <Recipients rows={composed.rows} live={live.rows} places={fields.places} {...rest} />
      <Circuit steps={composed.steps} fields={fields} {...rest} />
      <Related related={composed.related} answers={fields.responseFor} errors={errors} />
      <Attachments id={props.id} files={props.files} />
      <LayoutChecks verdict={live.verdict} fix={props.fix} />
    </>
  )
}

function Foot({ id }: { id: string }) {
  return (
    <ActionBar>
      {id ? (
        <ButtonLink kind="ghost" icon="eye" href={`/tep/di/${id}/xem-truoc`}>
          Xem PDF
        </ButtonLink>
      ) : (
        <Button kind="ghost" icon="eye" name="intent" value="preview">
          Xem PDF
        </Button>
      )}
      <Spacer />
      <Button name="intent" value="save">
        Lưu nháp
      </Button>
      <Button kind="primary" name="intent" value="submit" keys="Ctrl Enter">
        Trình ký
      </Button>
    </ActionBar>
  )
}

/** The compose screen: facts and page at the left, recipients, circuit, papers and checks at the right. */
export function Compose(props: ComposeProps) {
  const { choices, composed, content, errors, stamp } = props
  const form = useRef<HTMLFormElement | null>(null)
  const editorNow = useRef<Editor | null>(null)
  const alive = useAlive()
  const { live, look } = useLive(props, form, editorNow)
  const told = useRef<() => void>(() => undefined)
  const hold = useEditor(content, () => told.current())
  editorNow.current = hold.editor
  const begun = { id: composed.fields.id, version: composed.fields.version }
  const saver = useAutosave({ form, editor: hold.editor, begun, backup: props.backup })
  told.current = () => {
    look()
    saver.changed()
  }
  const submitting = useSubmitting(form, hold.editor, saver.underWay)
  useEffect(() => {
    if (props.retyped) hold.editor?.replace(content)
  }, [props.retyped, content, hold.editor])
  const changed = () => alive && told.current()
  const { known } = saver.saving
  const fix = (what: string) => {
    const done = fixHere(what, { form: form.current, editor: hold.editor, choices, places: live.around.places })
    if (done) told.current()
    return done
  }
  return (
    <PostForm className="lt-drafting" onInput={changed} onKeyDown={pressByKey} onSubmit={submitting.onSubmit} noValidate>
      <ComposeHead
        {...props.head}
        saving={saver.saving}
        goOver={saver.goOver}
        backup={props.backup}
        restore={(text) => hold.editor?.replace(text)}
      />
      <Ties fields={composed.fields} id={known.id} version={known.version} form={form} />
      {Object.keys(errors).length > 0 && (
        <div className="lt-drafting__notes">
          <ErrorSummary errors={errors} kept="Những gì đã gõ vẫn còn nguyên." />
        </div>
      )}
      <DocumentView
        viewer={
          <>
            <Facts key={stamp} fields={composed.fields} choices={choices} errors={errors} />
            <EditorTools hold={hold} />
            <DraftPaper around={live.around} choices={choices}>
              <input type="hidden" name="content" defaultValue={submitting.content} />
              {alive ? (
                <div className="lt-editor" ref={hold.place} />
              ) : (
                <textarea
                  className="lt-editor__plain"
                  id="text"
                  name="text"
                  aria-label="Nội dung"
                  defaultValue={composed.fields.text}
                />
              )}
            </DraftPaper>
          </>
        }
        side={<Side key={stamp} {...props} live={live} alive={alive} changed={changed} fix={alive ? fix : null} id={known.id} />}
        foot={<Foot id={known.id} />}
      />
    </PostForm>
  )
}
