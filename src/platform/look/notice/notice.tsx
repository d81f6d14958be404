import { type ReactNode, useEffect, useRef } from 'react'
import { Drum } from '../emblem/emblem.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'

export type NoteTone = 'info' | 'ok' | 'warn' | 'bad'
const noteIcons: Record<NoteTone, IconName> = { info: 'info', ok: 'check', warn: 'warning', bad: 'warning' }

export type NoteProps = {
  tone?: NoteTone | undefined
  icon?: IconName
  /** A deed at the right end. */
  action?: ReactNode
  /** Speak it as soon as it appears: the answer to what was just done. */
  live?: boolean | undefined
  /** The answer that it tells; a new one with the same words is shown anew. */
  answer?: unknown
  children: ReactNode
}

/** A remark on a tint with a sign. What answers a press comes into sight, wherever on the page the press was; a refusal takes the focus. */
export function Note(props: NoteProps) {
  const { live, answer, children } = props
  const tone = props.tone ?? 'info'
  const role = live ? (tone === 'bad' ? 'alert' : 'status') : undefined
  const box = useRef<HTMLDivElement>(null)
  const words = typeof children === 'string' ? children : ''
  useEffect(() => {
    if (!live || (answer === undefined && words === '')) return
    if (tone === 'bad') box.current?.focus()
    else box.current?.scrollIntoView({ block: 'nearest' })
  }, [live, tone, answer, words])
  return (
    <div className={`lt-note lt-note--${tone}`} role={role} ref={box} tabIndex={live && tone === 'bad' ? -1 : undefined}>
      <Icon name={props.icon ?? noteIcons[tone]} size="small" />
      <div className="lt-note__words">{props.children}</div>
      {props.action}
    </div>
  )
}

/** What the system checked, before it asks for anything. */
export function Checks(props: { rows: readonly string[]; first?: IconName }) {
  return (
    <ul className="lt-checks">
      {props.rows.map((row, at) => (
        <li key={row}>
          <Icon name={at === 0 ? (props.first ?? 'shield') : 'check'} size="small" />
          {row}
        </li>
      ))}
    </ul>
  )
}

/** The judgement on the signatures of a file, one line above it. */
export function SignatureLine(props: {
  tone?: 'ok' | 'warn' | 'bad'
  verdict: string
  children?: ReactNode
  details?: ReactNode
}) {
  const tone = props.tone ?? 'ok'
  return (
    <div className={`lt-sigline lt-sigline--${tone}`}>
      <Icon name={tone === 'ok' ? 'shield' : 'warning'} size="small" />
      <span>
        <b>{props.verdict}</b> {props.children}
      </span>
      <span className="lt-spacer" />
      {props.details}
    </div>
  )
}

export type RefusalBoxProps = {
  /** What is not possible. */
  title: string
  /** By what rule. */
  rule: ReactNode
  /** What is kept. */
  kept?: readonly string[]
  /** The way that is open. */
  way?: ReactNode
  /** Deeds, the primary one last. */
  actions?: ReactNode
}

/** A refusal: what is not possible, by what rule, what is kept, the way that is open. Spoken when it appears. */
export function RefusalBox(props: RefusalBoxProps) {
  return (
    <section className="lt-refusal" role="alert">
      <div className="lt-refusal__head">
        <span className="lt-refusal__sign">
          <Icon name="lock" />
        </span>
        <div>
          <h2>{props.title}</h2>
          <p>{props.rule}</p>
        </div>
      </div>
      {(props.kept?.length || props.way) && (
        <ul className="lt-refusal__list">
          {props.kept?.map((line) => (
            <li key={line}>
              <Icon name="check" size="small" />
              <span>{line}</span>
            </li>
          ))}
          {props.way && (
            <li>
              <Icon name="flag" size="small" />
              <span>{props.way}</span>
            </li>
          )}
        </ul>
      )}
      {props.actions && <div className="lt-actions">{props.actions}</div>}
    </section>
  )
}

/** Nothing waits: what is done, what comes next. */
export function Empty(props: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="lt-empty">
      <Drum place="empty" />
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.actions && <div className="lt-row lt-row--wrap">{props.actions}</div>}
    </div>
  )
}

/** Grey lines in the place of what is being fetched. */
export function Skeleton(props: { label?: string; lines?: number }) {
  return (
    <div className="lt-skeleton" role="status" aria-busy="true">
      <span className="lt-vh">{props.label ?? 'Đang tải'}</span>
      {Array.from({ length: props.lines ?? 3 }, (_, line) => line).map((line) => (
        <i key={line} />
      ))}
    </div>
  )
}
