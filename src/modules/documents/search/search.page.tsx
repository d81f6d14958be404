import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate, shortAgency } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import {
  Actions,
  Anchor,
  Button,
  type Column,
  Empty,
  FieldRow,
  PageHeader,
  Pagination,
  Select,
  StateTag,
  Table,
  TextInput,
} from '#platform/look/index.ts'
import { kinds as allKinds } from '../kinds/kind.sql.ts'
import { titleOf } from '../kinds/title.ts'
import { type Found, find } from './find.sql.ts'
import { SearchAddress } from './search.forms.ts'

const isAsked = ({ q, coQuan, loai, tu, den }: SearchAddress) => [q, coQuan, loai, tu, den].some((part) => part !== '')

/** Tra cứu over what came in and what went out. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const asked = SearchAddress.parse(Object.fromEntries(searchParams))
  return context.get(deskContext).work(async (work) => {
    const answer = isAsked(asked) ? await find(work, asked) : { found: [], next: null }
    const kinds = (await allKinds(work.tx)).map(({ code, name }) => ({ value: code, label: name }))
    const next = new URLSearchParams(searchParams)
    if (answer.next) next.set('truoc', answer.next)
    return { asked, kinds, found: answer.found, looked: isAsked(asked), next: answer.next ? `/tra-cuu?${next}` : undefined }
  })
}

export const meta = () => [{ title: 'Tra cứu · Liên Thông' }]

const columns: Column<Found>[] = [
  {
    key: 'symbol',
    head: 'Số, ký hiệu',
    kind: 'line',
    cell: (row) => (
      <Anchor href={`/van-ban/${row.direction === 'OUT' ? 'di' : 'den'}/${row.id}`} className="lt-sym">
        {row.symbol}
      </Anchor>
    ),
  },
  { key: 'date', head: 'Ngày', kind: 'line', cell: (row) => (row.on ? formatDate(row.on) : '') },
  { key: 'direction', head: 'Hướng', kind: 'line', cell: (row) => (row.direction === 'OUT' ? 'Đi' : 'Đến') },
  { key: 'subject', head: 'Loại và trích yếu', card: 'whole', cell: (row) => titleOf(row.kindName, row.subject) },
  { key: 'agency', head: 'Nơi gửi, nơi nhận', cell: (row) => shortAgency(row.agency) },
  {
    key: 'state',
    head: 'Trạng thái',
    kind: 'line',
    cell: (row) => <FoundState row={row} />,
  },
]

type OutgoingOf = Parameters<typeof StateTag<'document'>>[0]['of']
type ArrivalOf = Parameters<typeof StateTag<'arrival'>>[0]['of']

function FoundState({ row }: { row: Found }) {
  return row.direction === 'OUT' ? (
    <StateTag of={row.state as OutgoingOf} />
  ) : (
    <StateTag life="arrival" of={row.state as ArrivalOf} />
  )
}

function Ask({ asked, kinds }: { asked: SearchAddress; kinds: { value: string; label: string }[] }) {
  return (
    <form method="get" action="/tra-cuu" className="lt-stack">
      <FieldRow>
        <TextInput name="q" label="Số, ký hiệu hoặc trích yếu" optional defaultValue={asked.q} placeholder="168/QĐ" />
        <TextInput name="coQuan" label="Cơ quan ban hành" optional defaultValue={asked.coQuan} />
      </FieldRow>
      <FieldRow columns={3}>
        <Select name="loai" label="Loại văn bản" optional blank="Mọi loại" defaultValue={asked.loai} choices={kinds} />
        <TextInput name="tu" label="Từ ngày" optional placeholder="01/01/2026" defaultValue={asked.tu} />
        <TextInput name="den" label="Đến ngày" optional placeholder="31/12/2026" defaultValue={asked.den} />
      </FieldRow>
      <Actions>
        <Button kind="primary" icon="search">
          Tra cứu
        </Button>
      </Actions>
    </form>
  )
}

export default function SearchPage() {
  const { asked, kinds, found, looked, next } = useLoaderData<typeof loader>()
  return (
    <div className="lt-page">
      <PageHeader title="Tra cứu" />
      <Ask asked={asked} kinds={kinds} />
      {looked && found.length === 0 && (
        <Empty title="Không tìm thấy văn bản">Thử bớt điều kiện, hoặc gõ không dấu: “bao cao”, “168/qd”.</Empty>
      )}
      {found.length > 0 && (
        <>
          <Table caption="Kết quả tra cứu" columns={columns} lines={found} keyOf={(row) => row.id} />
          <Pagination shown={`${found.length} văn bản`} later={next} />
        </>
      )}
    </div>
  )
}
