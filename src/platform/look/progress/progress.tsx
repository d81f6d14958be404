import { type ReactNode, useEffect, useState } from 'react'
import { PostForm } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'
import { State } from '../state/state.tsx'

export type BarPart = { share: number; fill?: 'primary' | 'ok' | 'danger' | 'e' | 'h' | 'p' }

/** A bar of one or more parts; `share` in per cent. Decoration: the figure always stands beside it. */
export function Bar(props: { parts: readonly BarPart[]; tall?: boolean }) {
  return (
    <span className={`lt-bar${props.tall ? ' lt-bar--tall' : ''}`} aria-hidden="true">
      {props.parts.map((part, at) => (
        <i
          key={`${part.fill ?? 'primary'}${String(at)}`}
          className={`lt-fill--${part.fill ?? 'primary'}`}
          style={{ width: `${Math.min(100, Math.max(0, part.share))}%` }}
        />
      ))}
    </span>
  )
}

/** How far a piece of work is: bar and per cent. */
export function Share(props: { percent: number; label: string }) {
  return (
    <span
      className="lt-share"
      role="progressbar"
      aria-valuenow={props.percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-label={props.label}
    >
      <Bar parts={[{ share: props.percent }]} />
      <span className="lt-num">{`${props.percent}\u00a0%`}</span>
    </span>
  )
}

export type BatchLine = { key: string; number: string; words: string; result: 'done' | 'failed' | 'waiting'; end?: ReactNode }
export type ProgressProps = {
  title: string
  done: number
  failed: number
  total: number
  /** "còn khoảng 1 phút" */
  remaining?: string | undefined
  /** "Đóng cửa sổ vẫn chạy tiếp" */
  remark?: string | undefined
  lines?: readonly BatchLine[]
  actions?: ReactNode
}

const resultIcons = { done: 'check', failed: 'warning', waiting: 'clock' } as const

/** A batch on its way: done, failed, waiting; what failed can be retried alone. */
export function Progress(props: ProgressProps) {
  const { done, failed, total } = props
  const share = (part: number) => (total === 0 ? 0 : (100 * part) / total)
  return (
    <section className="lt-progress" aria-label={props.title}>
      <div className="lt-progress__head">
        <h2>{props.title}</h2>
        <span className="lt-num lt-2">
          {done + failed} / {total}
          {props.remaining && `, ${props.remaining}`}
        </span>
      </div>
      <span role="progressbar" aria-valuenow={done + failed} aria-valuemin={0} aria-valuemax={total} aria-label={props.title}>
        <Bar
          tall
          parts={[
            { share: share(done), fill: 'ok' },
            { share: share(failed), fill: 'danger' },
          ]}
        />
      </span>
      <div className="lt-progress__sums" role="status">
        <State tone="done">{done} xong</State>
        {failed > 0 && <State tone="broken">{failed} lỗi</State>}
        {total > done + failed && <State tone="draft">{total - done - failed} đang chờ</State>}
        {props.remark && <span className="lt-3">{props.remark}</span>}
      </div>
      {props.lines && <BatchLines of={props.lines} />}
      {props.actions && <div className="lt-actions">{props.actions}</div>}
    </section>
  )
}

function BatchLines(props: { of: readonly BatchLine[] }) {
  return (
    <ul className="lt-batch">
      {props.of.map((line) => (
        <li key={line.key} className={`lt-batch__${line.result}`}>
          <Icon name={resultIcons[line.result]} size="small" />
          <b className="lt-sym">{line.number}</b>
          <span>{line.words}</span>
          <span className="lt-2 lt-nowrap">{line.end}</span>
        </li>
      ))}
    </ul>
  )
}

export type ToastProps = {
  children: ReactNode
  icon?: IconName
  /** The one deed: posts `fields` to `action`; with `seconds` the button counts down and then goes. */
  deed?: { label: string; action?: string | undefined; fields?: Readonly<Record<string, string>>; seconds?: number | undefined }
}

function useSeconds(from: number | undefined): number | undefined {
  const [left, setLeft] = useState(from)
  useEffect(() => {
    if (from === undefined) return
    const ends = Date.now() + from * 1000
    const tick = setInterval(() => setLeft(Math.max(0, Math.ceil((ends - Date.now()) / 1000))), 500)
    return () => clearInterval(tick)
  }, [from])
  return left
}

/** One line that something was done, with at most one deed ("Hoàn tác 8 giây"). Never for errors that need an answer. */
export function Toast(props: ToastProps) {
  const { deed } = props
  const left = useSeconds(deed?.seconds)
  return (
    <div className="lt-toast" role="status">
      <Icon name={props.icon ?? 'check'} size="small" />
      <span>{props.children}</span>
      {deed && left !== 0 && (
        <PostForm action={deed.action}>
          {Object.entries(deed.fields ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit">
            {deed.label}
            {left !== undefined && <span className="lt-num"> {left} giây</span>}
          </button>
        </PostForm>
      )}
    </div>
  )
}

/** The place of toasts, above the foot of the window. */
export function Toasts(props: { children: ReactNode }) {
  return <div className="lt-toasts">{props.children}</div>
}
