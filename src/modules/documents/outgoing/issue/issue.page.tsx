import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import {
  Actions,
  Anchor,
  type BatchLine,
  Button,
  ClassPlate,
  type Column,
  Empty,
  Note,
  PageHeader,
  Pagination,
  PostForm,
  Progress,
  RowCheck,
  StateTag,
  Table,
} from '#platform/look/index.ts'
import { certificateOf, pinFrom } from '#signing'
import { titleOf } from '../../kinds/title.ts'
import { type OutgoingRow, outgoingList, pageSize } from '../list/list.sql.ts'
import { symbolOf } from '../outgoing.ts'
import { pinWords } from '../sign/pin.refusals.vi.ts'
import { KeySecrets } from '../sign/secrets.tsx'
import type { Outcome } from './batch.ts'
import { issueWords } from './issue.refusals.vi.ts'
import { issue } from './issue.ts'

const waiting = ['SIGNED', 'NUMBERED', 'SEALED'] as const
const most = 100

/** Chờ phát hành: what is signed and not yet out, whatever step it stands at; `id` are those chosen on another list. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const before = searchParams.get('truoc')
  return context.get(deskContext).work(async (work) => {
    if (!has(work.actor, 'recordsClerk')) throw new Response('', { status: 404 })
    const rows = await outgoingList(work, { states: waiting, ...(before ? { before } : {}) }, pageSize + 1)
    const page = { rows: rows.slice(0, pageSize), more: rows.length > pageSize }
    const key = await certificateOf(work, { holder: 'agency' })
    return {
      ...page,
      asks: key?.asks ?? (['pin'] as const),
      atDesk: key?.lies === 'DESK',
      chosen: searchParams.getAll('id'),
      readAt: work.clock.now.getTime(),
    }
  })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const ids = form.getAll('id').map(String).slice(0, most)
  const desk = context.get(deskContext)
  const { done, refused } = await attempted(() => issue(desk, ids, pinFrom(form)))
  if (refused)
    return data({ refused: pinWords(refused), chosen: ids, lines: [] as BatchLine[] }, { status: statusOf(refused.code) })
  const shown = await desk.work((work) => outgoingList(work, { ids }, most))
  const lines = done.flatMap((outcome) => lineOf(outcome, shown))
  return data({ refused: null, chosen: done.flatMap((one) => (one.refused ? [one.id] : [])), lines })
}

function lineOf({ id, refused }: Outcome, rows: OutgoingRow[]): BatchLine[] {
  const row = rows.find((one) => one.id === id)
  if (!row) return []
  const title = titleOf(row.kindName, row.subject)
  const words = refused ? `${title}: ${issueWords(refused, row.state)}` : title
  return [{ key: id, number: symbolOf(row) ?? 'Chưa cấp số', words, result: refused ? 'failed' : 'done' }]
}

export const meta = () => [{ title: 'Chờ phát hành · Liên Thông' }]

const columns = (chosen: readonly string[]): Column<OutgoingRow>[] => [
  {
    key: 'choose',
    head: 'Chọn',
    silent: true,
    cell: (row) => (
      <RowCheck name="id" value={row.id} label={`Chọn ${symbolOf(row) ?? row.subject}`} checked={chosen.includes(row.id)} />
    ),
  },
  {
    key: 'symbol',
    head: 'Số, ký hiệu',
    kind: 'line',
    cell: (row) => (
      <Anchor href={`/van-ban/di/${row.id}`} className="lt-sym">
        {symbolOf(row) ?? 'Chưa cấp số'}
      </Anchor>
    ),
  },
  { key: 'date', head: 'Ngày', kind: 'line', cell: (row) => formatDate(row.promulgationDate ?? row.changedAt) },
  { key: 'subject', head: 'Trích yếu', kind: 'clip', cell: (row) => titleOf(row.kindName, row.subject) },
  { key: 'signer', head: 'Người ký', kind: 'line', cell: (row) => row.signerName ?? '' },
  { key: 'to', head: 'Nơi nhận', kind: 'figure', cell: (row) => row.recipientCount },
  { key: 'class', head: 'Gửi', kind: 'line', cell: (row) => (row.exchangeClass ? <ClassPlate of={row.exchangeClass} /> : '') },
  { key: 'state', head: 'Trạng thái', kind: 'line', cell: (row) => <StateTag of={row.state} /> },
]

const Open = ({ id }: { id: string }) => <Anchor href={`/van-ban/di/${id}`}>Mở văn bản</Anchor>

function Results({ lines }: { lines: readonly BatchLine[] }) {
  const failed = lines.filter((line) => line.result === 'failed').length
  return (
    <Progress
      title="Kết quả phát hành"
      done={lines.length - failed}
      failed={failed}
      total={lines.length}
      lines={lines.map((line) => (line.result === 'failed' ? { ...line, end: <Open id={line.key} /> } : line))}
      remark={failed > 0 ? 'Văn bản lỗi còn chờ bên dưới và đang được chọn: nhập lại mã PIN để làm tiếp.' : undefined}
    />
  )
}

export default function IssuePage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const chosen = answer?.chosen ?? shown.chosen
  const last = shown.rows.at(-1)
  return (
    <div className="lt-page">
      <PageHeader title="Chờ phát hành" back={{ href: '/van-ban/di', label: 'Văn bản đi' }} />
      {answer?.refused && (
        <Note tone="bad" live>
          {answer.refused}
        </Note>
      )}
      {answer && answer.lines.length > 0 && <Results lines={answer.lines} />}
      {shown.rows.length === 0 ? (
        <Empty title="Không còn văn bản chờ phát hành">Văn bản vừa ký xong sẽ hiện ở đây.</Empty>
      ) : (
        // Made anew after every press: the secret leaves its field, and what failed is chosen again.
        <PostForm className="lt-stack" key={shown.readAt}>
          <Table caption="Chờ phát hành" columns={columns(chosen)} lines={shown.rows} keyOf={(row) => row.id} />
          <div className="lt-card lt-card__body lt-stack">
            <KeySecrets asks={shown.asks} help="Một mã PIN cho mọi văn bản đã chọn. Số đã cấp không lấy lại được." />
            <Actions>
              <Button kind="primary" icon="send">
                Cấp số, đóng dấu và phát hành
              </Button>
            </Actions>
          </div>
        </PostForm>
      )}
      <Pagination
        shown={`${shown.rows.length} văn bản`}
        later={shown.more && last ? `/van-ban/phat-hanh?truoc=${last.id}` : undefined}
      />
    </div>
  )
}
