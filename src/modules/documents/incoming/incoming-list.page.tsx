import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { Anchor, type Column, Empty, PageHeader, Pagination, StateTag, Table, UrgencyTag } from '#platform/look/index.ts'
import { incomingSymbol } from './incoming.ts'
import { type IncomingRow, incomingList, pageSize } from './list.sql.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const before = search.get('truoc')
  const find = search.get('q')
  const rows = await context
    .get(deskContext)
    .work((work) => incomingList(work, { ...(before ? { before } : {}), ...(find ? { find } : {}) }, pageSize + 1))
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize, before, find }
}

export const meta = () => [{ title: 'Văn bản đến · Liên Thông' }]

const columns: Column<IncomingRow>[] = [
  { key: 'number', head: 'Số đến', kind: 'figure', cell: (row) => row.arrivalNumber ?? '' },
  { key: 'arrived', head: 'Ngày đến', kind: 'line', cell: (row) => formatDate(row.arrivalDate ?? row.arrivedAt) },
  {
    key: 'symbol',
    head: 'Số, ký hiệu',
    kind: 'line',
    cell: (row) => (
      <Anchor href={`/van-ban/den/${row.id}`} className="lt-sym">
        {incomingSymbol(row) || 'Không số'}
      </Anchor>
    ),
  },
  { key: 'issuer', head: 'Cơ quan ban hành', cell: (row) => row.issuingAgency },
  {
    key: 'subject',
    head: 'Trích yếu',
    cell: (row) => (
      <>
        {row.subject} <UrgencyTag of={row.urgency} />
      </>
    ),
  },
  { key: 'due', head: 'Hạn', kind: 'line', cell: (row) => (row.dueOn ? formatDate(row.dueOn) : '') },
  { key: 'state', head: 'Trạng thái', kind: 'line', cell: (row) => <StateTag life="arrival" of={row.state} /> },
]

export default function IncomingList() {
  const { rows, more, before, find } = useLoaderData<typeof loader>()
  const last = rows.at(-1)
  const keep = find ? `q=${encodeURIComponent(find)}&` : ''
  return (
    <div className="lt-page">
      <PageHeader title="Văn bản đến" />
      {rows.length === 0 ? (
        <Empty title="Chưa có văn bản đến">Văn bản gửi tới cơ quan sẽ hiện ở đây khi đến.</Empty>
      ) : (
        <>
          <Table caption="Văn bản đến" columns={columns} lines={rows} keyOf={(row) => row.id} />
          <Pagination
            shown={`${rows.length} văn bản`}
            earlier={before ? `/van-ban/den${keep ? `?${keep}` : ''}` : undefined}
            later={more && last ? `/van-ban/den?${keep}truoc=${last.id}` : undefined}
          />
        </>
      )}
    </div>
  )
}
