import type { ReactNode } from 'react'
import { capital } from '#kernel/vietnamese.ts'
import { Anchor } from '../anchor/anchor.tsx'

export type ItemProps = {
  href: string
  /** Number and symbol: people cite, search and telephone by them. */
  number: string
  sender?: string | undefined
  /** "08:04", "Hôm qua", "18/11". */
  at?: string | undefined
  subject: string
  /** Urgency, kind, state. */
  tags?: ReactNode
  /** Deadline, or what it is for. */
  end?: ReactNode
  read?: boolean | undefined
  selected?: boolean | undefined
}

/** One row of a list: number and sender first, subject in at most two lines, tags left, deadline right. */
export function Item(props: ItemProps) {
  const classes = ['lt-item', props.read && 'lt-item--read'].filter(Boolean).join(' ')
  return (
    <li className={classes} aria-current={props.selected ? 'true' : undefined}>
      {!props.read && <span className="lt-item__unread" title="Chưa đọc" />}
      <div className="lt-item__who">
        <Anchor href={props.href} className="lt-item__link">
          <b className="lt-sym">{props.number}</b>
          {!props.read && <span className="lt-vh">, chưa đọc</span>}
        </Anchor>
        {props.sender && <span className="lt-clip">{props.sender}</span>}
      </div>
      {props.at && <span className="lt-item__at">{props.at}</span>}
      <p className="lt-item__subject lt-clamp">{capital(props.subject)}</p>
      {(props.tags || props.end) && (
        <div className="lt-item__tags">
          {props.tags}
          <span className="lt-spacer" />
          {props.end}
        </div>
      )}
    </li>
  )
}

export type ListProps = {
  /** What the list holds; also its name for screen readers. */
  title: string
  count?: number | undefined
  /** Filter, order. */
  tools?: ReactNode
  foot?: ReactNode
  /** Shown in place of rows when there are none. */
  empty?: ReactNode
  children?: ReactNode
}

/** A list with its head and foot. */
export function List(props: ListProps) {
  return (
    <section className="lt-list" aria-label={props.title}>
      <div className="lt-list__head">
        <h2 className="lt-h">{props.title}</h2>
        {props.count !== undefined && <span className="lt-3 lt-num">{props.count}</span>}
        <span className="lt-spacer" />
        {props.tools}
      </div>
      {props.empty ?? <ul className="lt-list__rows">{props.children}</ul>}
      {props.foot && <div className="lt-list__foot">{props.foot}</div>}
    </section>
  )
}

/**
 * List and preview side by side from 900 px. Below, one of them: the preview when something is open, else the list.
 * The preview then needs a way back of its own.
 */
export function SplitView(props: { list: ReactNode; preview: ReactNode; open: boolean }) {
  return (
    <div className={`lt-split${props.open ? ' lt-split--open' : ''}`}>
      <div className="lt-split__list">{props.list}</div>
      <div className="lt-split__preview">{props.preview}</div>
    </div>
  )
}

export type PreviewProps = {
  /** Tags and neighbours. */
  line: ReactNode
  title: string
  /** "168/UBND-TH, ngày 19/11/2026, UBND tỉnh gửi qua trục lúc 07:52" */
  about: ReactNode
  /** The page at the left. */
  page?: ReactNode
  /** Checks and prefilled fields at the right. */
  fields?: ReactNode
  actions?: ReactNode
}

/** What is open beside the list: checks, fields, page, and the deeds at the foot. */
export function Preview(props: PreviewProps) {
  return (
    <section className="lt-preview" aria-label="Xem trước">
      <div className="lt-preview__head">
        <div className="lt-row lt-row--wrap">{props.line}</div>
        <h2>{capital(props.title)}</h2>
        <p className="lt-2">{props.about}</p>
      </div>
      <div className={`lt-preview__body${props.page ? '' : ' lt-preview__body--fields'}`}>
        {props.page && <div className="lt-preview__page">{props.page}</div>}
        {props.fields && <div className="lt-preview__fields">{props.fields}</div>}
      </div>
      {props.actions && <ActionBar>{props.actions}</ActionBar>}
    </section>
  )
}

/** The bar of deeds at the foot of a pane; the return stands at the far left, the primary one last. */
export function ActionBar(props: { children: ReactNode }) {
  return <div className="lt-actionbar">{props.children}</div>
}

/** A document and what is known about it: viewer at the left, process at the right from 1100 px. */
export function DocumentView(props: { viewer: ReactNode; side: ReactNode; foot?: ReactNode }) {
  return (
    <div className="lt-docview">
      <section className="lt-docview__viewer" aria-label="Tệp văn bản">
        {props.viewer}
      </section>
      <aside className="lt-docview__side">
        <div className="lt-docview__scroll">{props.side}</div>
        {props.foot}
      </aside>
    </div>
  )
}
