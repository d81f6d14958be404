import { Anchor, Card, type Column, Table } from '#platform/look/index.ts'
import type { CellKey, MonthlyLineView, MonthlyView } from './monthly.view.ts'

const heads: readonly [CellKey, string][] = [
  ['documents', 'Văn bản đi'],
  ['e', 'Hoàn toàn điện tử'],
  ['h', 'Kèm giấy'],
  ['p', 'Chỉ giấy'],
  ['sentRate', 'Tỷ lệ gửi'],
  ['received', 'Văn bản đến'],
  ['receivedE', 'Nhận điện tử'],
  ['receivedP', 'Nhận giấy'],
  ['receivedRate', 'Tỷ lệ nhận'],
  ['toProcess', 'Phải xử lý'],
  ['processed', 'Trọn trên hệ thống'],
  ['processedRate', 'Tỷ lệ xử lý'],
  ['person', 'Ký số cá nhân'],
  ['seal', 'Ký số cơ quan'],
  ['signedRate', 'Tỷ lệ đủ chữ ký số'],
  ['whole', 'Trọn vẹn điện tử'],
  ['wholeRate', 'Tỷ lệ trọn vẹn'],
]

const figure = ([key, head]: readonly [CellKey, string]): Column<MonthlyLineView> => ({
  ...{ key, head, kind: 'figure' },
  cell: ({ cells, sum }) => {
    const { text, href } = cells[key]
    if (href) return <Anchor href={href}>{text}</Anchor>
    return sum ? <b>{text}</b> : text
  },
})

const columnsOf = (view: MonthlyView): Column<MonthlyLineView>[] => [
  {
    ...{ key: 'name', head: 'Cơ quan', kind: 'line' },
    cell: ({ key, name, sum }) => (sum ? <b id={key}>{name}</b> : name),
  },
  ...heads.map(figure),
  figure(['change', `So với ${view.previous}`]),
  { key: 'verdict', head: 'So với chỉ tiêu', kind: 'line', cell: ({ cells }) => cells.verdict.text },
]

/** Sent, received, handled, signed: one line per agency, by level with its sum. */
export function MonthlyTable({ view }: { view: MonthlyView }) {
  return (
    <Card title="Gửi, nhận, xử lý, ký số theo cơ quan" flush>
      <Table
        caption={`Gửi, nhận, xử lý, ký số văn bản trên môi trường điện tử, ${view.period.label}`}
        narrow="scroll"
        rows="dense"
        columns={columnsOf(view)}
        lines={view.lines}
        keyOf={(line) => line.key}
        voided={() => false}
        foot={`Đơn vị tính: văn bản; ${view.workFiles}. Không tính văn bản mật và văn bản đã thu hồi.`}
      />
    </Card>
  )
}
