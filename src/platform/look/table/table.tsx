import type { ReactNode } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { Icon } from '../icon/icon.tsx'

export type Column<Line> = {
  key: string
  head: string
  /** Figures stand right with tabular digits; `clip` keeps one line and gives way to the others; `line` never wraps. */
  kind?: 'text' | 'figure' | 'line' | 'clip' | undefined
  /** The head is for screen readers only (choice, deeds). */
  silent?: boolean
  /** The address that orders by this column, and the order now. */
  order?: { href: string; now?: 'ascending' | 'descending' | undefined }
  /** Width in pixels. */
  width?: number
  /**
   * In a phone's card: `bare` shows the value alone, `named` with the head before it, `whole` on a line of its own,
   * `away` not at all. Figures are named, clipped columns whole, all others bare when left out.
   */
  card?: 'bare' | 'named' | 'whole' | 'away'
  cell: (line: Line) => ReactNode
}

export type TableProps<Line> = {
  /** What the table holds; spoken, and shown when printed. */
  caption: string
  columns: readonly Column<Line>[]
  lines: readonly Line[]
  keyOf: (line: Line) => string
  selected?: (line: Line) => boolean
  /** A voided number stays, struck. */
  voided?: (line: Line) => boolean
  /** What opens below a line. */
  drill?: (line: Line) => ReactNode
  /** On the phone: lines become cards, or the table scrolls sideways. */
  narrow?: 'cards' | 'scroll'
  rows?: 'usual' | 'dense'
  foot?: ReactNode
}

const cardOf = <Line,>(column: Column<Line>) =>
  column.card ?? (column.kind === 'figure' ? 'named' : column.kind === 'clip' ? 'whole' : 'bare')

const kinds = { text: '', figure: 'lt-table__figure', line: 'lt-nowrap', clip: 'lt-table__clip' } as const

function cellClass<Line>(column: Column<Line>): string | undefined {
  const card = cardOf(column)
  const place = card === 'whole' || card === 'away' ? `lt-table__${card}` : ''
  return [kinds[column.kind ?? 'text'], place, column.silent && 'lt-table__silent'].filter(Boolean).join(' ') || undefined
}

function Head<Line>(props: { of: Column<Line> }) {
  const { head, order, silent, width } = props.of
  const words = silent ? <span className="lt-vh">{head}</span> : head
  return (
    <th scope="col" className={cellClass(props.of)} aria-sort={order?.now} style={width ? { width } : undefined}>
      {order ? (
        <Anchor href={order.href}>
          {words}
          {order.now && <Icon name={order.now === 'ascending' ? 'up' : 'down'} size="tiny" />}
        </Anchor>
      ) : (
        words
      )}
    </th>
  )
}

function Line<Line>(props: { of: Line; table: TableProps<Line> }) {
  const { of, table } = props
  const below = table.drill?.(of)
  const classes = [
    table.selected?.(of) && 'lt-table__selected',
    table.voided?.(of) && 'lt-table__voided',
    below && 'lt-table__open',
  ].filter(Boolean)
  return (
    <>
      <tr className={classes.length > 0 ? classes.join(' ') : undefined}>
        {table.columns.map((column) => (
          <td key={column.key} className={cellClass(column)} data-head={cardOf(column) === 'named' ? column.head : undefined}>
            {column.cell(of)}
          </td>
        ))}
      </tr>
      {below && (
        <tr className="lt-table__drill">
          <td colSpan={table.columns.length}>{below}</td>
        </tr>
      )}
    </>
  )
}

/** A register: symbols left, figures right, one hairline, state and class last. Lean markup: long lists cost nothing extra. */
export function Table<Row>(props: TableProps<Row>) {
  const narrow = props.narrow ?? 'cards'
  return (
    <section
      className={`lt-table__place lt-table__place--${narrow}`}
      aria-label={props.caption}
      {...(narrow === 'scroll' ? { tabIndex: 0 } : {})}
    >
      <table className={`lt-table${props.rows === 'dense' ? ' lt-table--dense' : ''}`}>
        <caption className="lt-vh">{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <Head key={column.key} of={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <Line key={props.keyOf(line)} of={line} table={props} />
          ))}
        </tbody>
      </table>
      {props.foot && <div className="lt-table__foot">{props.foot}</div>}
    </section>
  )
}

/** Earlier and later by key: no page numbers, since nobody counts a big table. */
export function Pagination(props: { shown: string; earlier?: string | undefined; later?: string | undefined }) {
  return (
    <nav className="lt-pages" aria-label="Trang">
      <span className="lt-2 lt-num">{props.shown}</span>
      <span className="lt-spacer" />
      {props.earlier && (
        <Anchor href={props.earlier} rel="prev" className="lt-btn lt-btn--small">
          <Icon name="left" size="tiny" />
          Trang trước
        </Anchor>
      )}
      {props.later && (
        <Anchor href={props.later} rel="next" className="lt-btn lt-btn--small">
          Trang sau
          <Icon name="right" size="tiny" />
        </Anchor>
      )}
    </nav>
  )
}
