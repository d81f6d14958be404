import type { MouseEvent } from 'react'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useNavigate,
} from 'react-router'
import { has } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { attempted } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { ButtonLink, Empty, List, PageHeader, Pagination, SplitView, Table } from '#platform/look/index.ts'
import { workingCalendar } from '../deadlines/calendar.sql.ts'
import { dueLine } from '../deadlines/due.ts'
import { kinds as allKinds } from '../kinds/kind.sql.ts'
import { PageKeys } from '../mywork/keys.tsx'
import { Beside, NarrowRows } from './beside.view.tsx'
import type { Typed } from './deed.ts'
import { answerTo } from './incoming.answer.ts'
import { incomingPage } from './incoming.load.ts'
import { maySeeBeside } from './incoming.policy.ts'
import { IncomingListAddress, incomingListHref } from './list.forms.ts'
import { ArrivalFilters, arrivalColumns } from './list.parts.tsx'
import { openStates, pageSize } from './list.sql.ts'
import { narrowedIncoming } from './narrowed.sql.ts'

const filterOf = (asked: IncomingListAddress): Parameters<typeof narrowedIncoming>[1] => ({
  ...(asked.truoc ? { before: asked.truoc } : {}),
  ...(asked.q ? { find: asked.q } : {}),
  ...(asked.trangThai ? { states: [asked.trangThai] } : {}),
  ...(asked.loai ? { kind: asked.loai } : {}),
  ...(asked.han ? { late: true as const } : {}),
})

const addressIn = (url: string) => IncomingListAddress.parse(Object.fromEntries(new URL(url).searchParams))

/** What is open beside the list of who sorts or decides; what may not be read is not open. */
async function besideOf(desk: Desk, { chon }: IncomingListAddress) {
  if (chon === '' || !maySeeBeside(desk.actor)) return null
  return (await attempted(() => incomingPage(desk, chon))).done
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = addressIn(request.url)
  const desk = context.get(deskContext)
  // Opened first: it is read by then, and the list says so.
  const beside = await besideOf(desk, asked)
  return desk.work(async (work) => {
    const found = await narrowedIncoming(work, filterOf(asked), pageSize + 1)
    const calendar = await workingCalendar(work.tx)
    const open: readonly string[] = openStates
    return {
      asked,
      beside,
      rows: found.slice(0, pageSize).map((row) => ({
        ...row,
        due: open.includes(row.state) ? dueLine(row.dueOn, work.clock.now, calendar) : null,
      })),
      more: found.length > pageSize,
      year: work.clock.year,
      clerk: has(work.actor, 'recordsClerk'),
      opens: maySeeBeside(work.actor),
      kinds: (await allKinds(work.tx)).map(({ code, name }) => ({ value: code, label: name })),
    }
  })
}
type Shown = Awaited<ReturnType<typeof loader>>

/** A deed on the document that is open beside the list; the same as on its own page. */
export async function action({ context, request }: ActionFunctionArgs) {
  const asked = addressIn(request.url)
  const { truoc, chon } = asked
  if (chon === '') throw new Response('', { status: 404 })
  const refused = await answerTo(context.get(deskContext), chon, await formOf(request))
  if (refused) return data({ ...refused, of: chon }, { status: refused.status })
  return redirect(incomingListHref(asked, { truoc, chon }))
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

/** Opens beside the list where there is room for both; elsewhere, and without script, the link leads to the document. */
function useOpening(asked: IncomingListAddress, on: boolean) {
  const navigate = useNavigate()
  if (!on) return undefined
  return (id: string) => (event: MouseEvent) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0
    if (elsewhere || !window.matchMedia('(min-width: 1280px)').matches) return
    event.preventDefault()
    void navigate(incomingListHref(asked, { truoc: asked.truoc, chon: id }), { preventScrollReset: true })
  }
}

function Pages({ shown: { rows, more, asked } }: { shown: Shown }) {
  const last = rows.at(-1)
  return (
    <Pagination
      shown={`${rows.length} văn bản`}
      earlier={asked.truoc ? incomingListHref(asked, {}) : undefined}
      later={more && last ? incomingListHref(asked, { truoc: last.id }) : undefined}
    />
  )
}

function Register({ shown }: { shown: Shown }) {
  const { rows, asked, year, opens } = shown
  const open = useOpening(asked, opens)
  const narrowed = Object.entries(asked).some(([name, value]) => name !== 'truoc' && name !== 'chon' && value !== '')
  if (rows.length === 0)
    return (
      <Empty title={narrowed ? 'Không có văn bản nào khớp' : 'Chưa có văn bản đến'}>
        {narrowed ? 'Bỏ bớt điều kiện lọc.' : 'Văn bản gửi tới cơ quan sẽ hiện ở đây khi đến.'}
      </Empty>
    )
  return (
    <>
      <Table caption="Văn bản đến" columns={arrivalColumns(year, open)} lines={rows} keyOf={(row) => row.id} />
      <Pages shown={shown} />
    </>
  )
}

const blank: Typed = { values: {}, errors: {} }

function Split({ shown, beside }: { shown: Shown; beside: NonNullable<Shown['beside']> }) {
  const answer = useActionData<typeof action>()
  const { rows, asked, year } = shown
  const refused = answer?.of === beside.doc.id ? answer : null
  return (
    <SplitView
      open
      list={
        <List title="Văn bản đến" foot={<Pages shown={shown} />}>
          <NarrowRows rows={rows} asked={asked} year={year} />
        </List>
      }
      preview={
        <Beside
          key={beside.doc.id}
          shown={beside}
          typed={refused?.typed ?? blank}
          words={refused?.words ?? null}
          asked={asked}
          rows={rows}
        />
      }
    />
  )
}

export default function IncomingList() {
  const shown = useLoaderData<typeof loader>()
  const { asked, kinds, clerk, beside } = shown
  const head = <PageHeader title="Văn bản đến" actions={clerk && <ClerkDeeds />} />
  const filters = <ArrivalFilters asked={asked} kinds={kinds} />
  if (beside)
    return (
      <>
        <PageKeys />
        {head}
        {filters}
        <Split shown={shown} beside={beside} />
      </>
    )
  return (
    <div className="lt-page">
      {head}
      {filters}
      <Register shown={shown} />
    </div>
  )
}
