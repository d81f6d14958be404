import { useId } from 'react'
import { Icon } from '../icon/icon.tsx'
import { classLabels, type ExchangeClass } from '../state/states.vi.ts'
import { rate } from './figures.ts'

/** Shares of a month in per cent; together 100, or null where nothing was sent. */
export type TrendMonth = { label: string; shares: Readonly<Record<ExchangeClass, number>> | null }
export type TrendProps = {
  title: string
  months: readonly TrendMonth[]
  /** Per cent. */
  target?: number | undefined
}

type Frame = { width: number; left: number; right: number; bar: number; id: string }
const top = 12
const bottom = 206
const height = (percent: number) => ((bottom - top) * percent) / 100
const classes = ['E', 'H', 'P'] as const
const legend: Record<ExchangeClass, string> = { E: classLabels.E, H: 'Kèm giấy', P: classLabels.P }

function Patterns(props: { id: string }) {
  return (
    <defs>
      <pattern id={`${props.id}h`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="lt-chart__h" width="7" height="7" opacity=".55" />
        <rect className="lt-chart__h" width="3.5" height="7" />
      </pattern>
      <pattern id={`${props.id}p`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect className="lt-chart__p" width="5" height="5" />
        <circle className="lt-chart__dot" cx="2.5" cy="2.5" r=".9" />
      </pattern>
    </defs>
  )
}

function Grid(props: { frame: Frame }) {
  const { left, width, right } = props.frame
  return [0, 25, 50, 75, 100].map((percent) => (
    <g key={percent}>
      <line className="lt-chart__grid" x1={left} x2={width - right} y1={bottom - height(percent)} y2={bottom - height(percent)} />
      <text x={left - 8} y={bottom - height(percent) + 4} textAnchor="end">
        {percent}
      </text>
    </g>
  ))
}

/** A figure in its bar hangs from the bar's end, or from the line of the target where that would run through it. */
const under = (share: number, target: number | undefined) =>
  target !== undefined && share > target && share - target < 12 ? target : share

type MonthProps = { of: TrendMonth; x: number; frame: Frame; target: number | undefined; marked: boolean; last: boolean }

function Month(props: MonthProps) {
  const { of, x, frame, target, marked, last } = props
  const { E, H, P } = of.shares ?? { E: 0, H: 0, P: 0 }
  const fills = { E: undefined, H: `url(#${frame.id}h)`, P: `url(#${frame.id}p)` }
  const parts = [
    { key: 'E' as const, from: 0, share: E },
    { key: 'H' as const, from: E, share: H },
    { key: 'P' as const, from: E + H, share: P },
  ]
  return (
    <g>
      {parts.map(({ key, from, share }) => (
        <rect
          key={key}
          className={key === 'E' ? 'lt-chart__e' : undefined}
          fill={fills[key]}
          x={x - frame.bar / 2}
          width={frame.bar}
          y={bottom - height(from + share)}
          height={Math.max(0, height(share) - (from > 0 ? 1 : 0))}
        />
      ))}
      {marked && of.shares && (
        <text className="lt-chart__in" x={x} y={bottom - height(under(E, target)) + 16} textAnchor="middle">
          {rate(Math.round(E), 0)}
        </text>
      )}
      <text className={last ? 'lt-chart__on' : undefined} x={x} y={bottom + 18} textAnchor="middle">
        {of.label}
      </text>
    </g>
  )
}

function Target(props: { percent: number; frame: Frame }) {
  const { left, right, width } = props.frame
  const y = bottom - height(props.percent)
  const words = `Chỉ tiêu ${rate(props.percent, 0)}\u00a0%`
  return (
    <g>
      <line className="lt-chart__halo" x1={left} x2={width - right + 4} y1={y} y2={y} />
      <line className="lt-chart__target" x1={left} x2={width - right + 4} y1={y} y2={y} />
      {right > 40 ? (
        <text className="lt-chart__on" x={width - right + 9} y={y + 4}>
          {words}
        </text>
      ) : (
        <text className="lt-chart__on" x={width - right} y={bottom + 36} textAnchor="end">
          - - - {words}
        </text>
      )}
    </g>
  )
}

function Drawing(props: { trend: TrendProps; frame: Frame; className: string; words: string }) {
  const { frame, trend } = props
  const last = trend.months.length - 1
  const step = (frame.width - frame.left - frame.right) / Math.max(1, trend.months.length)
  return (
    <svg
      className={props.className}
      viewBox={`0 0 ${frame.width} ${frame.right > 40 ? 232 : 250}`}
      role="img"
      aria-label={props.words}
    >
      <Patterns id={frame.id} />
      <Grid frame={frame} />
      {trend.months.map((month, at) => (
        <Month
          key={month.label}
          of={month}
          x={frame.left + step * (at + 0.5)}
          frame={frame}
          target={trend.target}
          marked={at === 0 || at === last}
          last={at === last}
        />
      ))}
      {trend.target !== undefined && <Target percent={trend.target} frame={frame} />}
    </svg>
  )
}

function Twin(props: { trend: TrendProps }) {
  const share = (month: TrendMonth, of: ExchangeClass) => (month.shares ? rate(month.shares[of]) : '–')
  return (
    <table className="lt-table lt-table--dense">
      <caption className="lt-vh">{props.trend.title}</caption>
      <thead>
        <tr>
          <th scope="col">Tháng</th>
          {classes.map((of) => (
            <th key={of} scope="col" className="lt-table__figure">
              {of} (%)
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.trend.months.map((month) => (
          <tr key={month.label}>
            <td>{month.label}</td>
            {classes.map((of) => (
              <td key={of} className="lt-table__figure">
                {share(month, of)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Classes E, H, P by month against the target: solid, hatched, dotted; the same figures as a table below. */
export function TrendChart(props: TrendProps) {
  const id = useId().replace(/[^a-zA-Z0-9]/g, '')
  const first = props.months.find((month) => month.shares)?.shares?.E
  const latest = props.months.findLast((month) => month.shares)?.shares?.E
  const course =
    first === undefined || latest === undefined ? '' : ` Hoàn toàn điện tử từ ${rate(first)}\u00a0% đến ${rate(latest)}\u00a0%.`
  const words = `${props.title}.${course} Số liệu ở bảng bên dưới.`
  const wide = { width: 724, left: 38, right: 96, bar: 26, id: `${id}w` }
  const narrow = { width: 340, left: 32, right: 4, bar: 26, id: `${id}n` }
  const half = { ...props, months: props.months.slice(-6) }
  return (
    <section className="lt-card lt-trend">
      <header>
        <h2>{props.title}</h2>
        <span className="lt-spacer" />
        {classes.map((of) => (
          <span key={of} className="lt-trend__key">
            <i className={`lt-fill--${of.toLowerCase()}`} />
            {of} {legend[of]}
          </span>
        ))}
      </header>
      <div className="lt-chart">
        <Drawing trend={props} frame={wide} className="lt-chart__wide" words={words} />
        <Drawing trend={half} frame={narrow} className="lt-chart__narrow" words={words} />
      </div>
      <details className="lt-trend__twin">
        <summary>
          <Icon name="table" size="small" />
          Bảng
        </summary>
        <Twin trend={props} />
      </details>
    </section>
  )
}
