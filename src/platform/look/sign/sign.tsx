import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { Anchor, PostForm } from '../anchor/anchor.tsx'
import { Button, ButtonLink } from '../button/button.tsx'
import { Facts } from '../facts/facts.tsx'
import { FieldWords, idsOf } from '../form/field.tsx'
import { Note } from '../notice/notice.tsx'

export type SignSheetProps = {
  /** "Ký số văn bản này?", "Ký số 4 văn bản?" */
  title: string
  /** What is signed: the subject, or a list of them. */
  subject: ReactNode
  /** Name and position. */
  signer: string
  /** "Lê Văn An, hạn 14/12/2027" */
  certificate: ReactNode
  /** "Văn thư cấp số, đóng dấu" */
  follows: string
  /** What is to be looked at or ticked before the PIN. */
  before?: ReactNode
  /** What cannot be undone and what can. */
  warning?: ReactNode
  action?: string
  /** Hidden fields of the form. */
  fields?: Readonly<Record<string, string>>
  /** What the key wants to be told: its PIN unless said otherwise, a code that is good once, nothing here. */
  asks?: readonly ('pin' | 'otp')[]
  /** Stands in the place of the form where the key is not reached by it. */
  instead?: ReactNode
  /** Name of the PIN field; the address of its error is `#` and this name. */
  pinName?: string
  error?: string | undefined
  /** "Ký", "Ký 4 văn bản" */
  deed?: string
  /** Way out: "Để sau". */
  later?: { href: string; label?: string } | undefined
  forgotten?: string | undefined
  /** Lies over the page at the foot of a phone, as a card in the middle of a wider window. */
  over?: boolean
}

type SecretProps = { name: string; label: string; error: string | undefined; forgotten?: string | undefined }

function Secret(props: SecretProps) {
  const field = { name: props.name, label: props.label, error: props.error }
  const ids = idsOf(field)
  return (
    <div className="lt-field">
      <div className="lt-row">
        <label className="lt-sign__label" htmlFor={ids.id}>
          {field.label}
        </label>
        <span className="lt-spacer" />
        {props.forgotten && (
          <Anchor className="lt-small lt-hit" href={props.forgotten}>
            Quên mã?
          </Anchor>
        )}
      </div>
      <span className={`lt-in lt-sign__pin${props.error ? ' lt-in--bad' : ''}`}>
        <input
          type="password"
          id={ids.id}
          name={props.name}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={ids.invalid}
          aria-describedby={ids.describedBy}
        />
      </span>
      <FieldWords field={field} />
    </div>
  )
}

function Secrets({ asks = ['pin'], pinName = 'pin', error, forgotten }: SignSheetProps) {
  const pin = asks.includes('pin')
  return (
    <>
      {pin && <Secret name={pinName} label="Mã PIN của chứng thư" error={error} forgotten={forgotten} />}
      {asks.includes('otp') && <Secret name={`${pinName}Once`} label="Mã dùng một lần" error={pin ? undefined : error} />}
      {asks.length === 0 && (
        <Note tone={error ? 'bad' : 'info'}>{error ?? 'Sau khi bấm, hãy xác nhận trên điện thoại trong vòng một phút.'}</Note>
      )}
    </>
  )
}

function Inside(props: SignSheetProps) {
  return (
    <>
      <h2 id="ky-so">{props.title}</h2>
      <div className="lt-sign__subject">{props.subject}</div>
      <Facts
        size="roomy"
        rows={[
          ['Người ký', props.signer],
          ['Chứng thư', props.certificate],
          ['Sau khi ký', props.follows],
        ]}
      />
      {props.instead ? <Elsewhere {...props} /> : <ByForm {...props} />}
    </>
  )
}

function Later({ later }: Pick<SignSheetProps, 'later'>) {
  if (!later) return null
  return (
    <ButtonLink kind="ghost" size="large" full href={later.href}>
      {later.label ?? 'Để sau'}
    </ButtonLink>
  )
}

function Elsewhere({ error, before, warning, instead, later }: SignSheetProps) {
  return (
    <div className="lt-sign__form">
      {error && <Note tone="bad">{error}</Note>}
      {before}
      {warning && (
        <Note tone="warn" icon="info">
          {warning}
        </Note>
      )}
      {instead}
      <Later later={later} />
    </div>
  )
}

function ByForm(props: SignSheetProps) {
  return (
    <PostForm action={props.action} className="lt-sign__form" autoComplete="off">
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.before}
      <Secrets {...props} />
      {props.warning && (
        <Note tone="warn" icon="info">
          {props.warning}
        </Note>
      )}
      <Button kind="primary" size="large" icon="pen" full>
        {props.deed ?? 'Ký'}
      </Button>
      <Later later={props.later} />
    </PostForm>
  )
}

/** A sheet over the page: its first field has the focus; Escape leaves by its way out, the last of its buttons. */
export function Sheet(props: { label?: string; labelledBy?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea')?.focus()
  }, [])
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing)
      box.current?.querySelector<HTMLElement>('a.lt-btn--ghost')?.click()
  }
  return (
    <div className="lt-sheet">
      <div
        className="lt-sign lt-sign--over"
        role="dialog"
        aria-modal="true"
        aria-label={props.label}
        aria-labelledby={props.labelledBy}
        ref={box}
        onKeyDown={leave}
      >
        <span className="lt-sign__grip" />
        {props.children}
      </div>
    </div>
  )
}

/** Signing: who signs, with which certificate, what follows, what cannot be undone, and the PIN. The PIN is never kept. */
export function SignSheet(props: SignSheetProps) {
  if (!props.over) {
    return (
      <section className="lt-sign" aria-labelledby="ky-so">
        <Inside {...props} />
      </section>
    )
  }
  return (
    <Sheet labelledBy="ky-so">
      <Inside {...props} />
    </Sheet>
  )
}
