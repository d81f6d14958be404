import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'
import { type DueTone, dueTone, dueWords, type Left } from './due.ts'
import {
  type AnyState,
  type AssignmentRole,
  classLabels,
  type ExchangeClass,
  type Life,
  labelOfState,
  roleLabels,
  type StateOf,
  type Tone,
  toneOfState,
  type Urgency,
  urgencyLabels,
} from './states.vi.ts'

/** A state in its own words: shape, word and colour. For states of the life tables use StateTag. */
export function State(props: { tone: Tone; long?: boolean; children: ReactNode }) {
  return <span className={`lt-state lt-state--${props.tone}${props.long ? ' lt-state--long' : ''}`}>{props.children}</span>
}

/** The state of a noun with the exact label of its life; `life` is the outgoing document's when left out. */
export function StateTag<Of extends Life = 'document'>(props: { of: StateOf<Of>; life?: Of }) {
  const life = (props.life ?? 'document') as Of
  return <State tone={toneOfState(props.of as AnyState)}>{labelOfState(life, props.of)}</State>
}

export type TagTone = 'plain' | 'info' | 'warn' | 'bad' | 'ok' | 'coop' | 'line'

/** A word on a tint: kind, role, verdict. Never the only sign of a state. */
export function Tag(props: { tone?: TagTone; icon?: IconName; children: ReactNode }) {
  const tone = props.tone && props.tone !== 'plain' ? ` lt-tag--${props.tone}` : ''
  return (
    <span className={`lt-tag${tone}`}>
      {props.icon && <Icon name={props.icon} size="tiny" />}
      {props.children}
    </span>
  )
}

const urgencyIcons = { URGENT: 'bolt', VERY_URGENT: 'bolt', EXPRESS: 'flame' } as const

/** Độ khẩn; nothing for a normal document. Hỏa tốc is the only solid fill. */
export function UrgencyTag(props: { of: Urgency | 'NORMAL' | null | undefined }) {
  const { of } = props
  if (!of || of === 'NORMAL') return null
  return (
    <span className={`lt-tag lt-tag--${of.toLowerCase().replace('_', '-')}`}>
      <Icon name={urgencyIcons[of]} size="tiny" />
      {urgencyLabels[of]}
    </span>
  )
}

/** The kind of a document ("Công văn"); an invitation carries its calendar. */
export function KindTag(props: { kind: string; invitation?: boolean }) {
  return props.invitation ? (
    <Tag tone="coop" icon="calendar">
      {props.kind}
    </Tag>
  ) : (
    <Tag tone="line">{props.kind}</Tag>
  )
}

const roleTones = { LEAD: 'info', COOPERATE: 'coop', FOR_INFORMATION: 'plain' } as const

/** Chủ trì, Phối hợp, Để biết. */
export function RoleTag(props: { of: AssignmentRole }) {
  return <Tag tone={roleTones[props.of]}>{roleLabels[props.of]}</Tag>
}

/** The class of a delivery as a letter plate; `words` adds its name. The name is always there for screen readers. */
export function ClassPlate(props: { of: ExchangeClass; words?: boolean | string }) {
  const words = typeof props.words === 'string' ? props.words : classLabels[props.of]
  return (
    <span className={`lt-class lt-class--${props.of.toLowerCase()}`} title={classLabels[props.of]}>
      <span className="lt-class__letter" aria-hidden="true">
        {props.of}
      </span>
      <span className={props.words ? undefined : 'lt-vh'}>{words}</span>
    </span>
  )
}

export type DueProps = {
  /** What is left; leave it out where only the date counts. */
  left?: Left | undefined
  /** The date as people write it, "30/11". */
  on?: string | undefined
  tone?: DueTone | undefined
  /** Begin with a capital, as in headers. */
  capital?: boolean
  /** The date alone, in a column that says "Hạn"; what is left is said on hover and to screen readers. */
  bare?: boolean
}

/** A deadline in words: "hạn 30/11, còn 6 ngày LV". */
export function Due(props: DueProps) {
  const tone = props.tone ?? (props.left ? dueTone(props.left) : 'plain')
  const date = props.on ? `${props.capital ? 'Hạn' : 'hạn'} ${props.on}` : ''
  const words = [date, props.left && dueWords(props.left)].filter(Boolean).join(', ')
  if (props.bare)
    return (
      <span className={`lt-due${tone === 'plain' ? '' : ` lt-due--${tone}`}`} title={props.left && dueWords(props.left)}>
        {props.on}
        {props.left && tone !== 'plain' && <span className="lt-vh">, {dueWords(props.left)}</span>}
      </span>
    )
  return (
    <span className={`lt-due${tone === 'plain' ? '' : ` lt-due--${tone}`}`}>
      <Icon name="clock" size="tiny" />
      {props.capital ? words.charAt(0).toUpperCase() + words.slice(1) : words}
    </span>
  )
}
