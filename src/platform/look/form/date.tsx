import { lazy, type RefObject, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { IconButton } from '../button/button.tsx'
import { Field, type FieldBasics } from './field.tsx'

/** The calendar is fetched when it is first opened; the field itself needs no script. */
const Calendar = lazy(() => import('./calendar.tsx'))

const never = () => () => undefined
/** False on the server and in the first drawing, true once the page is alive. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

export type DateInputProps = FieldBasics & {
  /** dd/mm/yyyy */
  defaultValue?: string | undefined
  /** dd/mm/yyyy; earlier days cannot be picked (typing them is answered by the server). */
  earliest?: string | undefined
  latest?: string | undefined
}

function useLeaving(open: boolean, box: RefObject<HTMLElement | null>, close: () => void) {
  useEffect(() => {
    if (!open) return
    const away = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close()
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('keydown', key)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('keydown', key)
    }
  }, [open, box, close])
}

function Sheet(props: {
  field: HTMLInputElement | null
  earliest: string | undefined
  latest: string | undefined
  close: () => void
}) {
  const pick = (day: string) => {
    if (props.field) {
      props.field.value = day
      props.field.dispatchEvent(new Event('input', { bubbles: true }))
      props.field.focus()
    }
    props.close()
  }
  return (
    <div className="lt-date__sheet" role="dialog" aria-label="Chọn ngày">
      <Suspense fallback={<span className="lt-3">Đang mở lịch…</span>}>
        <Calendar chosen={props.field?.value ?? ''} earliest={props.earliest} latest={props.latest} pick={pick} />
      </Suspense>
    </div>
  )
}

function Opener(props: { label: string; open: boolean; turn: () => void }) {
  return (
    <span className="lt-date__open">
      <IconButton
        type="button"
        small
        icon="calendar"
        label={`Mở lịch: ${props.label}`}
        aria-expanded={props.open}
        onClick={props.turn}
      />
    </span>
  )
}

/** A day typed as dd/mm/yyyy (18/1/2018 and 18-1-18 are understood by the server); with script a calendar helps. */
export function DateInput(props: DateInputProps) {
  const { defaultValue, earliest, latest, ...field } = props
  const alive = useAlive()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [close] = useState(() => () => setOpen(false))
  useLeaving(open, box, close)
  return (
    <Field {...field}>
      {(ids) => (
        <div className="lt-date" ref={box}>
          <span className={`lt-in lt-num${field.error ? ' lt-in--bad' : ''}`}>
            <input
              ref={input}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              placeholder="dd/mm/yyyy"
              name={field.name}
              id={ids.id}
              defaultValue={defaultValue}
              aria-describedby={ids.describedBy}
              aria-invalid={ids.invalid}
              aria-required={field.optional ? undefined : true}
            />
            {alive && <Opener label={field.label} open={open} turn={() => setOpen(!open)} />}
          </span>
          {open && <Sheet field={input.current} earliest={earliest} latest={latest} close={close} />}
        </div>
      )}
    </Field>
  )
}
