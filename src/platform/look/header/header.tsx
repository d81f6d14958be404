import type { ReactNode } from 'react'
import { capital } from '#kernel/vietnamese.ts'
import { Anchor } from '../anchor/anchor.tsx'
import { IconLink } from '../button/button.tsx'

export type PageHeaderProps = {
  title: string
  /** A short remark beside the title: the day, the period. */
  about?: ReactNode
  /** Scope of what is shown, as chips. */
  scope?: ReactNode
  /** Deeds at the right, the primary one last. */
  actions?: ReactNode
  /** Where the page came from, shown as an arrow back. */
  back?: { href: string; label: string } | undefined
  /** On its own ground with a line below, where panes follow. */
  line?: boolean
}

/** Title 20/28, scope beside it, deeds at the right. */
export function PageHeader(props: PageHeaderProps) {
  return (
    <div className={`lt-head${props.line ? ' lt-head--line' : ''}`}>
      {props.back && <IconLink icon="left" small label={props.back.label} href={props.back.href} />}
      <h1>{props.title}</h1>
      {props.about && <span className="lt-head__about">{props.about}</span>}
      {props.scope}
      <span className="lt-spacer" />
      {props.actions && <div className="lt-head__actions">{props.actions}</div>}
    </div>
  )
}

export type DocumentHeaderProps = {
  /** The list above it: "Văn bản đến". */
  crumb: { label: string; href: string }
  /** Its place in the list: "Số đến 1245". */
  place?: string | undefined
  title: string
  /** The one line that people cite: number, origin, urgency, state, deadline. */
  line: ReactNode
  actions?: ReactNode
  /** Neighbours in the list, "3 / 18". */
  among?: { at: string; previous?: string | undefined; next?: string | undefined } | undefined
}

function Among(props: { of: NonNullable<DocumentHeaderProps['among']> }) {
  const { at, previous, next } = props.of
  return (
    <>
      <span className="lt-3 lt-num lt-small">{at}</span>
      {previous && <IconLink icon="up" small label="Văn bản trước" href={previous} />}
      {next && <IconLink icon="down" small label="Văn bản sau" href={next} />}
    </>
  )
}

/** Crumb, title, then one line: number · origin · urgency · state · deadline. */
export function DocumentHeader(props: DocumentHeaderProps) {
  return (
    <div className="lt-dochead">
      <nav className="lt-dochead__crumb" aria-label="Đường dẫn">
        <IconLink icon="left" small label={`Về ${props.crumb.label}`} href={props.crumb.href} />
        <Anchor href={props.crumb.href} className="lt-hit">
          {props.crumb.label}
        </Anchor>
        {props.place && (
          <>
            <span className="lt-3" aria-hidden="true">
              /
            </span>
            <span className="lt-num">{props.place}</span>
          </>
        )}
        <span className="lt-spacer" />
        {props.among && <Among of={props.among} />}
      </nav>
      <div className="lt-dochead__main">
        <h1>{capital(props.title)}</h1>
        {props.actions && <div className="lt-head__actions">{props.actions}</div>}
      </div>
      <div className="lt-dochead__line">{props.line}</div>
    </div>
  )
}
