import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { BulkBar, ButtonLink, ClassPlate, classLabels, Empty, PageHeader, Pagination, Table } from '#platform/look/index.ts'
import { kinds as allKinds, isIssued } from '../../kinds/kind.sql.ts'
import { addressOf, ListAddress } from './list.forms.ts'
import { draftColumns, ListFilters, listColumns } from './list.parts.tsx'
import { type OutgoingFilter, outgoingList, pageSize } from './list.sql.ts'

const drafts = ['DRAFT', 'RETURNED', 'REVIEWING', 'TO_SIGN', 'SIGNED'] as const
const waiting: readonly string[] = ['SIGNED', 'NUMBERED', 'SEALED']

function filterOf(asked: ListAddress, today: string, drafting: boolean): OutgoingFilter {
  const [from, to] = [parseDate(asked.tu, today), parseDate(asked.den, today)]
  return {
    ...(asked.truoc ? { before: asked.truoc } : {}),
    ...(asked.q ? { find: asked.q } : {}),
    ...(asked.trangThai ? { states: [asked.trangThai] } : drafting ? { states: drafts } : {}),
    ...(asked.hinhThuc ? { exchangeClass: asked.hinhThuc } : {}),
    ...(asked.loai ? { kind: asked.loai } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}

/** Văn bản đi, and under its own address Dự thảo: the same list with another question. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams, pathname } = new URL(request.url)
  const asked = ListAddress.parse(Object.fromEntries(searchParams))
  const drafting = pathname.startsWith('/van-ban/du-thao')
  return context.get(deskContext).work(async (work) => {
    const rows = await outgoingList(work, filterOf(asked, work.clock.today, drafting), pageSize + 1)
    const kinds = (await allKinds(work.tx)).filter(isIssued)
    return {
      asked,
      drafting,
      rows: rows.slice(0, pageSize),
      more: rows.length > pageSize,
      year: work.clock.year,
      clerk: has(work.actor, 'recordsClerk'),
      kinds: kinds.map(({ code, name }) => ({ value: code, label: name })),
    }
  })
}
type Shown = Awaited<ReturnType<typeof loader>>

export const meta = ({ loaderData }: { loaderData?: { drafting: boolean } | undefined }) => [
  { title: `${loaderData?.drafting ? 'Dự thảo' : 'Văn bản đi'} · Liên Thông` },
]

const periodOf = ({ tu, den }: ListAddress) => [tu && `Từ ${tu}`, den && `đến ${den}`].filter(Boolean).join(' ') || null

function Legend() {
  return (['E', 'H', 'P'] as const).map((one) => (
    <span key={one}>
      <ClassPlate of={one} /> {classLabels[one]}
    </span>
  ))
}

/** The list as a form that leads on to issuing: it works without script, the bar then shows once a box is ticked. */
function Lines({ shown, title }: { shown: Shown; title: string }) {
  const { rows, year, clerk, drafting } = shown
  const choosing = clerk && !drafting
  const table = (
    <Table
      caption={title}
      columns={drafting ? draftColumns(year) : listColumns(year, choosing)}
      lines={rows}
      keyOf={(row) => row.id}
      voided={(row) => row.state === 'VOIDED'}
      foot={drafting ? undefined : <Legend />}
    />
  )
  if (!choosing) return table
  const fits = rows.filter((row) => waiting.includes(row.state)).map((row) => row.id)
  return (
    <form method="get" action="/van-ban/phat-hanh">
      {table}
      <BulkBar
        boxes="id"
        deeds={[{ name: 'viec', value: 'phat-hanh', label: 'Phát hành', noun: 'văn bản', icon: 'send', primary: true, fits }]}
      />
    </form>
  )
}

function Heads({ shown, title }: { shown: Shown; title: string }) {
  const clerk = shown.clerk && !shown.drafting
  return (
    <PageHeader
      title={title}
      actions={
        <>
          {clerk && (
            <ButtonLink icon="print" href="/so-van-ban">
              Sổ văn bản
            </ButtonLink>
          )}
          {clerk && <ButtonLink href="/van-ban/phat-hanh">Chờ phát hành</ButtonLink>}
          <ButtonLink kind="primary" icon="plus" href="/van-ban/di/moi">
            Soạn văn bản
          </ButtonLink>
        </>
      }
    />
  )
}

export default function OutgoingList() {
  const shown = useLoaderData<typeof loader>()
  const { rows, more, asked, drafting, kinds } = shown
  const last = rows.at(-1)
  const base = drafting ? '/van-ban/du-thao' : '/van-ban/di'
  const title = drafting ? 'Dự thảo' : 'Văn bản đi'
  const narrowed = Object.entries(asked).some(([name, value]) => name !== 'truoc' && value !== '')
  return (
    <div className="lt-page">
      <Heads shown={shown} title={title} />
      <ListFilters base={base} asked={asked} kinds={kinds} period={periodOf(asked)} />
      {rows.length === 0 ? (
        <Empty title={narrowed ? 'Không có văn bản nào khớp' : `Chưa có ${title.toLocaleLowerCase('vi')}`}>
          {narrowed ? 'Bỏ bớt điều kiện lọc.' : 'Bấm “Soạn văn bản” để bắt đầu.'}
        </Empty>
      ) : (
        <>
          <Lines shown={shown} title={title} />
          <Pagination
            shown={`${rows.length} văn bản`}
            earlier={asked.truoc ? addressOf(base, asked, {}) : undefined}
            later={more && last ? addressOf(base, asked, { truoc: last.id }) : undefined}
          />
        </>
      )}
    </div>
  )
}
