import type { ReactNode } from 'react'
import { Actions, Button, Heading, More, PostForm, Select, Stack, TextInput } from '#platform/look/index.ts'
import { MyAssignments, ToAnswer } from './assignment.deeds.tsx'
import { type DeedProps, reasonChoices } from './deed.ts'
import { Direct, Propose } from './direct.deeds.tsx'
import type { IncomingShown } from './incoming.load.ts'

const submitChoices = ({ people }: IncomingShown) =>
  people
    .filter((one) => one.roles.includes('agencyLeader') || one.roles.includes('chiefOfOffice'))
    .map((one) => ({ value: one.post, label: `${one.name} – ${one.position}` }))

function Register({ shown, typed }: DeedProps) {
  return (
    <PostForm>
      <Stack>
        <Select
          name="submitTo"
          label="Trình"
          optional
          blank="Chưa trình"
          choices={submitChoices(shown)}
          defaultValue={typed.values.submitTo ?? ''}
        />
        <Actions>
          <Button kind="primary" name="intent" value="register">
            Vào sổ
          </Button>
        </Actions>
      </Stack>
    </PostForm>
  )
}

/** In a body without books: the reading is what is recorded and told to the sender. */
function TakeNote() {
  return (
    <PostForm>
      <p>Đọc xong thì xác nhận để nơi gửi biết thông tin đã tới.</p>
      <Actions>
        <Button kind="primary" icon="check" name="intent" value="noteOnly">
          Đã nhận thông tin
        </Button>
      </Actions>
    </PostForm>
  )
}

/** Trả lại nơi gửi with a coded reason; from the moment of arrival to the leader's directive. */
function Refuse({ shown, typed }: DeedProps) {
  const wrong = typed.errors.refusalCode !== undefined || typed.errors.refusalReason !== undefined
  return (
    <More label="Trả lại nơi gửi…" danger open={wrong}>
      <PostForm>
        <Stack>
          <Select
            name="refusalCode"
            label="Lý do"
            blank="Chọn lý do"
            choices={reasonChoices(shown.refusals)}
            error={typed.errors.refusalCode}
            defaultValue={typed.values.refusalCode ?? ''}
          />
          <TextInput
            name="refusalReason"
            label="Nói rõ thêm"
            optional
            defaultValue={typed.values.refusalReason}
            error={typed.errors.refusalReason}
          />
          <Actions>
            <Button kind="danger" name="intent" value="refuse">
              Trả lại
            </Button>
          </Actions>
        </Stack>
      </PostForm>
    </More>
  )
}

function VoidNumber({ typed }: DeedProps) {
  return (
    <More label="Hủy số đến…" danger open={typed.errors.voidReason !== undefined}>
      <PostForm>
        <Stack>
          <TextInput
            name="voidReason"
            label="Lý do hủy số đến"
            help="Số đến đã hủy không dùng lại."
            defaultValue={typed.values.voidReason}
            error={typed.errors.voidReason}
          />
          <Actions>
            <Button kind="danger" name="intent" value="voidNumber">
              Hủy số đến
            </Button>
          </Actions>
        </Stack>
      </PostForm>
    </More>
  )
}

/** Somebody waits for the actor's answer: more time was asked for. */
const isAsked = ({ extensions, given }: IncomingShown) =>
  extensions.some((one) => one.answer === null && given.some(({ id }) => id === one.assignment))

/** What the actor may do with the document now: the open steps of its life, and the actor's own assignments. */
export function IncomingDeeds(props: DeedProps) {
  const { steps, doc } = props.shown
  const may = (step: (typeof steps)[number]) => steps.includes(step)
  const directs = may('direct') && doc.state !== 'ASSIGNED' && doc.state !== 'IN_PROGRESS'
  const lost = doc.handlers.every((one) => one.role !== 'LEAD' || one.state === 'HANDED_BACK')
  const again = may('direct') && !directs && lost
  const parts: [boolean, string, ReactNode][] = [
    [may('register'), 'register', <Register key="register" {...props} />],
    [may('takeNote'), 'note', <TakeNote key="note" />],
    [directs || again, 'direct', <Direct key="direct" {...props} />],
    [may('propose'), 'propose', <Propose key="propose" {...props} folded={directs} />],
    [true, 'mine', <MyAssignments key="mine" {...props} />],
    [true, 'answer', <ToAnswer key="answer" {...props} />],
    [may('refuse') || may('refuseLate'), 'refuse', <Refuse key="refuse" {...props} />],
    [may('voidNumber'), 'void', <VoidNumber key="void" {...props} />],
  ]
  const open = parts.filter(([on]) => on).map(([, , part]) => part)
  if (open.length <= 2 && !props.shown.hasDuties && !isAsked(props.shown)) return null
  return (
    <div className="lt-pane">
      <Heading>Việc cần làm</Heading>
      <Stack>{open}</Stack>
    </div>
  )
}
