import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'

export type ButtonLook = {
  /** `primary` once per screen; it names the deed and the count. */
  kind?: 'primary' | 'usual' | 'ghost' | 'danger' | 'link' | undefined
  size?: 'small' | 'usual' | 'large' | undefined
  icon?: IconName | undefined
  /** An arrow behind the words. */
  tail?: IconName | undefined
  /** Key that does the same, shown in the button. */
  keys?: string | undefined
  /** As wide as its place. */
  full?: boolean | undefined
}

const classOf = (look: ButtonLook) =>
  [
    'lt-btn',
    look.kind && look.kind !== 'usual' && `lt-btn--${look.kind}`,
    look.size && look.size !== 'usual' && `lt-btn--${look.size}`,
    look.full && 'lt-btn--full',
  ]
    .filter(Boolean)
    .join(' ')

function Inside(props: { look: ButtonLook; children: ReactNode }) {
  const { icon, tail, keys, size } = props.look
  return (
    <>
      {icon && <Icon name={icon} size={size === 'large' ? 'usual' : 'small'} />}
      {props.children}
      {tail && <Icon name={tail} size="tiny" />}
      {keys && <Kbd>{keys}</Kbd>}
    </>
  )
}

/** A deed. Submits its form unless `type` says otherwise. */
export function Button(props: ButtonLook & Omit<ComponentPropsWithoutRef<'button'>, 'className'>) {
  const { kind, size, icon, tail, keys, full, children, type = 'submit', ...rest } = props
  const look = { kind, size, icon, tail, keys, full }
  return (
    <button {...rest} type={type} className={classOf(look)}>
      <Inside look={look}>{children}</Inside>
    </button>
  )
}

export type ButtonLinkProps = ButtonLook & {
  href: string
  whole?: boolean | undefined
  download?: boolean | string | undefined
  children: ReactNode
}

/** A place to go that looks like a deed. */
export function ButtonLink(props: ButtonLinkProps) {
  const { kind, size, icon, tail, keys, full, href, whole, download, children } = props
  const look = { kind, size, icon, tail, keys, full }
  return (
    <Anchor href={href} whole={whole} download={download} className={classOf(look)}>
      <Inside look={look}>{children}</Inside>
    </Anchor>
  )
}

type IconButtonLook = { icon: IconName; label: string; small?: boolean; count?: number; pressed?: boolean }
const iconClass = (look: { small?: boolean | undefined }) => `lt-ib${look.small ? ' lt-ib--small' : ''}`

function IconInside(props: { icon: IconName; small: boolean | undefined; count: number | undefined }) {
  return (
    <>
      <Icon name={props.icon} size={props.small ? 'small' : 'usual'} />
      {props.count ? (
        <span className="lt-ib__count" aria-hidden="true">
          {props.count > 99 ? '99+' : props.count}
        </span>
      ) : null}
    </>
  )
}

/** A deed shown by its sign alone; `label` is its name for everyone who does not see it. */
export function IconButton(props: IconButtonLook & Omit<ComponentPropsWithoutRef<'button'>, 'className' | 'children'>) {
  const { icon, label, small, count, pressed, type = 'submit', ...rest } = props
  return (
    <button {...rest} type={type} className={iconClass({ small })} aria-label={label} title={label} aria-pressed={pressed}>
      <IconInside icon={icon} small={small} count={count} />
    </button>
  )
}

/** A place shown by its sign alone. */
export function IconLink(props: { icon: IconName; label: string; href: string; small?: boolean; count?: number }) {
  return (
    <Anchor href={props.href} className={iconClass(props)} aria-label={props.label} title={props.label}>
      <IconInside icon={props.icon} small={props.small} count={props.count} />
    </Anchor>
  )
}

/** A key of the keyboard. */
export function Kbd(props: { children: ReactNode }) {
  return <kbd className="lt-kbd">{props.children}</kbd>
}

/** Buttons that belong together, joined at their edges. */
export function ButtonGroup(props: { label: string; children: ReactNode }) {
  return (
    <fieldset className="lt-bgroup" aria-label={props.label}>
      {props.children}
    </fieldset>
  )
}
