import {
  Anchor,
  Bar,
  BulletCell,
  ButtonLink,
  Card,
  type Column,
  Columns,
  Empty,
  Heading,
  Icon,
  Segments,
  Stack,
  State,
  Table,
} from '#platform/look/index.ts'
import type { ExchangeView } from './exchange.view.ts'

type LineView = ExchangeView['lines'][number]

const heads = { documents: 'Văn bản gửi', e: 'E', h: 'H', p: 'P', failed: 'Lỗi gửi' } as const
const countColumn = (key: keyof typeof heads): Column<LineView> => ({
  key,
  head: heads[key],
  kind: 'figure',
  card: ['e', 'h', 'p'].includes(key) ? 'away' : 'named',
  cell: (line) => {
    const found = line.counts.find((count) => count.key === key)
    return found?.href ? <Anchor href={found.href}>{found.text}</Anchor> : (found?.text ?? '0')
  },
})

const sorted = { thap: 'ascending', cao: 'descending', tang: undefined } as const
const columnsOf = (view: ExchangeView, orders: readonly OrderLink[]): Column<LineView>[] => [
  {
    key: 'name',
    head: 'Cơ quan',
    kind: 'line',
    cell: (line) => (
      <Anchor href={line.openHref} aria-expanded={view.place.open === line.id}>
        <Icon name={view.place.open === line.id ? 'down' : 'right'} size="tiny" /> {line.name}
      </Anchor>
    ),
  },
  ...(['documents', 'e', 'h', 'p'] as const).map(countColumn),
  {
    key: 'rate',
    head: 'Tỷ lệ hoàn toàn điện tử',
    width: 232,
    card: 'whole',
    order: {
      href: orders.find(({ order }) => order === (view.place.order === 'thap' ? 'cao' : 'thap'))?.href ?? '',
      now: sorted[view.place.order],
    },
    cell: (line) => <BulletCell value={line.percent} target={line.target ?? undefined} />,
  },
  {
    key: 'change',
    head: `So với ${view.previous}`,
    kind: 'figure',
    cell: ({ change }) => (change ? <span className={change.good ? 'lt-good' : 'lt-bad'}>{change.text}</span> : '–'),
  },
  countColumn('failed'),
  {
    key: 'level',
    head: 'Mức',
    width: 110,
    cell: ({ standing }) => standing && <State tone={standing[0]}>{standing[1]}</State>,
  },
]

/** Why paper went, by the basis given, and the ways on. */
function Opened({ line, view }: { line: LineView; view: ExchangeView }) {
  return (
    <Columns>
      <div>
        <Heading>Vì sao {line.paper.count} văn bản có giấy</Heading>
        {view.reasons.length === 0 && <p className="lt-3">Không có văn bản giấy trong kỳ.</p>}
        <ul className="lt-stack">
          {view.reasons.map((reason) => (
            <li key={reason.basis} className="lt-row">
              <span>{reason.basis}</span>
              <span className="lt-spacer" />
              <b className="lt-num">{reason.documents}</b>
              <Bar parts={[{ share: reason.share, fill: 'h' }]} />
            </li>
          ))}
        </ul>
      </div>
      <Stack>
        <ButtonLink href={line.paper.href} full>
          Mở {line.paper.count} văn bản
        </ButtonLink>
        <ButtonLink href={line.reportHref} full>
          Báo cáo của {line.name}
        </ButtonLink>
      </Stack>
    </Columns>
  )
}

const orderWords = { thap: 'Thấp nhất trước', cao: 'Cao nhất', tang: 'Tăng nhanh' } as const
export type OrderLink = { order: keyof typeof orderWords; href: string }

/** The agencies in reach, the lowest first unless asked otherwise. */
export function Agencies({ view, orders }: { view: ExchangeView; orders: readonly OrderLink[] }) {
  const choices = orders.map(({ order, href }) => ({ href, label: orderWords[order], current: order === view.place.order }))
  return (
    <Card title={`${view.lines.length} cơ quan`} flush tools={<Segments label="Thứ tự" choices={choices} />}>
      {view.lines.length === 0 ? (
        <Empty title="Không phát sinh">Chưa có văn bản nào gửi đi trong phạm vi và kỳ này.</Empty>
      ) : (
        <Table
          caption={`${view.scope}, ${view.period.label}: cơ quan theo tỷ lệ`}
          columns={columnsOf(view, orders)}
          lines={view.lines}
          keyOf={(line) => line.id}
          drill={(line) => (view.place.open === line.id ? <Opened line={line} view={view} /> : null)}
        />
      )}
    </Card>
  )
}
