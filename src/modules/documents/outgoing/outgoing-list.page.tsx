import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import {
  Anchor,
  ButtonLink,
  type Column,
  Empty,
  PageHeader,
  Pagination,
  StateTag,
  Table,
  UrgencyTag,
} from '#platform/look/index.ts'
import { type OutgoingFilter, type OutgoingRow, outgoingList, pageSize } from './list.sql.ts'
import { symbolOf } from './outgoing.ts'

const drafts = ['DRAFT', 'RETURNED', 'REVIEWING', 'TO_SIGN', 'SIGNED'] as const

/** Văn bản đi, and under its own address Dự thảo: the same list with another question. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams, pathname } = new URL(request.url)
  const before = searchParams.get('truoc')
  const find = searchParams.get('q')
  const drafting = pathname.startsWith('/van-ban/du-thao')
  const filter: OutgoingFilter = {
    ...(before ? { before } : {}),
    ...(find ? { find } : {}),
    ...(drafting ? { states: drafts } : {}),
  }
  const rows = await context.get(deskContext).work((work) => outgoingList(work, filter, pageSize + 1))
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize, before, find, drafting }
}

export const meta = ({ data }: { data?: { drafting: boolean } }) => [
  { title: `${data?.drafting ? 'Dự thảo' : 'Văn bản đi'} · Liên Thông` },
]

const columns: Column<OutgoingRow>[] = [
  {
    key: 'symbol',
    head: 'Số, ký hiệu',
    kind: 'line',
    cell: (row) => (
      <Anchor href={`/van-ban/di/${row.id}`} className="lt-sym">
        {symbolOf(row) ?? 'Chưa cấp số'}
      </Anchor>
    ),
  },
  { key: 'date', head: 'Ngày', kind: 'line', cell: (row) => formatDate(row.promulgationDate ?? row.changedAt) },
  {
    key: 'subject',
    head: 'Loại và trích yếu',
    cell: (row) => (
      <>
        {row.kindName} {row.subject} <UrgencyTag of={row.urgency} />
      </>
    ),
  },
  { key: 'signer', head: 'Người ký', cell: (row) => row.signerName ?? '' },
  { key: 'to', head: 'Nơi nhận', cell: (row) => row.recipients.join(', ') },
  { key: 'state', head: 'Trạng thái', kind: 'line', cell: (row) => <StateTag of={row.state} /> },
]

export default function OutgoingList() {
  const { rows, more, before, find, drafting } = useLoaderData<typeof loader>()
  const last = rows.at(-1)
  const base = drafting ? '/van-ban/du-thao' : '/van-ban/di'
  const keep = find ? `q=${encodeURIComponent(find)}&` : ''
  const title = drafting ? 'Dự thảo' : 'Văn bản đi'
  return (
    <div className="lt-page">
      <PageHeader
        title={title}
        actions={
          <ButtonLink kind="primary" icon="plus" href="/van-ban/di/moi">
            Soạn văn bản
          </ButtonLink>
        }
      />
      {rows.length === 0 ? (
        <Empty title={`Chưa có ${title.toLocaleLowerCase('vi')}`}>Bấm “Soạn văn bản” để bắt đầu.</Empty>
      ) : (
        <>
          <Table
            caption={title}
            columns={columns}
            lines={rows}
            keyOf={(row) => row.id}
            voided={(row) => row.state === 'VOIDED'}
          />
          <Pagination
            shown={`${rows.length} văn bản`}
            earlier={before ? `${base}${keep ? `?${keep}` : ''}` : undefined}
            later={more && last ? `${base}?${keep}truoc=${last.id}` : undefined}
          />
        </>
      )}
    </div>
  )
}
