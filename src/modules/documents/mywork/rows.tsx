import { Due, Item, KindTag, State, UrgencyTag } from '#platform/look/index.ts'
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
