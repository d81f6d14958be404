import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'
import { type StationCode, stationLabels } from '../state/states.vi.ts'

export type TimelineEntry = {
  key: string
  /** `done` has happened, `now` is being done, `next` is still to come, `bad` went wrong. */
  when: 'done' | 'now' | 'next' | 'bad'
  icon: IconName
  /** Who did what; the person in <b>. */
  what: ReactNode
  /** "08:40", "20/11 08:40". */
  at?: string | undefined
  /** A leader's directive, quoted whole. */
  directive?: string | undefined
  more?: ReactNode
}

const spoken = { done: '', now: 'Đang làm: ', next: 'Tiếp theo: ', bad: 'Không thành: ' } as const

/** What happened, what is being done, what comes; past with times, future dashed. A directive is a quotation, never cut. */
export function Timeline(props: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="lt-timeline">
      {props.entries.map((entry) => (
        <li key={entry.key} className={`lt-timeline__${entry.when}`}>
          <span className="lt-timeline__sign">
            <Icon name={entry.icon} />
          </span>
          <span className="lt-timeline__what">
            {spoken[entry.when] && <span className="lt-vh">{spoken[entry.when]}</span>}
            {entry.what}
          </span>
          <span className="lt-timeline__at">{entry.at}</span>
          {entry.directive && <blockquote className="lt-directive">{entry.directive}</blockquote>}
          {entry.more && <div className="lt-timeline__more">{entry.more}</div>}
        </li>
      ))}
    </ol>
  )
}

/** A leader's words on their own: a quotation with a gold edge. */
export function Directive(props: { children: ReactNode; by?: string }) {
  return (
    <blockquote className="lt-directive">
      {props.by && <span className="lt-directive__by">{props.by}</span>}
      {props.children}
    </blockquote>
  )
}

export type StationTimes = Partial<Record<StationCode, string>>

/** What the sender knows: stations 01, 03, 04, 05, 06 with their times; `at` is the last one reached. */
export function Stations(props: { title?: string; times: StationTimes; at: StationCode | null }) {
  const codes = Object.keys(stationLabels) as StationCode[]
  const ordered = codes.toSorted()
  const reached = props.at ? ordered.indexOf(props.at) : -1
  const last = ordered.length - 1
  return (
    <section className="lt-stations">
      <h2 className="lt-h">{props.title ?? 'Nơi gửi đã biết'}</h2>
      <ol>
        {ordered.map((code, at) => {
          const state = at < reached || (at === reached && at === last) ? 'done' : at === reached ? 'now' : 'next'
          return (
            <li key={code} className={`lt-stations__${state}`} aria-current={at === reached ? 'step' : undefined}>
              {stationLabels[code]}
              <span className="lt-num">{props.times[code] ?? '–'}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
