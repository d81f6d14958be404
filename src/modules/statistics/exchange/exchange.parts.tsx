import {
  Anchor,
  Bar,
  BulletBar,
  BulletCell,
  ButtonLink,
  Card,
  type Column,
  Columns,
  Empty,
  Heading,
  Segments,
  Stack,
  State,
  Table,
  Tag,
} from '#platform/look/index.ts'
import type { ExchangeView } from './exchange.view.ts'

type CardView = ExchangeView['cards'][number]
type LineView = ExchangeView['lines'][number]

const percent = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** One rate against its target. The verdict is the law's: a target not yet due shows its gap and no verdict. */
function RateOf({ card }: { card: CardView }) {
  const { value, target } = card
  const met = target?.verdict === 'MET'
  return (
    <section className="lt-card lt-rate">
      <div className="lt-row">
        <h2 className="lt-h">
          <Anchor href={card.href}>{card.title}</Anchor>
        </h2>
        <span className="lt-spacer" />
        {target && target.verdict !== null && (
          <Tag tone={met ? 'ok' : 'warn'} icon={met ? 'check' : 'warning'}>
            {target.tag}
          </Tag>
        )}
        {target && target.verdict === null && target.tag && <Tag>{target.tag}</Tag>}
      </div>
      <div className="lt-rate__line">
        <span className="lt-rate__value lt-num">
          {value === null ? '–' : percent.format(value)}
          {value !== null && <small>%</small>}
        </span>
        {value === null && <span className="lt-3">không phát sinh</span>}
        {target?.gap && (
          <span className={`lt-rate__gap lt-rate__gap--${target.gap.startsWith('vượt') ? 'good' : 'short'} lt-num`}>
            {target.gap}
          </span>
        )}
      </div>
      <BulletBar value={value ?? 0} target={target?.value} />
      <div className="lt-rate__foot">
        <Anchor href={card.partHref} className="lt-num lt-hit">
          {card.fraction}
        </Anchor>
        <span>văn bản</span>
        <span className="lt-spacer" />
        {target && <span className="lt-num">{target.words}</span>}
      </div>
    </section>
  )
}

/** The three scopes, each against its target; every fraction opens its documents. */
export function RateCards({ cards }: { cards: ExchangeView['cards'] }) {
  return (
    <Columns shape="three">
      {cards.map((card) => (
        <RateOf key={card.scope} card={card} />
      ))}
    </Columns>
  )
}

const heads = { documents: 'Văn bản gửi', e: 'E', h: 'H', p: 'P', failed: 'Lỗi gửi' } as const
const countColumn = (key: keyof typeof heads): Column<LineView> => ({
  key,
  head: heads[key],
  kind: 'figure',
  cell: (line) => {
    const found = line.counts.find((count) => count.key === key)
    return found?.href ? <Anchor href={found.href}>{found.text}</Anchor> : (found?.text ?? '0')
  },
})

const columnsOf = (view: ExchangeView): Column<LineView>[] => [
  {
    key: 'name',
    head: 'Cơ quan',
    width: 230,
    cell: (line) => (
      <Anchor href={line.openHref} aria-expanded={view.place.open === line.id}>
        {line.name}
      </Anchor>
    ),
  },
  ...(['documents', 'e', 'h', 'p'] as const).map(countColumn),
  {
    key: 'rate',
    head: 'Tỷ lệ hoàn toàn điện tử',
    width: 232,
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
          narrow="scroll"
          columns={columnsOf(view)}
          lines={view.lines}
          keyOf={(line) => line.id}
          drill={(line) => (view.place.open === line.id ? <Opened line={line} view={view} /> : null)}
        />
      )}
    </Card>
  )
}

type FigureView = ExchangeView['figures'][number]
const figureColumns: Column<FigureView>[] = [
  { key: 'words', head: 'Cách tính', cell: (one) => one.words },
  { key: 'share', head: 'Tỷ lệ', kind: 'figure', cell: (one) => one.share },
  { key: 'fraction', head: 'Tử số / mẫu số', kind: 'figure', cell: (one) => <Anchor href={one.href}>{one.fraction}</Anchor> },
  { key: 'clause', head: 'Căn cứ', cell: (one) => <span className="lt-3">{one.clause}</span> },
]

/** Every further figure with its formula in words, its two counts and the clause that asks for it. */
export function Figures({ view }: { view: ExchangeView }) {
  return (
    <Card title="Chỉ số và cách tính" flush>
      <Table
        caption={`Chỉ số, ${view.scope}, ${view.period.label}`}
        rows="dense"
        columns={figureColumns}
        lines={view.figures}
        keyOf={(one) => one.key}
        foot={`Đơn vị tính: đầu số văn bản (${view.unnumbered}); lượt gửi ở các dòng nêu lượt gửi. Không tính văn bản mật và văn bản đã thu hồi.`}
      />
    </Card>
  )
}

type TargetLine = ExchangeView['targets'][number]
const targetColumns: Column<TargetLine>[] = [
  {
    key: 'indicator',
    head: 'Chỉ tiêu',
    cell: (one) => (
      <>
        {one.indicator}
        {one.interpretation && ' *'} <span className="lt-3 lt-small">({one.article})</span>
      </>
    ),
  },
  { key: 'value', head: 'Thực hiện', kind: 'figure', cell: (one) => one.value },
  { key: 'target', head: 'Mức', kind: 'figure', cell: (one) => one.target },
  { key: 'gap', head: 'Chênh', kind: 'figure', cell: (one) => one.gap },
  { key: 'verdict', head: 'Kết quả', kind: 'line', cell: (one) => (one.coming ? `${one.verdict} (${one.coming})` : one.verdict) },
]

/** Every target that binds in this scope, and the next ones to come. */
export function Targets({ view }: { view: ExchangeView }) {
  const readings = view.targets.some(({ interpretation }) => interpretation)
  return (
    <Card title="So với chỉ tiêu" flush={view.targets.length > 0}>
      {view.targets.length === 0 ? (
        <p>Chưa có lộ trình nào được áp dụng cho phạm vi này trong kỳ.</p>
      ) : (
        <Table
          caption={`Chỉ tiêu, ${view.scope}, ${view.period.label}`}
          rows="dense"
          columns={targetColumns}
          lines={view.targets}
          keyOf={(one) => one.key}
          foot={readings ? '* Cách hiểu của hệ thống, không phải nguyên văn.' : undefined}
        />
      )}
    </Card>
  )
}

/** The closed versions of the period, each opening what it counted, and what changed since. */
export function Versions({ view }: { view: ExchangeView }) {
  const { rows, adjustment } = view.versions
  if (rows.length === 0) return null
  return (
    <Card title="Số liệu đã chốt">
      <ul className="lt-stack">
        {rows.map((version) => (
          <li key={version.id}>
            <Anchor href={version.href}>{version.name}</Anchor>, theo số liệu lúc {version.at}:{' '}
            <span className="lt-num">{version.figures}</span>
            {version.reason && ` (${version.reason})`}
          </li>
        ))}
        {adjustment && <li className="lt-num">{adjustment}</li>}
      </ul>
    </Card>
  )
}
