import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { codeOf, formatDate, formatIssueNumber } from '#kernel/vietnamese.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { Anchor, type Column, Empty, Note, PageHeader, Pagination, State, Table } from '#platform/look/index.ts'
import { watched } from '../watch.ts'
import { BookAddress } from './book.forms.ts'
import { loadBook } from './book.load.ts'
import { BookDeeds, PrintForm } from './book.parts.tsx'
import type { NumberRow } from './number.sql.ts'
import { bookWords, performOnBook } from './perform.ts'

/** One book: its numbers of a year, the highest first, held and voided ones too. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { id } = BookAddress.parse(params)
  const { searchParams } = new URL(request.url)
  const at = { year: Number(searchParams.get('nam')) || null, below: Number(searchParams.get('truoc')) || null }
  return context.get(deskContext).work((work) => loadBook(work, id, at))
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { id } = BookAddress.parse(params)
  const form = await formOf(request)
  const { refused } = await attempted(() =>
    watched(context.get(deskContext), { door: 'book.form', about: id }, (work) => performOnBook(work, id, form)),
  )
  if (!refused) return redirect(`/so-van-ban/${id}`)
  const typed = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  return data({ refused, typed }, { status: statusOf(refused.code) })
}

export const meta = ({ loaderData: shown }: { loaderData?: { book: { name: string } } | undefined }) => [
  { title: `${shown?.book.name ?? 'Sổ văn bản'} · Liên Thông` },
]

const kindWords = { GIVEN: '', RESERVED: 'Giữ số', INSERTED: 'Chèn số' } as const

function Given({ of }: { of: NumberRow }) {
  const said = of.outgoing && of.notation ? codeOf(of.number, of.notation, of.suffix) : formatIssueNumber(of.number, of.suffix)
  const href = of.outgoing ? `/van-ban/di/${of.outgoing}` : of.incoming ? `/van-ban/den/${of.incoming}` : null
  return href ? (
    <Anchor href={href} className="lt-sym">
      {said}
    </Anchor>
  ) : (
    <b className="lt-sym">{said}</b>
  )
}

const columns: Column<NumberRow>[] = [
  { key: 'number', head: 'Số', kind: 'line', cell: (row) => <Given of={row} /> },
  { key: 'date', head: 'Ngày', kind: 'line', cell: (row) => formatDate(row.givenOn) },
  { key: 'subject', head: 'Trích yếu', kind: 'clip', cell: (row) => row.subject ?? (row.bound ? '' : `Giữ số: ${row.reason}`) },
  {
    key: 'remark',
    head: 'Ghi chú',
    cell: (row) => (row.voidedAt ? `Hủy số: ${row.voidReason}` : row.reason && `${kindWords[row.kind]}: ${row.reason}`),
  },
  {
    key: 'state',
    head: 'Trạng thái',
    kind: 'line',
    cell: (row) =>
      row.voidedAt ? (
        <State tone="broken">Đã hủy số</State>
      ) : (
        <State tone={row.bound ? 'done' : 'waiting'}>{row.bound ? 'Đã dùng' : 'Đang giữ'}</State>
      ),
  },
]

export default function BookPage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { book, rows, year, more } = shown
  const last = rows.at(-1)
  return (
    <div className="lt-page">
      <PageHeader
        title={book.name}
        about={book.closed ? `Năm ${year}, đã khóa` : `Năm ${year}`}
        back={{ href: '/so-van-ban', label: 'Sổ văn bản' }}
      />
      <div className="lt-page__body">
        {answer && (
          <Note tone="bad" live>
            {bookWords[`${answer.refused.code} ${answer.refused.about}`] ?? refusalWords[answer.refused.code]}
          </Note>
        )}
        <PrintForm shown={shown} />
        {shown.keeps && !book.closed && <BookDeeds shown={shown} typed={answer?.typed ?? {}} />}
      </div>
      {rows.length === 0 ? (
        <Empty title="Chưa cấp số nào">Số đầu tiên được cấp khi văn thư phát hành hoặc vào sổ.</Empty>
      ) : (
        <Table
          caption={`Số đã cấp năm ${year}`}
          columns={columns}
          lines={rows}
          keyOf={(row) => `${row.year}-${row.number}${row.suffix}`}
          voided={(row) => row.voidedAt !== null}
        />
      )}
      <Pagination
        shown={`${rows.length} số`}
        later={more && last ? `/so-van-ban/${book.id}?nam=${year}&truoc=${last.number}` : undefined}
      />
    </div>
  )
}
