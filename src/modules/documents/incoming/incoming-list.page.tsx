import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { ButtonLink, Empty, PageHeader, Pagination, Table } from '#platform/look/index.ts'
import { workingCalendar } from '../deadlines/calendar.sql.ts'
import { dueLine } from '../deadlines/due.ts'
import { kinds as allKinds } from '../kinds/kind.sql.ts'
import { IncomingListAddress, incomingListHref } from './list.forms.ts'
import { ArrivalFilters, arrivalColumns } from './list.parts.tsx'
import { type IncomingFilter, incomingList, openStates, pageSize } from './list.sql.ts'

const filterOf = (asked: IncomingListAddress): IncomingFilter => ({
  ...(asked.truoc ? { before: asked.truoc } : {}),
  ...(asked.q ? { find: asked.q } : {}),
  ...(asked.trangThai ? { states: [asked.trangThai] } : {}),
  ...(asked.loai ? { kind: asked.loai } : {}),
  ...(asked.han ? { late: true as const } : {}),
})

export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = IncomingListAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  return context.get(deskContext).work(async (work) => {
    const found = await incomingList(work, filterOf(asked), pageSize + 1)
    const calendar = await workingCalendar(work.tx)
    const open: readonly string[] = openStates
    return {
      asked,
      rows: found.slice(0, pageSize).map((row) => ({
        ...row,
        due: open.includes(row.state) ? dueLine(row.dueOn, work.clock.now, calendar) : null,
      })),
      more: found.length > pageSize,
      year: work.clock.year,
      clerk: has(work.actor, 'recordsClerk'),
      kinds: (await allKinds(work.tx)).map(({ code, name }) => ({ value: code, label: name })),
    }
  })
}

export const meta = () => [{ title: 'Văn bản đến · Liên Thông' }]

const ClerkDeeds = () => (
  <>
    <ButtonLink icon="print" href="/so-van-ban">
      Sổ văn bản
    </ButtonLink>
    <ButtonLink kind="primary" icon="upload" href="/van-ban/den/vao-so">
      Vào sổ bản giấy, bản quét
    </ButtonLink>
  </>
)

export default function IncomingList() {
  const { rows, more, asked, kinds, year, clerk } = useLoaderData<typeof loader>()
  const last = rows.at(-1)
  const narrowed = Object.entries(asked).some(([name, value]) => name !== 'truoc' && value !== '')
  return (
    <div className="lt-page">
      <PageHeader title="Văn bản đến" actions={clerk && <ClerkDeeds />} />
      <ArrivalFilters asked={asked} kinds={kinds} />
      {rows.length === 0 ? (
        <Empty title={narrowed ? 'Không có văn bản nào khớp' : 'Chưa có văn bản đến'}>
          {narrowed ? 'Bỏ bớt điều kiện lọc.' : 'Văn bản gửi tới cơ quan sẽ hiện ở đây khi đến.'}
        </Empty>
      ) : (
        <>
          <Table caption="Văn bản đến" columns={arrivalColumns(year)} lines={rows} keyOf={(row) => row.id} />
          <Pagination
            shown={`${rows.length} văn bản`}
            earlier={asked.truoc ? incomingListHref(asked, {}) : undefined}
            later={more && last ? incomingListHref(asked, { truoc: last.id }) : undefined}
          />
        </>
      )}
    </div>
  )
}
