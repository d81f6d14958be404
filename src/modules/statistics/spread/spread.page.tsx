import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { type Column, Empty, PageBody, PageHeader, Pills, State, Table } from '#platform/look/index.ts'
import { reportPath } from '../exchange/addresses.ts'
import { SpreadAddress } from './spread.forms.ts'
import { openSpreadList } from './spread.view.ts'

/** The agencies behind one share of agencies: who fulfils the condition and who does not. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const address = SpreadAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  return context.get(deskContext).work((work) => openSpreadList(work, address))
}

export const meta = () => [{ title: 'Cơ quan trên môi trường điện tử · Liên Thông' }]

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

const columns: Column<Row>[] = [
  { key: 'name', head: 'Cơ quan', cell: (row) => <b>{row.name}</b> },
  { key: 'level', head: 'Cấp', kind: 'line', cell: (row) => row.level },
  {
    key: 'met',
    head: 'Kết quả',
    kind: 'line',
    cell: ({ met }) => (met === null ? '–' : <State tone={met ? 'done' : 'broken'}>{met ? 'Đạt' : 'Chưa đạt'}</State>),
  },
  { key: 'figures', head: 'Số liệu', kind: 'line', cell: (row) => <span className="lt-num">{row.figures}</span> },
  { key: 'lack', head: 'Còn thiếu', cell: (row) => row.lack || '–' },
]

export default function SpreadPage() {
  const { title, about, choices, rows } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={title} about={about} back={{ href: reportPath, label: 'Về báo cáo' }} />
      <PageBody>
        <Pills label="Kết quả" pills={choices} />
        {rows.length === 0 ? (
          <Empty title="Không có cơ quan nào">Trong kỳ và cấp này không có cơ quan thuộc số liệu đã chọn.</Empty>
        ) : (
          <Table caption={`${title}, ${about}`} columns={columns} lines={rows} keyOf={(row) => row.key} />
        )}
      </PageBody>
    </>
  )
}
