import { formatInstant } from '#kernel/vietnamese.ts'
import type { Panel } from '#platform/http/panels.tsx'
import { Anchor, Card, type Column, Empty, Table } from '#platform/look/index.ts'
import type { OpenedShown } from './inspected.ts'

type Row = OpenedShown[number]

const columns: Column<Row>[] = [
  {
    key: 'document',
    head: 'Văn bản',
    kind: 'line',
    cell: ({ direction, named }) => {
      if (named)
        return (
          <Anchor href={named.href} className="lt-sym">
            {named.symbol}
          </Anchor>
        )
      return direction === 'OUT' ? 'Văn bản đi' : 'Văn bản đến'
    },
  },
  { key: 'subject', head: 'Trích yếu', kind: 'clip', cell: ({ named }) => named?.subject ?? '–' },
  { key: 'agency', head: 'Cơ quan', cell: (one) => one.agencyName },
  { key: 'at', head: 'Mở lúc', kind: 'line', card: 'named', cell: (one) => formatInstant(one.at) },
]

/** On the page of an inspection: what was opened in it, named for who may read it. */
export const inspectedPanel: Panel = {
  name: 'documents.inspected',
  Show: ({ of }) => {
    const rows = of as OpenedShown
    if (rows.length === 0)
      return <Empty title="Chưa mở xem văn bản nào">Mỗi văn bản được mở xem sẽ hiện ở đây, kèm thời điểm.</Empty>
    return (
      <Card title="Văn bản đã mở xem" flush>
        <Table
          caption="Văn bản đã mở xem"
          columns={columns}
          lines={rows}
          keyOf={(one) => `${one.about} ${one.at.toISOString()}`}
        />
      </Card>
    )
  },
}
