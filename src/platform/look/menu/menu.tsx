import { type ReactNode, useEffect, useRef } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'

/** Escape and a press elsewhere close it once the page is alive; without script the summary itself does. */
function useClosing() {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const away = (event: Event) => {
      const details = box.current
      if (details?.open && !(event.target instanceof Node && details.contains(event.target))) details.open = false
    }
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !box.current?.open) return
      box.current.open = false
      box.current.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('keydown', leave)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('keydown', leave)
    }
  }, [])
  return box
}

export type MenuProps = {
  /** What the closed menu shows; give `label` when that holds no words. */
  face: ReactNode
  /** Class of the closed face, for instance a button's. */
  faceClass: string
  label?: string
  /** Edge of the face to which the sheet is aligned. */
  align?: 'start' | 'end'
  children: ReactNode
}

/** A sheet of links and deeds below its face. A plain disclosure: it opens without script. */
export function Menu(props: MenuProps) {
  const box = useClosing()
  return (
    <details className="lt-menu" ref={box}>
      <summary className={props.faceClass} aria-label={props.label}>
        {props.face}
      </summary>
      <div className={`lt-menu__sheet lt-menu__sheet--${props.align ?? 'end'}`}>{props.children}</div>
    </details>
  )
}

/** A link within a menu. */
export function MenuLink(props: { href: string; icon?: IconName; whole?: boolean; children: ReactNode }) {
  return (
    <Anchor href={props.href} whole={props.whole} className="lt-menu__row">
      {props.icon && <Icon name={props.icon} size="small" />}
      {props.children}
    </Anchor>
  )
}

/** A deed within a menu; it belongs to the form around it. */
export function MenuButton(props: { icon?: IconName; name?: string; value?: string; current?: boolean; children: ReactNode }) {
  return (
    <button type="submit" name={props.name} value={props.value} className="lt-menu__row" aria-current={props.current}>
      {props.icon && <Icon name={props.icon} size="small" />}
      {props.children}
      {props.current && <Icon name="check" size="small" />}
    </button>
  )
}

/** A heading or a line between the rows of a menu. */
export function MenuPart(props: { title?: string; children: ReactNode }) {
  return (
    <div className="lt-menu__part">
      {props.title && <p className="lt-menu__title">{props.title}</p>}
      {props.children}
    </div>
  )
}
