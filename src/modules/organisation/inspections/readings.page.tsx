import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext, panelsContext } from '#platform/http/contexts.ts'
import { loadPanels, Panels } from '#platform/http/panels.tsx'
import { Card, Facts, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { inspectionWith } from './inspect.ts'
import { InspectionAddress } from './inspection.forms.ts'
import { inspectionStates } from './inspection.ts'

/** One inspection: its decision, and every document that was opened in it, as its module names it. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = InspectionAddress.parse(params)
  const desk = context.get(deskContext)
  const { inspection } = await desk.work((work) => inspectionWith(work, id))
  return { inspection, panels: await loadPanels(context.get(panelsContext), 'inspection', desk, id) }
}

export const meta = () => [{ title: 'Văn bản đã mở xem · Liên Thông' }]

export default function ReadingsPage() {
  const { inspection, panels } = useLoaderData<typeof loader>()
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
          <Panels slot="inspection" data={panels} />
        </Stack>
      </PageBody>
    </>
  )
}
