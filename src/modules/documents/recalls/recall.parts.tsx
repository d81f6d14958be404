import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import {
  Actions,
  Anchor,
  Button,
  Card,
  More,
  Note,
  PostForm,
  Row,
  Select,
  Spacer,
  Stack,
  State,
  TextInput,
} from '#platform/look/index.ts'
import { recallWaits } from '../incoming/incoming.ts'
import type { AfterView } from '../outgoing/after/after.view.ts'
import type { RecallLine } from './recall.sql.ts'

function Answer({ line }: { line: RecallLine }) {
  if (line.answer === '15') return <State tone="done">Đồng ý thu hồi (15)</State>
  if (line.answer === '16') return <State tone="broken">Không đồng ý (16)</State>
  return <State tone="waiting">Chưa trả lời</State>
}

/** When it was answered and why, and what became of the paper. */
const answerWords = (line: RecallLine) =>
  [
    line.answeredAt && `trả lời ${formatInstant(line.answeredAt)}${line.answerReason ? `: ${line.answerReason}` : ''}`,
    line.paperRecalledOn && `bản giấy thu ngày ${formatDate(line.paperRecalledOn)}, ${line.paperRecalledBy}`,
  ]
    .filter(Boolean)
    .join('; ')

/** The entry for paper that came back, or for the answer of a recipient that the system does not reach. */
function Entry({ line, today, typed }: { line: RecallLine; today: string; typed: Readonly<Record<string, string>> }) {
  const own = typed.intent === 'enterRecall' && typed.delivery === line.id ? typed : {}
  return (
    <More label={line.paper ? 'Ghi nhận đã thu bản giấy…' : 'Ghi nhận câu trả lời…'} open={own.intent !== undefined}>
      <PostForm>
        <input type="hidden" name="delivery" value={line.id} />
        <Select
          name="answer"
          id={`answer-${line.id}`}
          label="Kết quả"
          defaultValue={own.answer}
          choices={[
            { value: '15', label: line.paper ? 'Đã thu lại' : 'Đồng ý thu hồi' },
            ...(line.answer === null && !line.inSystem ? [{ value: '16', label: 'Không đồng ý' }] : []),
          ]}
        />
        <TextInput name="on" id={`on-${line.id}`} label="Ngày" defaultValue={own.on ?? formatDate(today)} />
        <TextInput name="by" id={`by-${line.id}`} label="Người giao lại, người trả lời" defaultValue={own.by} />
        <Actions>
          <Button name="intent" value="enterRecall">
            Ghi nhận
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

type PanelProps = { after: AfterView; state: string; typed: Readonly<Record<string, string>> }

/** How the recall of an issued document stands, recipient by recipient; red when the last day for answers is over. */
export function RecallPanel({ after, state, typed }: PanelProps) {
  const { recall, clerk, overdue, today } = after
  const asked = recall.lines.filter((line) => line.askedAt !== null)
  if (asked.length === 0) return null
  return (
    <Card title="Thu hồi">
      {state === 'RECALL_REQUESTED' && recall.dueOn && (
        <Note tone={overdue ? 'bad' : 'warn'}>
          {overdue ? 'Quá hạn trả lời' : 'Hạn trả lời'} {formatDate(recall.dueOn)}. Lý do: {recall.reason}
        </Note>
      )}
      <ul className="lt-plain">
        {asked.map((line) => (
          <li key={line.id}>
            <Row>
              <b>{line.recipient}</b>
              <Spacer />
              <Answer line={line} />
            </Row>
            <span className="lt-slips__about">{answerWords(line)}</span>
            {clerk && ((line.paper && !line.paperRecalledOn) || (line.answer === null && !line.inSystem)) && (
              <Entry line={line} today={today} typed={typed} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export type ArrivalRecall = {
  dueOn: string | null
  answerReason: string
  replacedBy: string | null
  replacedBySymbol: string | null
  reasons: { value: string; label: string }[]
}

/** What was typed before a refusal, and the words beside the field that is wrong. */
type Typed = { values: Readonly<Record<string, string>>; errors: Readonly<Record<string, string>> }
type Recipient = { state: string; recallAskedAt: Date | null; recallReason: string | null; recallAnswer: string | null }

/** At the recipient: asked and to be answered, frozen, kept in spite of the question, or replaced. */
export function RecallAtRecipient(props: { doc: Recipient; recall: ArrivalRecall; clerk: boolean; typed: Typed }) {
  const { doc, recall, clerk } = props
  const open = recallWaits(doc)
  return (
    <>
      {recall.replacedBySymbol && (
        <Note tone="warn">
          Văn bản này đã được thay thế bởi{' '}
          {recall.replacedBy ? (
            <Anchor href={`/van-ban/den/${recall.replacedBy}`}>{recall.replacedBySymbol}</Anchor>
          ) : (
            recall.replacedBySymbol
          )}
          .
        </Note>
      )}
      {doc.state === 'RECALLED' && (
        <Note tone="bad">Nơi gửi đã thu hồi văn bản này: {doc.recallReason}. Nội dung đã khóa, thông tin trong sổ vẫn giữ.</Note>
      )}
      {doc.recallAnswer === '16' && <Note>Đã trả lời không đồng ý thu hồi: {recall.answerReason}</Note>}
      {open && (
        <Card title="Nơi gửi yêu cầu thu hồi">
          <p>
            Lý do: {doc.recallReason}
            {recall.dueOn && `. Hạn trả lời ${formatDate(recall.dueOn)}.`}
          </p>
          {clerk && <AnswerForm reasons={recall.reasons} typed={props.typed} />}
        </Card>
      )}
    </>
  )
}

function AnswerForm({ reasons, typed: { values, errors } }: { reasons: ArrivalRecall['reasons']; typed: Typed }) {
  return (
    <PostForm>
      <Stack>
        <Select
          name="recallCode"
          label="Lý do không đồng ý"
          optional
          blank="Chọn khi không đồng ý"
          choices={reasons}
          defaultValue={values.recallCode}
          error={errors.recallCode}
        />
        <TextInput
          name="recallRemark"
          label="Nói rõ thêm"
          optional
          defaultValue={values.recallRemark}
          error={errors.recallRemark}
        />
      </Stack>
      <Actions>
        <Button name="intent" value="refuseRecall">
          Không đồng ý
        </Button>
        <Button kind="danger" name="intent" value="agreeRecall">
          Đồng ý thu hồi
        </Button>
      </Actions>
    </PostForm>
  )
}
