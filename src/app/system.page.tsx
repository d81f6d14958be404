import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { formatInstant } from '#kernel/vietnamese.ts'
import { administers, wordsOf } from '#organisation'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import {
  Button,
  Card,
  type Column,
  Facts,
  Note,
  PageBody,
  PageHeader,
  PostForm,
  Row,
  Stack,
  State,
  Table,
} from '#platform/look/index.ts'
import { type DeadEvent, deadEvents } from '#platform/outbox/dead.ts'
import { revive } from './revive.ts'
import { systemFacts } from './system.ts'
import { workName } from './work-names.vi.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const { actor, work } = context.get(deskContext)
  if (!administers(actor)) throw data(null, { status: 403 })
  const province = has(actor, 'systemAdmin')
  return work(async ({ tx, clock }) => ({
    province,
    facts: await systemFacts(tx),
    dead: await deadEvents(tx),
    at: formatInstant(clock.now),
  }))
}

const eventIn = (form: FormData): number => {
  const text = String(form.get('event') ?? '')
  if (!/^\d{1,15}$/.test(text)) throw new Refused('bad-input', 'event')
  return Number(text)
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const { refused } = await attempt(context.get(deskContext), (work) => revive(work, eventIn(form)))
  if (!refused) return redirect('/quan-tri/he-thong', 303)
  return data({ refused: wordsOf(refused.code, refused.about) }, { status: statusOf(refused.code) })
}

export const meta = () => [{ title: 'Hệ thống · Liên Thông' }]

const columns = (province: boolean): Column<DeadEvent>[] => [
  { key: 'name', head: 'Việc nền', cell: (one) => workName(one.name) ?? <code>{one.name}</code> },
  { key: 'at', head: 'Phát sinh', kind: 'line', cell: (one) => formatInstant(one.at) },
  { key: 'tries', head: 'Số lần thử', kind: 'figure', cell: (one) => one.attempts },
  { key: 'error', head: 'Lỗi gần nhất', cell: (one) => <code>{one.lastError}</code> },
  ...(province
    ? [
        {
          key: 'again',
          head: 'Thử lại',
          silent: true,
          cell: (one: DeadEvent) => (
            <PostForm>
              <Button size="small" name="event" value={String(one.id)}>
                Thử lại
              </Button>
            </PostForm>
          ),
        },
      ]
    : []),
]

function Dead({ of, province }: { of: DeadEvent[]; province: boolean }) {
  if (of.length === 0) return null
  return (
    <Card title="Việc nền đã dừng">
      <Stack>
        <p className="lt-2">
          Mỗi việc nền được thử 12 lần trong hơn bốn giờ. Sửa nguyên nhân (mã lỗi ở bảng này tìm được trong nhật ký máy chủ) rồi
          cho thử lại; {province ? '' : 'quản trị tỉnh làm việc này; '}không việc nào bị mất.
        </p>
        <Table caption="Việc nền đã dừng" columns={columns(province)} lines={of} keyOf={(one) => String(one.id)} />
      </Stack>
    </Card>
  )
}

/** Hệ thống: the last backup, what is not scanned, space left, the audit's tail, the version; what needs a deed stands first. */
export default function SystemPage() {
  const { facts, dead, province, at } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Hệ thống" about={`lúc ${at}`} />
      <PageBody narrow>
        <Stack>
          {answer?.refused && (
            <Note tone="bad" live>
              {answer.refused}
            </Note>
          )}
          {facts.flatMap(({ name, alarm }) =>
            alarm === null
              ? []
              : [
                  <Note key={name} tone="warn">
                    {alarm}
                  </Note>,
                ],
          )}
          <Dead of={dead} province={province} />
          <Card title="Tình trạng">
            <Facts
              rows={facts.map(({ name, value, alarm }) => [
                name,
                <Row key={name} wide wrap>
                  {value}
                  {alarm !== null && <State tone="broken">cần xử lý</State>}
                </Row>,
              ])}
            />
          </Card>
        </Stack>
      </PageBody>
    </>
  )
}
