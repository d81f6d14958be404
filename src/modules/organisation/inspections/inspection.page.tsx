import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { addDays, formatDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import {
  Anchor,
  Button,
  Card,
  type Column,
  Empty,
  PageBody,
  PageHeader,
  PostForm,
  Stack,
  State,
  Table,
} from '#platform/look/index.ts'
import { agenciesOn } from '../agencies/agency.sql.ts'
import { Outcome } from '../outcome.tsx'
import { deed, perform } from '../perform.ts'
import { endInspection, inspections, openInspection } from './inspect.ts'
import { InspectionEndForm, InspectionForm } from './inspection.forms.ts'
import { NewInspection, type Offered } from './inspection.new.tsx'
import { mayOpenInspection, maySeeInspections } from './inspection.policy.ts'
import { type InspectionLine, inspectorPosts } from './inspection.sql.ts'
import { inspectionStates } from './inspection.ts'

async function offered({ tx, actor, clock }: Work): Promise<Offered | null> {
  if (!mayOpenInspection(actor)) return null
  const inspectors = (await inspectorPosts(tx)).filter(({ person }) => person !== actor.person)
  const agencies = (await agenciesOn(tx, clock.today)).filter(({ level }) => level !== 'CENTRAL' && level !== 'HAMLET')
  return {
    inspectors: inspectors.map(({ post, name, position }) => ({ value: post, label: `${name}, ${position}` })),
    agencies: agencies.map(({ id, name }) => ({ value: id, label: name })),
    today: formatDate(clock.today),
    week: formatDate(addDays(clock.today, 30)),
  }
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('xong')
  return context.get(deskContext).work(async (work) => {
    const { actor, clock } = work
    if (!maySeeInspections(actor)) throw new Refused('not-found', 'inspection')
    const lines = await inspections(work)
    return {
      lines: lines.map((line) => ({
        ...line,
        may: line.state !== 'ENDED' && mayOpenInspection(actor) && line.opening === actor.agency,
      })),
      choices: await offered(work),
      done,
      readAt: clock.now.getTime(),
    }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const answer = await perform(context.get(deskContext), await formOf(request), {
    open: deed(InspectionForm, openInspection),
    end: deed(InspectionEndForm, (work, { inspection }) => endInspection(work, inspection)),
  })
  return answer.done ? redirect(`/thanh-tra?xong=${answer.intent}`, 303) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Thanh tra, kiểm tra · Liên Thông' }]

const tones = { COMING: 'waiting', RUNNING: 'moving', ENDED: 'done' } as const
type Line = InspectionLine & { may: boolean }

const columns: Column<Line>[] = [
  {
    key: 'decision',
    head: 'Quyết định',
    cell: (one) => (
      <>
        <Anchor href={`/thanh-tra/${one.id}`} className="lt-sym">
          {one.decision}
        </Anchor>
        <span className="lt-3 lt-small"> ngày {formatDate(one.decidedOn)}</span>
      </>
    ),
  },
  { key: 'inspector', head: 'Người thanh tra', card: 'named', cell: (one) => `${one.inspector}, ${one.position}` },
  {
    key: 'agencies',
    head: 'Cơ quan được thanh tra',
    card: 'named',
    cell: (one) => one.agencies.map(({ name }) => name).join('; '),
  },
  {
    key: 'time',
    head: 'Được xem',
    kind: 'line',
    card: 'named',
    cell: (one) => `${formatDate(one.firstDay)} đến ${formatDate(one.lastDay)}`,
  },
  { key: 'documents', head: 'Đã mở xem', kind: 'figure', cell: (one) => one.documents },
  {
    key: 'state',
    head: 'Tình trạng',
    kind: 'line',
    cell: (one) => <State tone={tones[one.state]}>{inspectionStates[one.state]}</State>,
  },
  {
    key: 'end',
    head: 'Kết thúc',
    silent: true,
    cell: (one) =>
      one.may && (
        <PostForm>
          <input type="hidden" name="inspection" value={one.id} />
          <Button size="small" name="intent" value="end">
            Kết thúc ngay
          </Button>
        </PostForm>
      ),
  },
]

const doneWords: Record<string, string> = {
  open: 'Đã mở. Cơ quan được thanh tra thấy cuộc này và mọi văn bản được mở xem.',
  end: 'Đã kết thúc: người thanh tra không còn xem được các cơ quan này.',
}

export default function InspectionPage() {
  const { lines, choices, done, readAt } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Thanh tra, kiểm tra" about="Ai được xem văn bản của cơ quan nào, đến khi nào, theo quyết định nào" />
      <PageBody>
        <Outcome answer={answer} done={done && doneWords[done]} />
        <Stack key={readAt}>
          {lines.length === 0 ? (
            <Empty title="Không có cuộc thanh tra nào">
              Khi có quyết định thanh tra, cuộc thanh tra và những văn bản đã được mở xem hiện ở đây.
            </Empty>
          ) : (
            <Card title="Các cuộc thanh tra" flush>
              <Table caption="Thanh tra, kiểm tra" columns={columns} lines={lines} keyOf={(one) => one.id} />
            </Card>
          )}
          {choices && <NewInspection choices={choices} answer={answer} />}
        </Stack>
      </PageBody>
    </>
  )
}
