import type { ReactNode } from 'react'
import { IconButton } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'

export type RecipientLineProps = {
  /** Name of the recipient; the controls name it too. */
  name: string
  /** "để báo cáo, qua trục" */
  about: string
  /** The two-way switch of the mode: a `Switch` whose paper choice is not ELECTRONIC. */
  mode: ReactNode
  /** Reason and copies; shown only while paper is chosen. */
  paper?: ReactNode
  /** Posted as `remove.name`=`remove.value` by the cross. */
  remove?: { name: string; value: string } | undefined
}

/** One recipient of a draft: who, how it goes, and why on paper. */
export function RecipientLine(props: RecipientLineProps) {
  return (
    <li className="lt-to">
      <span className="lt-to__who">
        <b>{props.name}</b>
        <span>{props.about}</span>
      </span>
      {props.mode}
      {props.remove && (
        <IconButton small icon="close" label={`Bỏ ${props.name}`} name={props.remove.name} value={props.remove.value} />
      )}
      {props.paper && (
        <div className="lt-to__paper">
          <Icon name="paper" size="tiny" />
          <div>{props.paper}</div>
        </div>
      )}
    </li>
  )
}

/** The recipients of a draft, one below the other. */
export function RecipientLines(props: { children: ReactNode }) {
  return <ul className="lt-tos">{props.children}</ul>
}

/** Where the text was last saved, in the place where the fear arises. */
export function SavedMark(props: { children: ReactNode }) {
  return (
    <span className="lt-saved" role="status">
      <Icon name="check" size="tiny" />
      {props.children}
    </span>
  )
}

/** Signs of formatting above an editor; `end` says what is locked. */
export function Toolbar(props: { label: string; end?: ReactNode; wraps?: boolean; children: ReactNode }) {
  return (
    <div className={`lt-toolbar${props.wraps ? ' lt-toolbar--wraps' : ''}`} role="toolbar" aria-label={props.label}>
      {props.children}
      {props.end && <span className="lt-toolbar__end">{props.end}</span>}
    </div>
  )
}

/** A line between groups of signs. */
export function ToolbarLine() {
  return <i className="lt-toolbar__line" />
}
