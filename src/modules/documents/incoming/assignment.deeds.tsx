import { formatDate } from '#kernel/vietnamese.ts'
import { Actions, Button, CheckGroup, FieldRow, More, Note, PostForm, Select, Stack, TextInput } from '#platform/look/index.ts'
import type { Assignment } from '../assignments/assignment.ts'
import { type DeedProps, reasonChoices } from './deed.ts'

type Of = DeedProps & { one: Assignment }

const Id = ({ one }: { one: Assignment }) => <input type="hidden" name="assignment" value={one.id} />

/** The head names who does it and who helps. */
function PassOn({ one, shown, typed }: Of) {
  const mates = shown.people
    .filter((person) => person.division === one.division)
    .map((person) => ({ value: person.post, label: person.name }))
  if (mates.length === 0) return null
  return (
    <PostForm>
      <Stack>
        <Id one={one} />
        <Select
          name="post"
          label="Giao cho"
          choices={mates}
          error={typed.errors.post}
          defaultValue={typed.values.post ?? one.post ?? undefined}
        />
        <CheckGroup
          name="helper"
          label="Cùng làm"
          optional
          inline
          choices={mates}
          chosen={typed.values.helper?.split(' ') ?? []}
        />
        <Actions>
          <Button kind={one.post === null ? 'primary' : 'usual'} name="intent" value="passOn">
            Phân công
          </Button>
        </Actions>
      </Stack>
    </PostForm>
  )
}

function Work({ one, typed, primary }: Of & { primary: boolean }) {
  return (
    <PostForm>
      <Stack>
        <Id one={one} />
        <TextInput
          name="report"
          label="Kết quả xử lý"
          help="Ghi trước khi bấm “Hoàn thành”."
          defaultValue={typed.values.report ?? one.report}
          error={typed.errors.report}
        />
        <TextInput
          name="progress"
          label="Tiến độ (%)"
          optional
          fit="short"
          inputMode="numeric"
          defaultValue={typed.values.progress ?? String(one.progress)}
        />
        <Actions>
          <Button name="intent" value="start">
            Đang xử lý
          </Button>
          <Button kind={primary ? 'primary' : 'usual'} name="intent" value="done" keys="E">
            Hoàn thành
          </Button>
        </Actions>
      </Stack>
    </PostForm>
  )
}

function AskMore({ one, shown, typed }: Of) {
  const asked = shown.extensions.some((request) => request.assignment === one.id && request.answer === null)
  if (one.dueOn === null) return null
  if (asked) return <Note>Đã xin gia hạn, đang chờ người giao trả lời.</Note>
  return (
    <More label="Xin gia hạn…" open={typed.errors.until !== undefined || typed.errors.extendReason !== undefined}>
      <PostForm>
        <Stack>
          <Id one={one} />
          <FieldRow>
            <TextInput
              name="until"
              label="Gia hạn đến"
              placeholder="30/11 hoặc +5lv"
              defaultValue={typed.values.until}
              error={typed.errors.until}
            />
            <TextInput
              name="extendReason"
              label="Lý do gia hạn"
              defaultValue={typed.values.extendReason}
              error={typed.errors.extendReason}
            />
          </FieldRow>
          <Actions>
            <Button name="intent" value="askExtension">
              Xin gia hạn
            </Button>
          </Actions>
        </Stack>
      </PostForm>
    </More>
  )
}

function HandBack({ one, shown, typed }: Of) {
  if (one.state === 'IN_PROGRESS' && one.division === null) return null
  return (
    <More
      label="Trả lại việc…"
      danger
      open={typed.errors.handBackReason !== undefined || typed.errors.handBackCode !== undefined}
    >
      <PostForm>
        <Stack>
          <Id one={one} />
          <Select
            name="handBackCode"
            label="Vì sao"
            choices={reasonChoices(shown.handBacks)}
            defaultValue={typed.values.handBackCode}
            error={typed.errors.handBackCode}
          />
          <TextInput
            name="handBackReason"
            label="Lý do trả lại việc"
            defaultValue={typed.values.handBackReason}
            error={typed.errors.handBackReason}
          />
          <Actions>
            <Button kind="danger" name="intent" value="handBack">
              Trả lại việc
            </Button>
          </Actions>
        </Stack>
      </PostForm>
    </More>
  )
}

const Seen = ({ one }: { one: Assignment }) => (
  <PostForm>
    <Id one={one} />
    <Actions>
      <Button kind="primary" icon="eye" name="intent" value="done" keys="E">
        Đã xem
      </Button>
    </Actions>
  </PostForm>
)

/** The actor's own assignments: to pass on, to work on, to hand back. */
export function MyAssignments({ shown, typed }: DeedProps) {
  return shown.duties.map(({ one, mine, heads }) => (
    <Stack key={one.id}>
      {mine && one.role === 'FOR_INFORMATION' && <Seen one={one} />}
      {heads && one.role !== 'FOR_INFORMATION' && <PassOn one={one} shown={shown} typed={typed} />}
      {mine && one.role !== 'FOR_INFORMATION' && (
        <>
          <Work one={one} shown={shown} typed={typed} primary={!heads} />
          <AskMore one={one} shown={shown} typed={typed} />
          <HandBack one={one} shown={shown} typed={typed} />
        </>
      )}
    </Stack>
  ))
}

/** What waits for the giver: requests for more time, work to confirm. */
export function ToAnswer({ shown, typed }: DeedProps) {
  const mine = (id: string) => shown.given.some((one) => one.id === id)
  const asked = shown.extensions.filter((one) => one.answer === null && mine(one.assignment))
  const done = shown.given.filter((one) => one.state === 'DONE')
  return (
    <>
      {asked.map((one) => (
        <PostForm key={one.id}>
          <Stack>
            <input type="hidden" name="extension" value={one.id} />
            <Note tone="warn">
              Xin gia hạn đến {formatDate(one.until)}: {one.reason}
            </Note>
            <TextInput
              name="answerReason"
              label="Lý do khi không gia hạn"
              optional
              defaultValue={typed.values.answerReason}
              error={typed.errors.answerReason}
            />
            <Actions>
              <Button kind="danger" name="intent" value="refuseExtension">
                Không gia hạn
              </Button>
              <Button kind="primary" name="intent" value="grantExtension">
                Gia hạn
              </Button>
            </Actions>
          </Stack>
        </PostForm>
      ))}
      {done.map((one) => (
        <PostForm key={one.id}>
          <Id one={one} />
          <Note
            tone="info"
            action={
              <Button size="small" name="intent" value="confirm">
                Xác nhận
              </Button>
            }
          >
            Đã xử lý: {one.report || 'không ghi kết quả'}
          </Note>
        </PostForm>
      ))}
    </>
  )
}
