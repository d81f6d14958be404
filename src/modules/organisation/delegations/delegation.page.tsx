import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { addDays, formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import { Button, Card, type Column, Empty, PageBody, PageHeader, PostForm, Stack, State, Table } from '#platform/look/index.ts'
import { Outcome } from '../outcome.tsx'
import { colleaguesOf } from '../people/person.sql.ts'
import { deed, perform } from '../perform.ts'
import { delegate, delegatesForOthers, endDelegation } from './delegate.ts'
import { DelegationEndForm, DelegationForm } from './delegation.forms.ts'
import { NewDelegation } from './delegation.new.tsx'
import { mayDelegate, mayEndDelegation } from './delegation.policy.ts'
import { type DelegationLine, delegationsOf } from './delegation.sql.ts'
import { delegationStates, delegationWords } from './delegation.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('xong')
  return context.get(deskContext).work(async ({ tx, actor, clock }) => {
    const colleagues = await colleaguesOf(tx, actor.agency)
    const all = await delegationsOf(tx, actor.agency)
    const mine = delegatesForOthers(actor) ? all : all.filter((one) => [one.fromPerson, one.toPerson].includes(actor.person))
    const label = (one: (typeof colleagues)[number]) => ({ value: one.post, label: `${one.name}, ${one.position}` })
    return {
      lines: mine.map((line) => ({ ...line, may: line.state !== 'ENDED' && mayEndDelegation(line, actor) })),
      from: colleagues.filter((one) => mayDelegate(one, actor)).map(label),
      own: actor.post,
      to: colleagues.map(label),
      today: formatDate(clock.today),
      week: formatDate(addDays(clock.today, 7)),
      done,
      readAt: clock.now.getTime(),
    }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const answer = await perform(context.get(deskContext), await formOf(request), {
    delegate: deed(DelegationForm, delegate),
    end: deed(DelegationEndForm, (work, { delegation }) => endDelegation(work, delegation)),
  })
  return answer.done ? redirect(`/uy-quyen?xong=${answer.intent}`, 303) : data(answer, { status: answer.status })
}

export const meta = () => [{ title: 'Ủy quyền, ký thay · Liên Thông' }]

const tones = { COMING: 'waiting', RUNNING: 'moving', ENDED: 'done' } as const
type Line = DelegationLine & { may: boolean }

const columns: Column<Line>[] = [
  { key: 'from', head: 'Người giao', card: 'named', cell: (one) => `${one.fromName}, ${one.fromPosition}` },
  { key: 'to', head: 'Người làm thay', card: 'named', cell: (one) => `${one.toName}, ${one.toPosition}` },
  { key: 'kind', head: 'Hình thức', cell: (one) => delegationWords[one.kind] },
  {
    key: 'time',
    head: 'Thời gian',
    kind: 'line',
    // The last instant is the midnight after the last day.
    cell: (one) => `${formatDate(one.from)} đến ${formatDate(new Date(one.to.getTime() - 1000))}`,
  },
  {
    key: 'state',
    head: 'Tình trạng',
    kind: 'line',
    cell: (one) => <State tone={tones[one.state]}>{delegationStates[one.state]}</State>,
  },
  {
    key: 'end',
    head: 'Kết thúc',
    silent: true,
    cell: (one) =>
      one.may && (
        <PostForm>
          <input type="hidden" name="delegation" value={one.id} />
          <Button size="small" name="intent" value="end">
            Kết thúc ngay
          </Button>
        </PostForm>
      ),
  },
]

const doneWords: Record<string, string> = {
  delegate: 'Đã giao. Người làm thay đổi vai trò ở góc trên bên phải.',
  end: 'Đã kết thúc.',
}

export default function DelegationPage() {
  const { lines, done, readAt, ...choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Ủy quyền, ký thay" about="Mọi việc làm thay đều ghi rõ thay cho ai" />
      <PageBody>
        <Outcome answer={answer} done={done && doneWords[done]} />
        {/* Read anew after a deed: folded deeds close and secrets leave their fields; after a refusal the answer fills them. */}
        <Stack key={readAt}>
          {choices.from.length > 0 && <NewDelegation choices={choices} answer={answer} />}
          {lines.length === 0 ? (
            <Empty title="Không có ủy quyền nào">Khi đi vắng, hãy giao cho người làm thay trong thời gian đó.</Empty>
          ) : (
            <Card title="Đang có và trong 90 ngày qua" flush>
              <Table caption="Ủy quyền" columns={columns} lines={lines} keyOf={(one) => one.id} />
            </Card>
          )}
        </Stack>
      </PageBody>
    </>
  )
}
