import type { ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Kbd } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'

export type CounterProps = {
  href: string
  value: number | string
  /** The noun: "Chờ tiếp nhận". */
  label: string
  /** One line that says the worst of it; what burns in <Worst>. */
  about?: ReactNode
  /** The list below shows this one. */
  pressed?: boolean | undefined
  /** Something went wrong; red only when it is not zero. */
  trouble?: boolean | undefined
  keys?: string | undefined
}

/** A figure that opens its list. */
export function Counter(props: CounterProps) {
  const red = props.trouble && props.value !== 0 && props.value !== '0'
  return (
    <Anchor
      href={props.href}
      className={`lt-counter${red ? ' lt-counter--trouble' : ''}`}
      aria-current={props.pressed ? 'true' : undefined}
    >
      <span className="lt-counter__value">{props.value}</span>
      <span className="lt-counter__words">
        <span className="lt-counter__label">{props.label}</span>
        {props.about && <span className="lt-counter__about">{props.about}</span>}
      </span>
      {props.keys && <Kbd>{props.keys}</Kbd>}
    </Anchor>
  )
}

/** The part of a counter's line that burns: "1 hỏa tốc". */
export function Worst(props: { children: ReactNode }) {
  return <span className="lt-counter__worst">{props.children}</span>
}

/** Counters side by side; `figures` are rates within a card, each above its words. */
export function Counters(props: { label?: string; figures?: boolean; children: ReactNode }) {
  return (
    <nav className={`lt-counters${props.figures ? ' lt-counters--figures' : ''}`} aria-label={props.label ?? 'Số việc'}>
      {props.children}
    </nav>
  )
}

export type Need = { key: string; href: string; value: number; what: string; about?: string | undefined; trouble?: boolean }

/** What needs a person: figure, what it is, the worst of it, and the way there. */
export function Needs(props: { rows: readonly Need[] }) {
  return (
    <ul className="lt-needs">
      {props.rows.map((row) => (
        <li key={row.key}>
          <Anchor href={row.href}>
            <b className={`lt-num${row.trouble && row.value > 0 ? ' lt-bad' : ''}`}>{row.value}</b>
            <span>
              {row.what}
              {row.about && <small>{row.about}</small>}
            </span>
            <Icon name="right" size="small" />
          </Anchor>
        </li>
      ))}
    </ul>
  )
}
