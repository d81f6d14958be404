import { formatPercent } from '#kernel/vietnamese.ts'
import {
  Anchor,
  BulletBar,
  BulletCell,
  ButtonLink,
  Card,
  type Column,
  Columns,
  Empty,
  Needs,
  State,
  Table,
} from '#platform/look/index.ts'
import { RateCards } from './exchange.parts.tsx'
import type { ExchangeView } from './exchange.view.ts'

type LineView = ExchangeView['lines'][number]
const lowest: Column<LineView>[] = [
  { key: 'name', head: 'Cơ quan', cell: (line) => <Anchor href={line.reportHref}>{line.name}</Anchor> },
  {
    key: 'documents',
    head: 'Văn bản gửi',
    kind: 'figure',
    cell: ({ counts: [sent] }) => (sent?.href ? <Anchor href={sent.href}>{sent.text}</Anchor> : (sent?.text ?? '0')),
  },
  {
    key: 'rate',
    head: 'Tỷ lệ hoàn toàn điện tử',
    width: 220,
    card: 'whole',
    cell: (line) => <BulletCell value={line.percent} target={line.target ?? undefined} />,
  },
  {
    key: 'standing',
    head: 'Mức',
    width: 100,
    cell: ({ standing }) => standing && <State tone={standing[0]}>{standing[1]}</State>,
  },
]

/** The three rates, the lowest agencies and what needs a person. */
export function Watched({ of }: { of: unknown }) {
  const view = of as ExchangeView
  const below = view.lines.filter(({ standing }) => standing !== null && standing[0] !== 'done').length
  return (
    <>
      <RateCards cards={view.cards} />
      <Columns>
        <Card
          title={
            below > 0
              ? `${below} cơ quan dưới chỉ tiêu, ${view.period.label.toLowerCase()}`
              : `Xếp hạng cơ quan, ${view.period.label.toLowerCase()}`
          }
          flush
          tools={
            <ButtonLink size="small" href="/bao-cao/trao-doi" icon="chart">
              Báo cáo đầy đủ
            </ButtonLink>
          }
        >
          {view.lines.length === 0 ? (
            <Empty title="Không phát sinh">Chưa có văn bản nào gửi đi trong tháng này.</Empty>
          ) : (
            <Table
              caption={`Mười cơ quan thấp nhất, ${view.period.label}`}
              columns={lowest}
              lines={view.lines.slice(0, 10)}
              keyOf={(line) => line.id}
            />
          )}
        </Card>
        <Card title="Cần người xử lý" flush={view.needs.length > 0}>
          {view.needs.length > 0 ? <Needs rows={view.needs} /> : <Empty title="Không có việc nào chờ" />}
        </Card>
      </Columns>
    </>
  )
}

/** The three rates of one agency. */
export function Brief({ of }: { of: unknown }) {
  const { cards, period } = of as ExchangeView
  return (
    <Card title={`Trao đổi văn bản, ${period.label.toLowerCase()}`}>
      <ul className="lt-briefs">
        {cards.map(({ scope, title, value, target, href, part, whole }) => (
          <li key={scope}>
            <span className="lt-row">
              <Anchor href={href}>{title}</Anchor>
              <span className="lt-spacer" />
              <b className="lt-num">{formatPercent(value)}</b>
            </span>
            <BulletBar slim value={value ?? 0} target={target?.value} />
            <span className="lt-row lt-small lt-3 lt-num">
              <Anchor href={part.href} className="lt-hit">
                {`${part.text} / ${whole.text} văn bản`}
              </Anchor>
              <span className="lt-spacer" />
              {target?.words}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
