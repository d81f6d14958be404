import { Actions, Button, Card, CheckGroup, FieldRow, PostForm, Select, TextArea, TextInput } from '#platform/look/index.ts'
import type { Assignment } from '../assignments/assignment.ts'
import type { IncomingView } from './view.sql.ts'

type Props = { shown: IncomingView; typed: { body: string; reason: string; report: string } }

/** Coded reasons for sending a document back (NĐ 30 art. 21.2b, QĐ 28 art. 5.4, 9.1). */
export const refusalReasons = [
  { value: 'WRONG_RECIPIENT', label: 'Gửi nhầm nơi nhận' },
  { value: 'SIGNATURE', label: 'Chữ ký số không hợp lệ hoặc thiếu' },
  { value: 'FORM', label: 'Sai thể thức' },
  { value: 'INCOMPLETE', label: 'Thiếu tệp, thiếu phụ lục' },
  { value: 'UNREADABLE', label: 'Không đọc được tệp' },
  { value: 'DUPLICATE', label: 'Văn bản gửi trùng' },
]

const leaders = ({ people }: IncomingView) =>
  people
    .filter((one) => one.roles.includes('agencyLeader'))
    .map((one) => ({ value: one.post, label: `${one.name} – ${one.position}` }))

const assignees = ({ people, divisions }: IncomingView) => [
  { label: 'Đơn vị', choices: divisions.map((one) => ({ value: `D:${one.id}`, label: one.name })) },
  { label: 'Người', choices: people.map((one) => ({ value: `P:${one.post}`, label: `${one.name} – ${one.position}` })) },
]

function Register({ shown, typed }: Props) {
  return (
    <>
      <PostForm>
        <Select name="submitTo" label="Trình" optional blank="Chưa trình" choices={leaders(shown)} />
        <Actions>
          <Button kind="primary" name="intent" value="register">
            Vào sổ
          </Button>
        </Actions>
      </PostForm>
      <Refuse typed={typed} />
    </>
  )
}

function Refuse({ typed }: Pick<Props, 'typed'>) {
  return (
    <details className="lt-more">
      <summary>Trả lại nơi gửi…</summary>
      <PostForm>
        <FieldRow>
          <Select name="refusalCode" label="Lý do" blank="Chọn lý do" choices={refusalReasons} />
          <TextInput name="reason" label="Nói rõ thêm" optional defaultValue={typed.reason} />
        </FieldRow>
        <Actions>
          <Button kind="danger" name="intent" value="refuse">
            Trả lại
          </Button>
        </Actions>
      </PostForm>
    </details>
  )
}

function Propose({ shown, typed }: Props) {
  return (
    <PostForm>
      <FieldRow>
        <Select name="leader" label="Trình lãnh đạo" choices={leaders(shown)} />
        <TextInput name="body" label="Đề xuất xử lý" optional defaultValue={typed.body} />
      </FieldRow>
      <Actions>
        <Button name="intent" value="noteOnly" formNoValidate>
          Để biết
        </Button>
        <Button kind="primary" name="intent" value="propose">
          Trình lãnh đạo
        </Button>
      </Actions>
    </PostForm>
  )
}

function Direct({ shown, typed }: Props) {
  const choices = assignees(shown)
  const units = shown.divisions.map((one) => ({ value: `D:${one.id}`, label: one.name }))
  return (
    <PostForm>
      <TextArea name="body" label="Ý kiến chỉ đạo" rows={2} defaultValue={typed.body} />
      <FieldRow>
        <Select name="lead" label="Chủ trì" blank="Chọn đơn vị hoặc người" choices={choices} />
        <TextInput name="dueOn" label="Hạn xử lý" optional placeholder="30/11/2026" />
      </FieldRow>
      <CheckGroup name="cooperate" label="Phối hợp" optional inline choices={units} />
      <CheckGroup name="inform" label="Để biết" optional inline choices={units} />
      <Actions>
        <Button kind="primary" name="intent" value="direct">
          Cho ý kiến
        </Button>
      </Actions>
    </PostForm>
  )
}

function MyAssignment({ one, shown, typed }: Props & { one: Assignment }) {
  const mates = shown.people
    .filter((person) => person.division === one.division)
    .map((person) => ({ value: person.post, label: person.name }))
  const toPassOn = one.division !== null && shown.actor.roles.includes('headOfDivision') && mates.length > 0
  return (
    <>
      {toPassOn && (
        <PostForm>
          <input type="hidden" name="assignment" value={one.id} />
          <Select name="post" label="Giao cho" choices={mates} />
          <Actions>
            <Button kind={one.post === null ? 'primary' : 'usual'} name="intent" value="passOn">
              Phân công
            </Button>
          </Actions>
        </PostForm>
      )}
      <PostForm>
        <input type="hidden" name="assignment" value={one.id} />
        <FieldRow>
          <TextInput name="progress" label="Tiến độ (%)" optional inputMode="numeric" defaultValue={String(one.progress)} />
          <TextInput name="report" label="Kết quả xử lý" optional defaultValue={typed.report} />
        </FieldRow>
        <TextInput name="reason" label="Lý do trả lại việc" optional defaultValue={typed.reason} />
        <Actions>
          <Button kind="danger" name="intent" value="handBack">
            Trả lại việc
          </Button>
          <Button name="intent" value="start">
            Đang xử lý
          </Button>
          <Button kind={one.post === null ? 'usual' : 'primary'} name="intent" value="done">
            Hoàn thành
          </Button>
        </Actions>
      </PostForm>
    </>
  )
}

/** What the actor may do with the document now: the open steps of its life, and the actor's own assignments. */
export function IncomingDeeds({ shown, typed }: Props) {
  const { steps, assignments, actor, doc } = shown
  const open = ['GIVEN', 'ACCEPTED', 'IN_PROGRESS']
  const mine = assignments.filter(
    (one) =>
      open.includes(one.state) &&
      one.role !== 'FOR_INFORMATION' &&
      (one.post === actor.post ||
        one.post === actor.onBehalfOf ||
        (one.post === null && actor.roles.includes('headOfDivision') && one.division === actor.division)),
  )
  const directs = steps.includes('direct') && (doc.state === 'TO_DIRECT' || doc.state === 'REGISTERED')
  const proposes = steps.includes('propose')
  if (!steps.includes('register') && !directs && !proposes && mine.length === 0) return null
  return (
    <Card title="Việc cần làm">
      {steps.includes('register') && <Register shown={shown} typed={typed} />}
      {proposes && !directs && <Propose shown={shown} typed={typed} />}
      {directs && <Direct shown={shown} typed={typed} />}
      {mine.map((one) => (
        <MyAssignment key={one.id} one={one} shown={shown} typed={typed} />
      ))}
    </Card>
  )
}
