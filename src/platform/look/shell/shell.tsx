import type { ReactNode } from 'react'
import { useSay } from '../language/language.tsx'
import type { RailEntry } from './rail.ts'
import { BottomBar, Rail } from './railview.tsx'
import { TopBar, type TopBarProps } from './topbar.tsx'

export type ShellProps = TopBarProps & {
  rail: readonly RailEntry[]
  /** Entries of the bar at the foot of a phone, at most four; the first four of the rail when left out. */
  bottom?: readonly RailEntry[] | undefined
  /** Last line of the rail: "Đồng bộ lúc 08:12". */
  foot?: ReactNode
  /** The screen fills the window and its panes scroll by themselves (from 900 px). */
  fill?: boolean | undefined
  /** One sentence above everything, for instance that this is the demonstration. */
  notice?: ReactNode
  children: ReactNode
}

/** The frame of every work screen. Its content is `<main id="noi-dung">`. */
export function Shell({ rail, bottom, foot, fill, notice, children, ...bar }: ShellProps) {
  const say = useSay()
  return (
    <>
      <a className="lt-skip" href="#noi-dung">
        {say('Đến nội dung chính', 'To the main content')}
      </a>
      <div className={`lt-app${fill ? ' lt-app--fill' : ''}`}>
        <div className="lt-top">
          <div className="lt-national" />
          {notice && <div className="lt-demo">{notice}</div>}
          <TopBar {...bar} />
        </div>
        <Rail entries={rail} foot={foot} />
        <main className="lt-main" id="noi-dung" tabIndex={-1} lang="vi">
          {children}
        </main>
        <BottomBar entries={bottom ?? rail} />
      </div>
    </>
  )
}
