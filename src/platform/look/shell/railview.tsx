import type { ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'
import { useLanguage, useSay } from '../language/language.tsx'
import { isOpen, type RailEntry, type RailLink } from './rail.ts'

const place = (link: RailLink) => (link.current ? ({ 'aria-current': 'page' } as const) : {})

function Count(props: { of: number | undefined }) {
  return props.of ? <span className="lt-rail__count lt-num">{props.of}</span> : null
}

/** The label in the language of the page. */
function useLabel(): (of: RailLink) => string {
  const language = useLanguage()
  return (of) => (language === 'en' && of.english) || of.label
}

function Entry(props: { of: RailEntry }) {
  const { of } = props
  const label = useLabel()
  return (
    <li>
      <Anchor href={of.href} title={label(of)} {...place(of)}>
        <Icon name={of.icon} />
        <span className="lt-rail__word">{label(of)}</span>
        <Count of={of.count} />
      </Anchor>
      {of.within && isOpen(of) && (
        <ul className="lt-rail__within">
          {of.within.map((inner) => (
            <li key={inner.key}>
              <Anchor href={inner.href} {...place(inner)}>
                {label(inner)}
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
  const say = useSay()
  return (
    <nav className="lt-rail" aria-label={say('Mục chính', 'Main entries')} id="muc-chinh">
      <ul>
        {props.entries.map((entry) => (
          <Entry key={entry.key} of={entry} />
        ))}
      </ul>
      <details className="lt-rail__widen">
        <summary title={say('Mở rộng, thu gọn mục chính', 'Widen or narrow the main entries')}>
          <Icon name="right" />
          <span className="lt-rail__word">{say('Thu gọn', 'Narrow')}</span>
          <span className="lt-vh">{say('Mở rộng hoặc thu gọn mục chính', 'Widen or narrow the main entries')}</span>
        </summary>
      </details>
      {props.foot && <div className="lt-rail__foot">{props.foot}</div>}
    </nav>
  )
}

function BarLink(props: { of: RailEntry }) {
  const { of } = props
  const language = useLanguage()
  const current = isOpen(of) ? ({ 'aria-current': of.current ? 'page' : 'true' } as const) : {}
  return (
    <Anchor href={of.href} {...current}>
      <Icon name={of.icon} size="large" />
      <span>{(language === 'en' && of.english) || (of.short ?? of.label)}</span>
      {of.count ? <span className="lt-bottom__count">{of.count > 99 ? '99+' : of.count}</span> : null}
    </Anchor>
  )
}

/** The bar at the foot of a phone: the first entries and a switch that opens the whole rail as a sheet. */
export function BottomBar(props: { entries: readonly RailEntry[] }) {
  const say = useSay()
  return (
    <nav className="lt-bottom" aria-label={say('Mục chính trên điện thoại', 'Main entries on the phone')}>
      {props.entries.slice(0, 4).map((entry) => (
        <BarLink key={entry.key} of={entry} />
      ))}
      <details className="lt-bottom__more">
        <summary>
          <Icon name="dots" size="large" />
          <span>{say('Thêm', 'More')}</span>
        </summary>
      </details>
    </nav>
  )
}
