import type { ReactNode } from 'react'
import { capital } from '#kernel/vietnamese.ts'
import { Anchor } from '../anchor/anchor.tsx'
import { IconLink } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'

/** The head of a leader's screen: "Cần anh quyết định" and how many. */
export function PhoneTitle(props: { title: string; count?: number }) {
  return (
    <div className="lt-ptitle">
      <h1>{props.title}</h1>
      {props.count !== undefined && <span className="lt-num">{props.count}</span>}
    </div>
  )
}

export type PhoneCardProps = {
  /** Urgency and what is asked. */
  tags: ReactNode
  /** "1 / 7" */
  place?: string
  title: string
  href: string
  /** "31/CĐ-UBND, UBND tỉnh, 08:04" with the number in <b>. */
  about: ReactNode
  due?: ReactNode
  /** What the office proposes; shown with a gold edge. */
  proposal?: { by: string; words: string } | undefined
  /** The two phrase buttons. */
  deeds: ReactNode
  /** Read, speak, more. */
  more?: ReactNode
  /** More cards lie below this one. */
  stacked?: boolean
}

/** One card, one decision. */
export function PhoneCard(props: PhoneCardProps) {
  return (
    <div className={`lt-stacked${props.stacked ? ' lt-stacked--more' : ''}`}>
      <article className="lt-pcard">
        <div className="lt-row lt-row--wrap">
          {props.tags}
          <span className="lt-spacer" />
          {props.place && <span className="lt-3 lt-small lt-num">{props.place}</span>}
        </div>
        <h2>
          <Anchor href={props.href}>{capital(props.title)}</Anchor>
        </h2>
        <p className="lt-pcard__about">{props.about}</p>
        {props.due}
        {props.proposal && (
          <div className="lt-pcard__proposal">
            <span>{props.proposal.by}</span>
            <b>{props.proposal.words}</b>
          </div>
        )}
        <div className="lt-pcard__deeds">{props.deeds}</div>
        {props.more && <div className="lt-pcard__more">{props.more}</div>}
      </article>
    </div>
  )
}

/** The card that comes next, in two lines. */
export function PhoneNext(props: { href: string; tag: ReactNode; title: string; about: string }) {
  return (
    <Anchor href={props.href} className="lt-pnext">
      <span className="lt-row">
        {props.tag}
        <b className="lt-clip">{capital(props.title)}</b>
      </span>
      <span className="lt-clip lt-small lt-2">{props.about}</span>
    </Anchor>
  )
}

export type PhoneDocumentProps = {
  back: { href: string; label: string }
  /** "Trình ký" */
  title: string
  /** "2 / 7" */
  place?: string
  tools?: ReactNode
  /** Urgency, kind and, at the end, deadline. */
  line: ReactNode
  subject: string
  /** Who has agreed so far: "Ng. Thị Ánh soạn". */
  agreed?: readonly string[]
  /** The page. */
  page: ReactNode
  pages?: string
  /** Rows that lead on: the answered document, what changed. */
  links?: ReactNode
  /** Return at the left, the deed at the right. */
  deeds: ReactNode
}

/** A document to approve or sign on the phone. */
export function PhoneDocument(props: PhoneDocumentProps) {
  return (
    <div className="lt-pdoc">
      <div className="lt-pdoc__top">
        <IconLink icon="left" label={props.back.label} href={props.back.href} />
        <div className="lt-pdoc__title">
          <b>{props.title}</b>
          {props.place && <span className="lt-num">{props.place}</span>}
        </div>
        {props.tools}
      </div>
      <div className="lt-pdoc__head">
        <div className="lt-row lt-row--wrap">{props.line}</div>
        <h1>{capital(props.subject)}</h1>
        {props.agreed && (
          <ul>
            {props.agreed.map((one) => (
              <li key={one}>
                <Icon name="check" size="tiny" />
                {one}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="lt-pdoc__page">
        {props.page}
        {props.pages && <span className="lt-pdoc__pages lt-num">{props.pages}</span>}
      </div>
      {props.links && <div className="lt-plinks">{props.links}</div>}
      <div className="lt-pdoc__deeds">{props.deeds}</div>
    </div>
  )
}

/** A row that leads on, 44 px high. */
export function PhoneLink(props: { href: string; icon: IconName; words: string; end?: string }) {
  return (
    <Anchor href={props.href} className="lt-plink">
      <Icon name={props.icon} size="small" />
      <span>{props.words}</span>
      {props.end && <span className="lt-3 lt-num">{props.end}</span>}
      <Icon name="right" size="small" />
    </Anchor>
  )
}
