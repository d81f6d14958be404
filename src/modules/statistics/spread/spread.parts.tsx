import { Anchor, Card, type Column, Table, Tag } from '#platform/look/index.ts'
import type { SpreadView } from './spread.view.ts'

type Row = SpreadView['rows'][number]

const columns: Column<Row>[] = [
  {
    key: 'title',
    head: 'Cơ quan, cán bộ đạt điều kiện',
    cell: (row) =>
      row.first ? (
        <>
          {row.title} <span className="lt-3 lt-small">({row.clause})</span>
        </>
      ) : (
        <span className="lt-vh">{row.title}</span>
      ),
  },
  { key: 'level', head: 'Cấp', kind: 'line', cell: (row) => row.level },
  { key: 'share', head: 'Tỷ lệ', kind: 'figure', cell: (row) => row.share },
  {
    key: 'fraction',
    head: 'Đạt / tổng số',
    kind: 'figure',
    cell: (row) => (
      <span className="lt-nowrap">
        <Anchor href={row.part.href}>{row.part.text}</Anchor> / <Anchor href={row.whole.href}>{row.whole.text}</Anchor>
      </span>
    ),
  },
  {
    key: 'lacking',
    head: 'Chưa đạt',
    kind: 'line',
    cell: (row) => (row.lacking ? <Anchor href={row.lacking}>Xem danh sách</Anchor> : '–'),
  },
  {
    key: 'target',
    head: 'So với chỉ tiêu',
    kind: 'line',
    cell: ({ target }) =>
      target && (
        <>
          {target.tag && <Tag tone={target.verdict === 'MET' ? 'ok' : 'warn'}>{target.tag}</Tag>}{' '}
          <span className="lt-3 lt-small lt-num">{target.words}</span>
        </>
      ),
  },
]

/** How far electronic work has spread: by condition and level, each share with the agencies that do and do not. */
export function Spread({ of }: { of: SpreadView }) {
  if (of.rows.length === 0) return null
  return (
    <Card title="Cơ quan trên môi trường điện tử" flush>
      <Table
        caption={`Cơ quan đạt điều kiện, ${of.period}`}
        rows="dense"
        narrow="scroll"
        columns={columns}
        lines={of.rows}
        keyOf={(row) => row.key}
      />
    </Card>
  )
}
