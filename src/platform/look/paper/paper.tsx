import type { CSSProperties, ReactNode } from 'react'

export type PaperProps = {
  /** Two lines: the superior body and the issuing agency, the latter bold. */
  issuer: readonly [above: string | null, self: string]
  /** "168/UBND-TH", or what stands there before the number is given. */
  number: ReactNode
  /** For an official letter: what it is about, below the number. */
  about?: string | undefined
  /** "Thanh Giang, ngày 19 tháng 11 năm 2026" */
  placeAndDate?: ReactNode
  /** For all other kinds: name of the kind and subject, centred. */
  title?: { kind: string; subject: string } | undefined
  /** Who decides, above the grounds of a decision; and the words after the grounds. */
  authority?: string | undefined
  enacting?: string | undefined
  to?: readonly string[]
  /** "Kính gửi:" unless the kind has words of its own. */
  toLabel?: string
  /** Who signs beside the signer, left of him. */
  others?: readonly { capacity: string; name: string }[]
  /** What is confirmed by hand beneath the recipients. */
  confirmation?: string | undefined
  children: ReactNode
  recipients?: readonly ReactNode[]
  signature?: { capacity: readonly string[]; mark?: ReactNode; name: string } | undefined
  /** Height of the body text in CSS pixels; 13 pt on A4 is 17.3. */
  size?: 'thumb' | 'reading' | 'phone'
  label?: string
}

function Head(props: PaperProps) {
  const [above, self] = props.issuer
  return (
    <>
      <div className="lt-paper__head">
        <div>
          {above && <span>{above}</span>}
          <b>{self}</b>
          <i className="lt-paper__rule" />
        </div>
        <div>
          <b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>
          <b>Độc lập - Tự do - Hạnh phúc</b>
          <i className="lt-paper__rule lt-paper__rule--long" />
        </div>
      </div>
      <div className="lt-paper__number">
        <div>
          Số: {props.number}
          {props.about && <div className="lt-paper__about">V/v {props.about}</div>}
        </div>
        <em>{props.placeAndDate}</em>
      </div>
    </>
  )
}

function Others({ of }: { of: NonNullable<PaperProps['others']> }) {
  return of.map((one) => (
    <div key={one.name} className="lt-paper__signature">
      <div>{one.capacity}</div>
      <div className="lt-paper__mark" />
      {one.name}
    </div>
  ))
}

function Foot(props: Pick<PaperProps, 'recipients' | 'signature' | 'others' | 'confirmation'>) {
  const { recipients, signature, others = [], confirmation } = props
  return (
    <div className={`lt-paper__foot${others.length > 0 ? ' lt-paper__foot--several' : ''}`}>
      <Others of={others} />
      <div className="lt-paper__recipients">
        {recipients && (
          <>
            <b>Nơi nhận:</b>
            {recipients.map((line, at) => (
              <div key={typeof line === 'string' ? line : String(at)}>- {line}</div>
            ))}
          </>
        )}
        {confirmation && <p className="lt-paper__confirmation">{confirmation}</p>}
      </div>
      {signature && (
        <div className="lt-paper__signature">
          {signature.capacity.map((line) => (
            <div key={line}>{line}</div>
          ))}
          <div className="lt-paper__mark">{signature.mark}</div>
          {signature.name}
        </div>
      )}
    </div>
  )
}

/** The enacting words are drawn behind the last ground, for they are no part of the text. */
const enactingStyle = (words: string | undefined) =>
  words === undefined ? {} : ({ '--paper-enacting': JSON.stringify(words) } as CSSProperties)

/** A page of A4 drawn in HTML after the layout of Decree 30/2020, appendix I. A preview: the file itself is the PDF. */
export function Paper(props: PaperProps) {
  return (
    <article className={`lt-paper lt-paper--${props.size ?? 'reading'}`} aria-label={props.label ?? 'Bản xem trước'}>
      <Head {...props} />
      {props.title && (
        <div className="lt-paper__title">
          <b>{props.title.kind}</b>
          {props.title.subject !== '' && <b>{props.title.subject}</b>}
          <i className="lt-paper__rule" />
          {props.authority && <b className="lt-paper__authority">{props.authority}</b>}
        </div>
      )}
      {props.to && (
        <div className="lt-paper__to">
          <span>{props.toLabel ?? 'Kính gửi:'}</span>
          <span>
            {props.to.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </span>
        </div>
      )}
      <div className={`lt-paper__body${props.enacting ? ' lt-paper__body--enacts' : ''}`} style={enactingStyle(props.enacting)}>
        {props.children}
      </div>
      <Foot
        recipients={props.recipients ?? []}
        signature={props.signature}
        others={props.others ?? []}
        confirmation={props.confirmation}
      />
    </article>
  )
}

/** The grey ground on which a page lies; it scrolls by keyboard too. */
export function PaperGround(props: { label: string; children: ReactNode }) {
  const reach = { tabIndex: 0 }
  return (
    <section className="lt-paperground" aria-label={props.label} {...reach}>
      {props.children}
    </section>
  )
}

/** A place on the page that a field was read from. */
export function Source(props: { children: ReactNode }) {
  return <mark className="lt-paper__source">{props.children}</mark>
}

/** The place kept for a signature or seal. */
export function SignaturePlace(props: { children: ReactNode }) {
  return <span className="lt-paper__place">{props.children}</span>
}

/** What will stand in a place once it is known: "cấp khi phát hành". */
export function Pending(props: { children: ReactNode }) {
  return <span className="lt-paper__pending">{props.children}</span>
}
