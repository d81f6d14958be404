import type { Panel } from '#platform/http/panels.tsx'
import { ButtonLink, Card, Counter, Counters, Row, Stack } from '#platform/look/index.ts'
import type { OwnFigures } from './own-figures.ts'

function Figures({ of }: { of: OwnFigures }) {
  return (
    <Card title={`Số liệu của ${of.agency}, ${of.month.toLowerCase()}`}>
      <Stack>
        <Counters label="Số liệu của cơ quan" figures>
          {of.figures.map((one) => (
            <Counter key={one.key} href={one.href} value={one.value} label={one.title} about={one.about} />
          ))}
        </Counters>
        <Row wrap>
          <ButtonLink href={of.reports.exchange} icon="chart">
            Báo cáo trao đổi
          </ButtonLink>
          <ButtonLink href={of.reports.periodic} icon="chart">
            Báo cáo định kỳ
          </ButtonLink>
        </Row>
      </Stack>
    </Card>
  )
}

/** On the home of who leads an agency: its figures of the month, each opening what stands behind it. */
export const ownFiguresPanel: Panel = {
  name: 'statistics.own-figures',
  Show: ({ of }) => <Figures of={of as OwnFigures} />,
}
