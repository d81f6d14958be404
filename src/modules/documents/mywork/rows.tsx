import { Due, Item, KindTag, Pagination, State, UrgencyTag } from '#platform/look/index.ts'
import type { MyWorkShown } from './my-work.load.ts'
import type { Waiting } from './waiting.row.ts'

type Props = { rows: readonly Waiting[]; selected?: string | null; to?: (row: Waiting) => string }

/** The rows of a box, each a link to where its work is done. */
export function Rows({ rows, selected, to }: Props) {
  return rows.map((row) => (
    <Item
      key={row.key}
      href={to ? to(row) : row.href}
      number={row.symbol}
      sender={row.from}
      at={row.at}
      subject={row.subject}
      read={row.read}
      selected={selected !== undefined && selected !== null && row.incoming === selected}
      tags={
        <>
          <UrgencyTag of={row.urgency} />
          <KindTag kind={row.kindName} />
        </>
      }
      end={
        row.trouble ? (
          <State tone="broken" long>
            {row.trouble}
          </State>
        ) : row.with ? (
          <span className="lt-small lt-2">đang ở {row.with}</span>
        ) : row.due ? (
          <Due on={row.due.on} left={row.due.left} />
        ) : undefined
      }
    />
  ))
}

type OfBox = Pick<MyWorkShown, 'chosen' | 'before' | 'next' | 'rows'>

/** The address of a page of the chosen box, and of what is open beside its list. */
export function boxHref(
  { chosen }: Pick<OfBox, 'chosen'>,
  { before, open }: { before: string | null; open?: string | null },
): string {
  const parts = { hop: chosen, truoc: before, chon: open }
  return `/?${new URLSearchParams(Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`
}

/** The foot of a box that holds more than one page; nothing under a short one. */
export function BoxPages({ of }: { of: OfBox }) {
  const { before, next, rows } = of
  if (!before && !next) return null
  return (
    <Pagination
      shown={`${rows.length} việc`}
      earlier={before ? boxHref(of, { before: null }) : undefined}
      later={next ? boxHref(of, { before: next }) : undefined}
    />
  )
}
