import { Bar, Card, PlainList, Row, Spacer } from '#platform/look/index.ts'
import type { Load } from './my-work.sql.ts'

/** The load of a division: open, due soon, overdue, a bar per person against the fullest one. */
export function TeamLoad({ of }: { of: readonly Load[] }) {
  if (of.length === 0) return null
  const most = Math.max(1, ...of.map((one) => one.open))
  const share = (count: number) => Math.round((count / most) * 100)
  return (
    <Card title="Khối lượng việc của phòng">
      <PlainList>
        {of.map((one) => (
          <li key={one.post}>
            <Row>
              <span className="lt-clip">{one.name}</span>
              <Spacer />
              <b className="lt-num lt-nowrap">{one.open} việc</b>
            </Row>
            <Bar parts={[{ share: share(one.open) }]} />
            <span className="lt-num lt-small lt-2">
              {one.soon} sắp đến hạn, <span className={one.late > 0 ? 'lt-bad' : undefined}>{one.late} quá hạn</span>
            </span>
          </li>
        ))}
      </PlainList>
    </Card>
  )
}
