import { type RefObject, useEffect } from 'react'
import type { Content } from '#kernel/content.ts'
import {
  ActionBar,
  Anchor,
  Button,
  DocumentView,
  ErrorSummary,
  Icon,
  PdfFrame,
  PostForm,
  Spacer,
  Toolbar,
} from '#platform/look/index.ts'
import { backupName } from '../../drafting/autosave.ts'
import { EditorTools } from '../../drafting/editor.tsx'
import { bothVerdicts } from '../../drafting/layout-checks.ts'
import { Circuit } from './compose.circuit.tsx'
import { Facts, Ties } from './compose.fields.tsx'
import { ComposeHead } from './compose.head.tsx'
import type { Live } from './compose.live.ts'
import { DraftPaper } from './compose.paper.tsx'
import { Recipients } from './compose.recipients.tsx'
import { Attachments, LayoutChecks, Related } from './compose.slips.tsx'
import { type ComposeProps, useWriting, type Writing } from './compose.writing.tsx'

/** Ctrl S saves, Ctrl Enter sends into the circuit, wherever the focus stands; not while an input method composes. */
function usePressByKey(held: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const form = held.current
      if (!form || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      const intent = event.code === 'KeyS' ? 'save' : event.code === 'Enter' ? 'submit' : null
      if (!intent) return
      event.preventDefault()
      const button = [...form.elements].find(
        (one): one is HTMLButtonElement => one instanceof HTMLButtonElement && one.name === 'intent' && one.value === intent,
      )
      form.requestSubmit(button)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [held])
}

function Side(
  props: ComposeProps & {
    live: Live
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
      <LayoutChecks verdict={bothVerdicts(live.verdict, props.onFile)} fix={props.fix} />
    </>
  )
}

function Foot({ id, flushed }: { id: string; flushed: (() => Promise<void>) | null }) {
  return (
    <ActionBar>
      {id ? (
        <Anchor
          className="lt-btn lt-btn--ghost"
          href={`/tep/di/${id}/xem-truoc`}
          target="_blank"
          onClick={(event) => {
            if (!flushed) return
            event.preventDefault()
            flushed().then(() => window.open(`/tep/di/${id}/xem-truoc`, '_blank'))
          }}
        >
          <Icon name="eye" size="small" />
          Xem PDF
        </Anchor>
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

/** The text on its page of paper; a plain text area until the editor has come; or the file that was uploaded instead. */
function Text({ composed, choices, uploaded, writing }: ComposeProps & { writing: Writing }) {
  const { alive, hold, live, submitting } = writing
  const hidden = <input type="hidden" name="content" defaultValue={submitting.content} />
  if (uploaded)
    return (
      <>
        {hidden}
        <input type="hidden" name="text" value={composed.fields.text} />
        <PdfFrame href={`/tep/di/${composed.fields.id}/xem-truoc`} name="Tệp PDF của văn bản" />
      </>
    )
  return (
    <>
      <EditorTools hold={hold} />
      {!hold.editor && (
        <Toolbar label="Mẫu" wraps>
          <Button size="small" name="intent" value="template" formNoValidate>
            Dùng mẫu của loại đã chọn
          </Button>
          <span className="lt-small lt-2">
            Mỗi đoạn một dòng; “Điều 1.”, “1.”, “a)”, “- ” ở đầu dòng được trình bày đúng thể thức.
          </span>
        </Toolbar>
      )}
      <DraftPaper around={live.around} choices={choices}>
        {hidden}
        {alive && <div className="lt-editor" ref={hold.place} hidden={!hold.editor} />}
        {!hold.editor && (
          <textarea
            ref={hold.plain}
            className="lt-editor__plain"
            id="text"
            name="text"
            aria-label="Nội dung"
            defaultValue={composed.fields.text}
          />
        )}
      </DraftPaper>
    </>
  )
}

/** The compose screen: facts and page at the left, recipients, circuit, papers and checks at the right. */
export function Compose(props: ComposeProps) {
  const { choices, composed, errors, stamp } = props
  const writing = useWriting(props)
  usePressByKey(writing.form)
  const { alive, saver, submitting, changed, live } = writing
  const { known } = saver.saving
  const restore = (text: Content) => writing.hold.replace(text)
  return (
    <PostForm className="lt-drafting" onInput={changed} onSubmit={submitting.onSubmit} noValidate>
      <ComposeHead
        {...props.head}
        id={known.id}
        saving={saver.saving}
        goOver={saver.goOver}
        backup={backupName(props.whose, composed.fields.id)}
        restore={restore}
      />
      <Ties fields={composed.fields} id={known.id} version={known.version} form={writing.form} />
      {Object.keys(errors).length > 0 && (
        <div className="lt-drafting__notes">
          <ErrorSummary errors={errors} kept="Những gì đã gõ vẫn còn nguyên." />
        </div>
      )}
      <DocumentView
        viewer={
          <>
            <Facts key={stamp} fields={composed.fields} choices={choices} errors={errors} />
            <Text {...props} writing={writing} />
          </>
        }
        side={
          <Side
            key={stamp}
            {...props}
            live={live}
            alive={alive}
            changed={changed}
            fix={alive ? writing.fix : null}
            id={known.id}
          />
        }
        foot={<Foot id={known.id} flushed={alive ? saver.flushed : null} />}
      />
    </PostForm>
  )
}
