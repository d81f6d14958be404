import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { z } from 'zod'
import { capital, formatDate } from '#kernel/vietnamese.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { formOf } from '#platform/http/form.ts'
import {
  Anchor,
  type BatchLine,
  Button,
  ButtonLink,
  Card,
  Check,
  ChooseAll,
  Due,
  Empty,
  ErrorSummary,
  KindTag,
  Note,
  PageBody,
  PageHeader,
  PostForm,
  Progress,
  RowCheck,
  UrgencyTag,
} from '#platform/look/index.ts'
import { pinFrom } from '#signing'
import { unseenOf } from '../compose/version.sql.ts'
import type { Outcome } from '../issue/batch.ts'
import type { OutgoingRow } from '../list/list.sql.ts'
import { JustSigned } from './just-signed.tsx'
import { pinWords } from './pin.refusals.vi.ts'
import { KeySecrets } from './secrets.tsx'
import { ShadowAsked } from './shadow.note.tsx'
import { type FileFindings, shadowOf } from './shadow.ts'
import { signerCard } from './sign.view.ts'
import { despiteIn } from './sign-deed.ts'
import { signRead } from './sign-read.ts'
import { signStack } from './sign-stack.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  const shown = await desk.work(async (work) => {
    const rows = await signStack(work)
    const unseen = await unseenOf(
      work.tx,
      rows.map((row) => row.id),
      work.actor.post,
    )
    return { rows, unseen, card: await signerCard(work) }
  })
  const shadow: Record<string, FileFindings[]> = {}
  for (const { id } of shown.rows) shadow[id] = await shadowOf(desk, id)
  return { ...shown, shadow }
}

const Ids = z.array(z.uuid()).min(1).max(200)
const listed = (form: FormData, name: string) => form.getAll(name).filter((one) => typeof one === 'string')

type Done = { id: string; subject: string; words: string | null }

/** The result of each document, by the subject under which people know it. */
const resultsOf = (outcomes: readonly Outcome[], subjects: ReadonlyMap<string, string>): Done[] =>
  outcomes.map(({ id, refused }) => ({ id, subject: subjects.get(id) ?? '', words: refused ? pinWords(refused) : null }))

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request)
  const desk = context.get(deskContext)
  const chosen = Ids.safeParse([...new Set(listed(form, 'id'))])
  const ticked = listed(form, 'read')
  const despite = despiteIn(form)
  const kept = { chosen: listed(form, 'id'), ticked, despite }
  if (!chosen.success) return data({ kept, errors: { pin: 'Chọn ít nhất một văn bản để ký.' }, results: null }, { status: 400 })
  const subjects = await desk.work(async (work) => new Map((await signStack(work)).map((row) => [row.id, row.subject])))
  const { done, refused } = await attempted(() => signRead(desk, { ids: chosen.data, ticked, despite }, pinFrom(form)))
  if (refused) return data({ kept, errors: { pin: pinWords(refused) }, results: null }, { status: statusOf(refused.code) })
  return { kept, errors: {}, results: resultsOf(done, subjects) }
}

export const meta = () => [{ title: 'Chờ ký · Liên Thông' }]

/** The first recipients by name, the rest by their number. */
function sentTo({ recipients, recipientCount }: OutgoingRow): string {
  const named = recipients.slice(0, 2)
  const more = recipientCount - named.length
  return `${named.join(', ')}${more > 0 ? ` và ${more} nơi khác` : ''}`
}

function Row(props: {
  row: OutgoingRow
  unseen: boolean
  chosen: boolean
  ticked: boolean
  shadow: FileFindings[]
  despite: boolean
}) {
  const { row, unseen } = props
  return (
    <li className="lt-signrow">
      <RowCheck name="id" value={row.id} label={`Chọn ký ${row.subject}`} checked={props.chosen} />
      <div className="lt-stack lt-stack--close">
        <Anchor href={`/ky-so/${row.id}`}>
          <b>{capital(row.subject)}</b>
        </Anchor>
        <span className="lt-row lt-row--wrap lt-small lt-2">
          <UrgencyTag of={row.urgency} />
          <KindTag kind={row.kindName} />
          <span>{[`${row.drafterName} soạn`, ...(row.recipients.length > 0 ? [`gửi ${sentTo(row)}`] : [])].join(', ')}</span>
          {row.dueOn && <Due on={formatDate(row.dueOn)} capital />}
        </span>
        {unseen ? (
          <Check name="read" value={row.id} id={`read-${row.id}`} label="Tôi đã đọc văn bản này" checked={props.ticked} />
        ) : (
          <span className="lt-small lt-3">Đã mở xem</span>
        )}
        <ShadowAsked id={row.id} files={props.shadow} ticked={props.despite} />
      </div>
    </li>
  )
}

/** What one press did: a result per document; what failed stays in the list below and can be signed again. */
function Results({ of }: { of: readonly Done[] }) {
  const failed = of.filter((one) => one.words !== null).length
  const lines: BatchLine[] = of.map((one) => ({
    key: one.id,
    number: '',
    words: one.subject,
    result: one.words === null ? 'done' : 'failed',
    end: one.words ?? 'Đã ký, chuyển văn thư cấp số',
  }))
  return <Progress title="Kết quả ký" done={of.length - failed} failed={failed} total={of.length} lines={lines} />
}

export default function SignPage() {
  const { rows, unseen, card, shadow } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const again = new Set(answer?.results?.filter((one) => one.words !== null).map((one) => one.id) ?? answer?.kept.chosen ?? [])
  return (
    <>
      <PageHeader title="Chờ ký" about={`${rows.length} văn bản`} back={{ href: '/', label: 'Về việc của tôi' }} />
      <PageBody narrow>
        {!answer && <JustSigned />}
        {answer?.results && <Results of={answer.results} />}
        {rows.length === 0 ? (
          <Empty title="Không còn văn bản chờ ký" actions={<ButtonLink href="/">Về việc của tôi</ButtonLink>}>
            Văn bản trình ký sẽ hiện ở đây.
          </Empty>
        ) : (
          <PostForm className="lt-stack">
            <ErrorSummary errors={answer?.errors ?? {}} title="Chưa ký được." kept="Các văn bản đã chọn vẫn còn." />
            <Card title="Chọn văn bản để ký">
              <ChooseAll boxes="id" noun="văn bản" />
              <ul className="lt-signrows">
                {rows.map((row) => (
                  <Row
                    key={row.id}
                    row={row}
                    unseen={unseen.includes(row.id)}
                    chosen={again.has(row.id)}
                    ticked={answer?.kept.ticked.includes(row.id) ?? false}
                    shadow={shadow[row.id] ?? []}
                    despite={answer?.kept.despite.includes(row.id) ?? false}
                  />
                ))}
              </ul>
            </Card>
            <Card title="Ký số">
              <div className="lt-stack">
                {card.fault && <Note tone="bad">{card.fault}</Note>}
                <p className="lt-2">
                  {card.signer}. Chứng thư: {card.certificate}. Mỗi văn bản phải được mở xem hoặc đánh dấu đã đọc. Chữ ký không
                  hoàn tác được.
                </p>
                <KeySecrets
                  asks={card.asks}
                  atDesk={card.atDesk}
                  label="Mã PIN của chứng thư"
                  error={answer && 'pin' in answer.errors ? answer.errors.pin : undefined}
                  help={card.pin ? `Bản trình diễn: mã PIN là ${card.pin}.` : undefined}
                />
                <Button kind="primary" size="large" icon="pen">
                  Ký các văn bản đã chọn
                </Button>
              </div>
            </Card>
          </PostForm>
        )}
      </PageBody>
    </>
  )
}
