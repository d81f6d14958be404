import type { ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'
import { isOpen, type RailEntry, type RailLink } from './rail.ts'

const place = (link: RailLink) => (link.current ? ({ 'aria-current': 'page' } as const) : {})

function Count(props: { of: number | undefined }) {
  return props.of ? <span className="lt-rail__count lt-num">{props.of}</span> : null
}

function Entry(props: { of: RailEntry }) {
  const { of } = props
  return (
    <li>
      <Anchor href={of.href} title={of.label} {...place(of)}>
        <Icon name={of.icon} />
        <span className="lt-rail__word">{of.label}</span>
        <Count of={of.count} />
      </Anchor>
      {of.within && isOpen(of) && (
        <ul className="lt-rail__within">
          {of.within.map((inner) => (
            <li key={inner.key}>
              <Anchor href={inner.href} {...place(inner)}>
                {inner.label}
                <Count of={inner.count} />
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** The rail at the left: full from 1280 px, signs alone from 900 px with a switch to widen it, a sheet on the phone. */
export function Rail(props: { entries: readonly RailEntry[]; foot?: ReactNode }) {
  return (
    <nav className="lt-rail" aria-label="Mục chính" id="muc-chinh">
      <ul>
        {props.entries.map((entry) => (
          <Entry key={entry.key} of={entry} />
        ))}
      </ul>
      <details className="lt-rail__widen">
        <summary title="Mở rộng, thu gọn mục chính">
          <Icon name="right" />
          <span className="lt-rail__word">Thu gọn</span>
          <span className="lt-vh">Mở rộng hoặc thu gọn mục chính</span>
        </summary>
      </details>
      {props.foot && <div className="lt-rail__foot">{props.foot}</div>}
    </nav>
  )
}

function BarLink(props: { of: RailEntry }) {
  const { of } = props
  const current = isOpen(of) ? ({ 'aria-current': of.current ? 'page' : 'true' } as const) : {}
  return (
    <Anchor href={of.href} {...current}>
      <Icon name={of.icon} size="large" />
      <span>{of.short ?? of.label}</span>
      {of.count ? <span className="lt-bottom__count">{of.count > 99 ? '99+' : of.count}</span> : null}
    </Anchor>
  )
}

/** The bar at the foot of a phone: the first entries and a switch that opens the whole rail as a sheet. */
export function BottomBar(props: { entries: readonly RailEntry[] }) {
  return (
    <nav className="lt-bottom" aria-label="Mục chính trên điện thoại">
      {props.entries.slice(0, 4).map((entry) => (
        <BarLink key={entry.key} of={entry} />
      ))}
      <details className="lt-bottom__more">
        <summary>
          <Icon name="dots" size="large" />
          <span>Thêm</span>
        </summary>
      </details>
    </nav>
  )
}
