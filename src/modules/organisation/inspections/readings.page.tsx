import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { Anchor, Card, type Column, Empty, Facts, PageBody, PageHeader, Stack, Table } from '#platform/look/index.ts'
import { inspectionWith } from './inspect.ts'
import { InspectionAddress } from './inspection.forms.ts'
import { inspectionStates } from './inspection.ts'

/** One inspection: its decision, and every document that was opened in it. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = InspectionAddress.parse(params)
  const desk = context.get(deskContext)
  const { inspection, readings } = await desk.work((work) => inspectionWith(work, id))
  const mine = desk.actor.agencies
  return { inspection, rows: readings.map((one) => ({ ...one, open: mine.includes(one.agency) })) }
}

export const meta = () => [{ title: 'Văn bản đã mở xem · Liên Thông' }]

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

const columns: Column<Row>[] = [
  { key: 'at', head: 'Lúc', kind: 'line', cell: (one) => <span className="lt-num">{formatInstant(one.at)}</span> },
  { key: 'agency', head: 'Cơ quan', cell: (one) => one.agencyName },
  {
    key: 'document',
    head: 'Văn bản',
    cell: ({ direction, about, open }) => {
      const words = direction === 'OUT' ? 'Văn bản đi' : 'Văn bản đến'
      return open ? <Anchor href={`/van-ban/${direction === 'OUT' ? 'di' : 'den'}/${about}`}>{words}</Anchor> : words
    },
  },
]

export default function ReadingsPage() {
  const { inspection, rows } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title={`Thanh tra theo quyết định ${inspection.decision}`}
        about={inspectionStates[inspection.state]}
        back={{ href: '/thanh-tra', label: 'Về Thanh tra, kiểm tra' }}
      />
      <PageBody>
        <Stack>
          <Card title="Cuộc thanh tra">
            <Facts
              rows={[
                ['Quyết định', `${inspection.decision} ngày ${formatDate(inspection.decidedOn)}`],
                ['Người thanh tra', `${inspection.inspector}, ${inspection.position}`],
                ['Nội dung', inspection.about || 'Không ghi'],
                ['Được xem', `${formatDate(inspection.firstDay)} đến hết ${formatDate(inspection.lastDay)}`],
                ['Cơ quan', inspection.agencies.map(({ name }) => name).join('; ')],
              ]}
            />
          </Card>
          {rows.length === 0 ? (
            <Empty title="Chưa mở xem văn bản nào">Mỗi văn bản được mở xem sẽ hiện ở đây, kèm thời điểm.</Empty>
          ) : (
            <Card title="Văn bản đã mở xem" flush>
              <Table
                caption="Văn bản đã mở xem"
                columns={columns}
                lines={rows}
                keyOf={(one) => `${one.about} ${one.at.toISOString()}`}
              />
            </Card>
          )}
        </Stack>
      </PageBody>
    </>
  )
}
