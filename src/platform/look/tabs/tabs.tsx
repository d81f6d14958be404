import type { ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'

export type Tab = { href: string; label: string; count?: number | undefined; current?: boolean | undefined; icon?: IconName }

/** Parts of one thing, each with an address of its own. */
export function Tabs(props: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="lt-tabs" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <Anchor key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="lt-tabs__count lt-num">{tab.count}</span>}
        </Anchor>
      ))}
    </nav>
  )
}

/** Two to four ways to see the same thing: density, order, language. */
export function Segments(props: { label: string; choices: readonly Tab[] }) {
  return (
    <nav className="lt-seg" aria-label={props.label}>
      {props.choices.map((choice) => (
        <Anchor key={choice.href} href={choice.href} aria-current={choice.current ? 'true' : undefined}>
          {choice.icon && <Icon name={choice.icon} size="tiny" />}
          {choice.label}
        </Anchor>
      ))}
    </nav>
  )
}

/** Round filters of the phone: one of them is on. */
export function Pills(props: { label: string; pills: readonly Tab[] }) {
  return (
    <nav className="lt-pills" aria-label={props.label}>
      {props.pills.map((pill) => (
        <Anchor key={pill.href} href={pill.href} aria-current={pill.current ? 'true' : undefined}>
          {pill.label}
          {pill.count !== undefined && <span className="lt-num"> {pill.count}</span>}
        </Anchor>
      ))}
    </nav>
  )
}

/** A filter that is on (with the address that takes it off), or one that offers itself. */
export function Chip(props: { href: string; label?: string; value: string; on?: boolean }) {
  return (
    <Anchor href={props.href} className={`lt-chip${props.on ? '' : ' lt-chip--offer'}`}>
      {props.label && <span>{props.label}</span>} {props.on ? props.value : <b>{props.value}</b>}
      {props.on && <Icon name="close" size="tiny" label="Bỏ lọc" />}
      {!props.on && <Icon name="down" size="tiny" />}
    </Anchor>
  )
}

/** The line of filters above a register. */
export function Filters(props: { children: ReactNode }) {
  return <div className="lt-filters">{props.children}</div>
}
