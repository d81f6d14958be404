import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { z } from 'zod'
import { formatDate } from '#kernel/vietnamese.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext, panelsContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { loadPanels, type PanelData, Panels } from '#platform/http/panels.tsx'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { ButtonLink, Columns, Counter, Counters, Empty, List, Note, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { type BoxKey, boxLabels } from './boxes.ts'
import { ClerkHome } from './clerk.home.tsx'
import { KeySwitch } from './keys.tsx'
import { LeaderHome } from './leader.home.tsx'
import { type MyWorkShown, myWork } from './my-work.load.ts'
import { performAtHome } from './perform.ts'
import { BoxPages, Rows } from './rows.tsx'
import { TeamLoad } from './team.tsx'
import { worstLine } from './worst.tsx'

const Before = z.uuid().nullable().catch(null)

/** Việc của tôi: the boxes of one's roles as counters, the rows of the chosen one below. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const desk = context.get(deskContext)
  const before = Before.parse(search.get('truoc'))
  const shown = await myWork(desk, { box: search.get('hop'), open: search.get('chon'), before })
  const slots = ['home', 'home-cards', 'home-side'] as const
  const loaded = await Promise.all(slots.map((slot) => loadPanels(context.get(panelsContext), slot, desk, desk.actor.agency)))
  const [home = {}, cards = {}, side = {}] = loaded
  return { ...shown, panels: { home, cards, side } }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const box = new URL(request.url).searchParams.get('hop')
  const { done, refused } = await attempted(() => performAtHome(context.get(deskContext), form))
  if (refused) return data({ refused }, { status: statusOf(refused.code) })
  return redirect(done ?? (box ? `/?hop=${encodeURIComponent(box)}` : '/'))
}

export const meta = () => [{ title: 'Việc của tôi · Liên Thông' }]

const trouble = new Set<BoxKey>(['sendFaults', 'returned', 'recallAsked', 'late', 'handedBack', 'recallLate'])

/** Closer words for what is pressed at home. */
const homeWords: Readonly<Record<string, string>> = {
  'bad-input submitTo': 'Chưa chọn người để trình.',
  'day-past dueOn': 'Hạn được đề xuất đã qua. Hãy mở văn bản, đặt hạn mới rồi cho ý kiến.',
}

function Head({ shown }: { shown: MyWorkShown }) {
  return (
    <PageHeader
      title="Việc của tôi"
      about={formatDate(shown.today)}
      actions={
        <>
          <KeySwitch />
          {shown.clerk && (
            <ButtonLink href="/van-ban/den/vao-so" kind="ghost" icon="upload">
              Vào sổ bản giấy, bản quét
            </ButtonLink>
          )}
        </>
      }
    />
  )
}

function Boxes({ shown }: { shown: MyWorkShown }) {
  return (
    <Counters>
      {shown.boxes.map((box, at) => (
        <Counter
          key={box}
          href={`/?hop=${box}`}
          value={shown.counts[box]}
          label={boxLabels[box]}
          about={worstLine(box, shown.worst[box])}
          pressed={!shown.elsewhere && box === shown.chosen}
          trouble={trouble.has(box)}
          keys={at < 9 ? String(at + 1) : undefined}
        />
      ))}
    </Counters>
  )
}

function Chosen({ shown }: { shown: MyWorkShown }) {
  const { chosen, rows, groups, counts } = shown
  const paged = shown.before !== null || shown.next !== null
  if (rows.length === 0)
    return (
      <List
        title={boxLabels[chosen]}
        count={0}
        empty={<Empty title="Không còn việc chờ ở đây">Việc mới sẽ hiện ngay khi đến.</Empty>}
      />
    )
  if (groups.length === 0)
    return (
      <List title={boxLabels[chosen]} count={counts[chosen]} foot={paged && <BoxPages of={shown} />}>
        <Rows rows={rows} />
      </List>
    )
  return groups.map((group, at) => (
    <List
      key={group.title}
      title={group.title}
      count={group.rows.length}
      foot={paged && at === groups.length - 1 && <BoxPages of={shown} />}
    >
      <Rows rows={group.rows} />
    </List>
  ))
}

const any = (of: PanelData) => Object.keys(of).length > 0

/** What the neighbours show on the home: counters and figures over the whole width, cards side by side. */
function Neighbours({ panels }: { panels: { home: PanelData; cards: PanelData } }) {
  if (!any(panels.home) && !any(panels.cards)) return null
  return (
    <div className="lt-page lt-page--panels">
      <Panels slot="home" data={panels.home} />
      <Columns shape="even">
        <Panels slot="home-cards" data={panels.cards} />
      </Columns>
    </div>
  )
}

function Lists({ shown, side }: { shown: MyWorkShown; side: PanelData }) {
  if (shown.load.length === 0 && !any(side))
    return (
      <PageBody top>
        <Chosen shown={shown} />
      </PageBody>
    )
  return (
    <PageBody top>
      <Columns>
        <Stack>
          <Chosen shown={shown} />
        </Stack>
        <Stack>
          <TeamLoad of={shown.load} />
          <Panels slot="home-side" data={side} />
        </Stack>
      </Columns>
    </PageBody>
  )
}

export default function MyWork() {
  const { panels, ...shown } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const words = answer && (
    <Note tone="bad" live>
      {homeWords[`${answer.refused.code} ${answer.refused.about}`] ?? refusalWords[answer.refused.code]}
    </Note>
  )
  const { leader } = shown
  if (leader)
    return (
      <>
        {words}
        <LeaderHome shown={{ ...shown, leader }} side={<Panels slot="home-side" data={panels.side} />} />
        <Neighbours panels={panels} />
      </>
    )
  return (
    <>
      <Head shown={shown} />
      {words}
      {shown.boxes.length > 0 && <Boxes shown={shown} />}
      {shown.split && shown.rows.length > 0 ? (
        <ClerkHome shown={shown} />
      ) : (
        shown.elsewhere || <Lists shown={shown} side={panels.side} />
      )}
      <Neighbours panels={panels} />
    </>
  )
}
