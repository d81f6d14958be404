import type { ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Drum, Emblem } from '../emblem/emblem.tsx'
import { Icon } from '../icon/icon.tsx'
import { LanguageSwitch, useSay } from '../language/language.tsx'
import { type Scheme, SchemeSwitch } from '../shell/scheme.tsx'
import type { Tab } from '../tabs/tabs.tsx'

export type PublicShellProps = {
  /** "Trang chính thức của tỉnh Thanh Giang." */
  official: string
  officialHelp?: string
  /** "Ủy ban nhân dân tỉnh Thanh Giang" */
  body: string
  about: string
  places: readonly Tab[]
  scheme: Scheme
  schemeAction?: string
  /** Offers Tiếng Việt and English. */
  bilingual?: boolean
  foot: readonly { href: string; label: string }[]
  footWords: string
  footEnd?: string
  children: ReactNode
}

function Places({ of }: { of: readonly Tab[] }) {
  const say = useSay()
  return (
    <nav aria-label={say('Mục chính', 'Main places')}>
      {of.map((place) => (
        <Anchor key={place.href} href={place.href} aria-current={place.current ? 'page' : undefined}>
          {place.label}
        </Anchor>
      ))}
    </nav>
  )
}

function Head(props: PublicShellProps) {
  return (
    <header className="lt-phead">
      <div className="lt-pwidth">
        <Emblem size={48} />
        <span className="lt-phead__name">
          <b>{props.body}</b>
          <span>{props.about}</span>
        </span>
        <span className="lt-spacer" />
        {props.places.length > 0 && <Places of={props.places} />}
        <SchemeSwitch scheme={props.scheme} {...(props.schemeAction ? { action: props.schemeAction } : {})} />
        {props.bilingual && <LanguageSwitch />}
      </div>
    </header>
  )
}

/** The frame of public pages: official banner, header, foot; text 18/28. */
export function PublicShell(props: PublicShellProps) {
  const say = useSay()
  return (
    <div className="lt-public">
      <a className="lt-skip" href="#noi-dung">
        {say('Đến nội dung chính', 'To the main content')}
      </a>
      <section className="lt-official" aria-label={say('Trang chính thức', 'Official site')}>
        <div className="lt-pwidth">
          <Icon name="shield" size="small" />
          <span>{props.official}</span>
          {props.officialHelp && (
            <Anchor href={props.officialHelp} className="lt-hit">
              {say('Cách nhận biết', 'How to tell')}
            </Anchor>
          )}
        </div>
      </section>
      <Head {...props} />
      <main id="noi-dung" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="lt-pfoot">
        <div className="lt-pwidth">
          <span>{props.footWords}</span>
          {props.foot.map((link) => (
            <Anchor key={link.href} href={link.href} className="lt-hit">
              {link.label}
            </Anchor>
          ))}
          <span className="lt-spacer" />
          {props.footEnd && <span className="lt-num">{props.footEnd}</span>}
        </div>
      </footer>
    </div>
  )
}

/** The question of a public page, with the drum behind it. */
export function PublicAsk(props: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="lt-ask">
      <div className="lt-pwidth">
        <div>
          <h1>{props.title}</h1>
          <p>{props.about}</p>
          {props.children}
        </div>
      </div>
      <Drum place="public" />
    </section>
  )
}

/** The answer: verdict first, then what it rests on. */
export function Verdict(props: { tone: 'ok' | 'warn' | 'bad'; title: string; about: string; children: ReactNode }) {
  return (
    <section className="lt-card lt-verdict">
      <div className={`lt-verdict__head lt-verdict__head--${props.tone}`}>
        <span className="lt-verdict__sign">
          <Icon name={props.tone === 'ok' ? 'shield' : 'warning'} />
        </span>
        <div>
          <h2>{props.title}</h2>
          <p>{props.about}</p>
        </div>
      </div>
      {props.children}
    </section>
  )
}

/** Content of a public page: answer at the left, help at the right. */
export function PublicColumns(props: { children?: ReactNode; side?: ReactNode }) {
  if (!props.children)
    return (
      <div className="lt-pwidth lt-pcolumns lt-pcolumns--alone">
        <aside>{props.side}</aside>
      </div>
    )
  return (
    <div className="lt-pwidth lt-pcolumns">
      <div>{props.children}</div>
      <aside>{props.side}</aside>
    </div>
  )
}
