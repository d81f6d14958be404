import type { ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'
import { Tag } from '../state/state.tsx'
import type { ExchangeClass } from '../state/states.vi.ts'
import { points, rate } from './figures.ts'

/** Value against its target: bar, and a 2 px mark with a halo where the target lies. Per cent, 0 to 100. */
export function BulletBar(props: { value: number; target?: number | undefined; fill?: ExchangeClass; slim?: boolean }) {
  const at = (percent: number) => Math.min(100, Math.max(0, percent))
  return (
    <span className={`lt-bullet${props.slim ? ' lt-bullet--slim' : ''}`} aria-hidden="true">
      <i className={`lt-fill--${(props.fill ?? 'E').toLowerCase()}`} style={{ width: `${at(props.value)}%` }} />
      {props.target !== undefined && <b style={{ left: `${at(props.target)}%` }} />}
    </span>
  )
}

/** The same within a table: slim bar and figure. */
export function BulletCell(props: { value: number | null; target?: number | undefined }) {
  if (props.value === null) return <span className="lt-3">–</span>
  return (
    <span className="lt-bulletcell">
      <BulletBar slim value={props.value} target={props.target} />
      <span className="lt-num">{`${rate(props.value)}\u00a0%`}</span>
    </span>
  )
}

export type RateCardProps = {
  title: string
  /** Per cent; null where nothing was sent. */
  value: number | null
  target?: number | undefined
  /** What the fraction counts: "văn bản". */
  noun?: string
  fraction?: { text: string; href: string } | undefined
  /** Period, where the page does not say it. */
  period?: ReactNode
}

function Gap(props: { value: number; target: number }) {
  const gap = props.value - props.target
  const good = gap >= 0
  return (
    <span className={`lt-rate__gap lt-rate__gap--${good ? 'good' : 'short'} lt-num`}>
      <Icon name={good ? 'up' : 'down'} size="tiny" />
      {good ? 'vượt' : 'thiếu'} {points(Math.abs(gap))} điểm
    </span>
  )
}

function Reached(props: { of: boolean | null }) {
  if (props.of === null) return null
  return props.of ? (
    <Tag tone="ok" icon="check">
      Đạt
    </Tag>
  ) : (
    <Tag tone="warn" icon="warning">
      Chưa đạt
    </Tag>
  )
}

/** One rate against its target: verdict in words, figure, difference in points, bar, fraction as link. */
export function RateCard(props: RateCardProps) {
  const { value, target, fraction } = props
  const reached = value !== null && target !== undefined ? value >= target : null
  return (
    <section className="lt-card lt-rate">
      <div className="lt-row">
        <h2 className="lt-h">{props.title}</h2>
        <span className="lt-spacer" />
        <Reached of={reached} />
      </div>
      <div className="lt-rate__line">
        <span className="lt-rate__value lt-num">
          {value === null ? '–' : rate(value)}
          {value !== null && <small>{'\u00a0%'}</small>}
        </span>
        {value !== null && target !== undefined && <Gap value={value} target={target} />}
      </div>
      <BulletBar value={value ?? 0} target={target} />
      <div className="lt-rate__foot">
        {fraction && (
          <Anchor href={fraction.href} className="lt-num lt-hit">
            {fraction.text}
          </Anchor>
        )}
        <span>{props.noun}</span>
        {props.period && <span>{props.period}</span>}
        <span className="lt-spacer" />
        {target !== undefined && <span className="lt-num">{`chỉ tiêu ${rate(target, 0)}\u00a0%`}</span>}
      </div>
    </section>
  )
}
