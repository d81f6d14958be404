import { Anchor, BulletBar, Card, type Column, Columns, Icon, Table, Tag } from '#platform/look/index.ts'
import type { ExchangeView, TargetView } from './exchange.view.ts'

type Linked = { text: string; href: string }
/** One share beside its target, with the lists behind its two counts. */
export type CardView = {
  scope: string
  title: string
  value: number | null
  part: Linked
  whole: Linked
  href: string
  target: TargetView | null
}

const percent = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** Part and whole, each opening its documents. */
function Fraction({ of }: { of: { part: Linked; whole: Linked } }) {
  return (
    <span className="lt-num lt-nowrap lt-fraction">
      <Anchor href={of.part.href}>{of.part.text}</Anchor>
      <i>/</i>
      <Anchor href={of.whole.href}>{of.whole.text}</Anchor>
    </span>
  )
}

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
          <span className={`lt-rate__gap lt-rate__gap--${target.reached ? 'good' : 'short'} lt-num`}>
            <Icon name={target.reached ? 'up' : 'down'} size="tiny" />
            {target.gap}
          </span>
        )}
      </div>
      <BulletBar value={value ?? 0} target={target?.value} />
      <div className="lt-rate__foot">
        <Fraction of={card} />
        <span>văn bản</span>
        <span className="lt-spacer" />
        {target && <span className="lt-num">{target.words}</span>}
      </div>
    </section>
  )
}

/** Up to three shares, each against its target; every fraction opens its documents. */
export function RateCards({ cards }: { cards: readonly CardView[] }) {
  return (
    <Columns shape="three">
      {cards.map((card) => (
        <RateOf key={card.scope} card={card} />
      ))}
    </Columns>
  )
}

type FigureView = { key: string; words: string; clause: string; share: string; part: Linked; whole: Linked }
const figureColumns: Column<FigureView>[] = [
  {
    key: 'words',
    head: 'Cách tính',
    cell: (one) => (
      <>
        {one.words} <span className="lt-3 lt-small">({one.clause})</span>
      </>
    ),
  },
  { key: 'share', head: 'Tỷ lệ', kind: 'figure', cell: (one) => one.share },
  { key: 'fraction', head: 'Tử số / mẫu số', kind: 'figure', cell: (one) => <Fraction of={one} /> },
]

/** Every further figure with its formula in words, its two counts and the clause that asks for it. */
export function Figures({ about, figures, foot }: { about: string; figures: readonly FigureView[]; foot: string }) {
  return (
    <Card title="Chỉ số và cách tính" flush>
      <Table
        caption={`Chỉ số, ${about}`}
        rows="dense"
        columns={figureColumns}
        lines={figures}
        keyOf={(one) => one.key}
        foot={foot}
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
  {
    key: 'verdict',
    head: 'Kết quả',
    cell: (one) => (
      <>
        <span className="lt-nowrap">{one.verdict}</span> {one.coming && <span className="lt-3 lt-small">hạn {one.coming}</span>}
      </>
    ),
  },
]

/** Every target that binds in this scope, and the next ones to come. */
export function Targets({ view }: { view: ExchangeView }) {
  const readings = view.targets.some(({ interpretation }) => interpretation)
  return (
    <Card
      title="So với chỉ tiêu"
      flush={view.targets.length > 0}
      tools={<Anchor href="/bao-cao/chi-tieu">Chỉ tiêu của tỉnh</Anchor>}
    >
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

type VersionView = { id: string; name: string; at: string; reason: string; figures: string; href: string }
/** The closed versions of the period, each opening what it counted, and what changed since. */
export function Versions({ rows, adjustment }: { rows: readonly VersionView[]; adjustment: string | null }) {
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
