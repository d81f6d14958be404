import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { deskContext } from '#platform/http/contexts.ts'
import { Anchor, type Column, Empty, PageBody, PageHeader, Pagination, Table } from '#platform/look/index.ts'
import { type HandledView, openHandled } from './handled.view.ts'
import { HandledAddress } from './monthly.forms.ts'

/** The documents behind one figure of the periodic report. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const address = HandledAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  return context.get(deskContext).work((work) => openHandled(work, address))
}

export const meta = () => [{ title: 'Văn bản của số liệu · Liên Thông' }]

type Row = HandledView['rows'][number]

const columns: Column<Row>[] = [
  {
    ...{ key: 'symbol', head: 'Số, ký hiệu', kind: 'line' },
    cell: ({ href, symbol }) =>
      href ? (
        <Anchor href={href} className="lt-sym">
          {symbol}
        </Anchor>
      ) : (
        <b className="lt-sym">{symbol}</b>
      ),
  },
  { key: 'day', head: 'Ngày', kind: 'line', cell: (row) => <span className="lt-num">{row.day}</span> },
  { key: 'holder', head: 'Cơ quan', cell: (row) => row.holder },
  { key: 'issuer', head: 'Cơ quan ban hành', cell: (row) => row.issuer },
  { key: 'kind', head: 'Loại', cell: (row) => row.kind },
  { key: 'facts', head: 'Trên môi trường điện tử', cell: (row) => row.facts },
  { key: 'lacks', head: 'Còn thiếu', cell: (row) => row.lacks || '–' },
]

export default function HandledPage() {
  const { title, about, back, rows, later } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={title} about={about} back={{ href: back, label: 'Về báo cáo' }} />
      <PageBody>
        {rows.length === 0 ? (
          <Empty title="Không có văn bản nào">Trong kỳ và phạm vi này không có văn bản thuộc số liệu đã chọn.</Empty>
        ) : (
          <Table
            caption={`${title}, ${about}`}
            columns={columns}
            lines={rows}
            keyOf={(row) => row.key}
            foot={
              <Pagination
                shown={later ? `${rows.length} văn bản trên trang này` : `${rows.length} văn bản`}
                {...(later ? { later } : {})}
              />
            }
          />
        )}
        <p className="lt-3 lt-small">Trích yếu và nội dung chỉ người được đọc văn bản mới xem được.</p>
      </PageBody>
    </>
  )
}
