import { Anchor, ClassPlate, type Column, Empty, PageBody, Pagination, Table } from '#platform/look/index.ts'
import type { RowView } from './behind.view.ts'

const shown = 4
type DeliveryView = RowView['deliveries'][number]

function Delivery({ one }: { one: DeliveryView }) {
  return (
    <li>
      {one.class && <ClassPlate of={one.class} />} {one.recipient} <span className="lt-3 lt-small">{one.facts}</span>
    </li>
  )
}

/** The recipients with the facts of each delivery; the first four, the others on request. */
function Deliveries({ of }: { of: readonly DeliveryView[] }) {
  const first = of.slice(0, shown)
  const others = of.slice(shown)
  return (
    <>
      <ul>
        {first.map((one) => (
          <Delivery key={one.key} one={one} />
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>và {others.length} nơi nhận khác</summary>
          <ul>
            {others.map((one) => (
              <Delivery key={one.key} one={one} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const columns: Column<RowView>[] = [
  {
    key: 'symbol',
    head: 'Số, ký hiệu',
    kind: 'line',
    cell: (row) =>
      row.href ? (
        <Anchor href={row.href} className="lt-sym">
          {row.symbol}
        </Anchor>
      ) : (
        <b className="lt-sym">{row.symbol}</b>
      ),
  },
  { key: 'date', head: 'Ngày', kind: 'line', cell: (row) => <span className="lt-num">{row.date}</span> },
  { key: 'issuer', head: 'Cơ quan ban hành', cell: (row) => row.issuer },
  { key: 'kind', head: 'Loại', cell: (row) => row.kind },
  { key: 'deliveries', head: 'Nơi nhận và cách gửi', cell: (row) => <Deliveries of={row.deliveries} /> },
  { key: 'sent', head: 'Gửi lần đầu', kind: 'line', cell: (row) => <span className="lt-num">{row.sent}</span> },
  {
    key: 'class',
    head: 'Loại trao đổi',
    cell: (row) => (
      <>
        {row.class && <ClassPlate of={row.class} />} <span className="lt-3 lt-small">{row.remarks.join(' · ')}</span>
      </>
    ),
  },
]

/** The documents behind a figure. */
export function CountedDocuments(props: {
  caption: string
  rows: readonly RowView[]
  later: string | null
  hint?: string | undefined
}) {
  const { rows, later, caption } = props
  return (
    <PageBody>
      {rows.length === 0 ? (
        <Empty title="Không có văn bản nào">Trong kỳ và phạm vi này không có văn bản thuộc số liệu đã chọn.</Empty>
      ) : (
        <Table
          caption={caption}
          columns={columns}
          lines={rows}
          keyOf={(row) => row.key}
          foot={
            <Pagination
              shown={later ? `${rows.length} văn bản trên trang này` : `${rows.length} văn bản`}
              {...(later ? { later } : {})}
            />
          }
        />
      )}
      {props.hint && <p className="lt-3 lt-small">{props.hint}</p>}
    </PageBody>
  )
}
