import {
  Actions,
  Button,
  CheckGroup,
  Directive,
  FieldRow,
  More,
  PostForm,
  Row,
  Select,
  Stack,
  TextArea,
  TextInput,
} from '#platform/look/index.ts'
import type { DeedProps } from './deed.ts'
import type { Proposal } from './incoming.ts'
import { proposalWords } from './proposal.ts'
import type { IncomingView } from './view.sql.ts'

export const assignees = ({ people, divisions }: IncomingView) => [
  { label: 'Đơn vị', choices: divisions.map((one) => ({ value: `D:${one.id}`, label: one.name })) },
  { label: 'Người', choices: people.map((one) => ({ value: `P:${one.post}`, label: `${one.name} – ${one.position}` })) },
]

const keyOf = (one: Proposal['assignments'][number]) => (one.division ? `D:${one.division}` : `P:${one.post}`)
const proposedKeys = (proposed: Proposal | null, role: Proposal['assignments'][number]['role']) =>
  proposed?.assignments.filter((one) => one.role === role).map(keyOf) ?? []

/** Who leads, who cooperates, who is informed, until when. */
function Handlers({ shown, typed }: DeedProps) {
  const { proposed } = shown.doc
  const units = shown.divisions.map((one) => ({ value: `D:${one.id}`, label: one.name }))
  const chosen = (field: string, role: 'COOPERATE' | 'FOR_INFORMATION') =>
    typed.values[field]?.split(' ') ?? proposedKeys(proposed, role)
  return (
    <>
      <FieldRow>
        <Select
          name="lead"
          label="Chủ trì"
          blank="Chọn đơn vị hoặc người"
          choices={assignees(shown)}
          defaultValue={typed.values.lead ?? proposedKeys(proposed, 'LEAD')[0] ?? ''}
          error={typed.errors.lead ?? typed.errors.assignee}
        />
        <TextInput
          name="dueOn"
          label="Hạn xử lý"
          optional
          placeholder="30/11 hoặc +5lv"
          defaultValue={typed.values.dueOn ?? proposed?.dueOn?.split('-').reverse().join('/')}
          error={typed.errors.dueOn}
        />
      </FieldRow>
      <CheckGroup name="cooperate" label="Phối hợp" optional inline choices={units} chosen={chosen('cooperate', 'COOPERATE')} />
      <CheckGroup name="inform" label="Để biết" optional inline choices={units} chosen={chosen('inform', 'FOR_INFORMATION')} />
    </>
  )
}

/** Phrase buttons stand behind the deed: Enter in a field is "Cho ý kiến", never the first phrase. */
function Phrases({ shown }: DeedProps) {
  return (
    <Row wrap>
      {shown.phrases.map((phrase) => (
        <Button key={phrase} size="small" name="phrase" value={phrase}>
          {phrase}
        </Button>
      ))}
    </Row>
  )
}

function OwnPhrases({ shown, typed }: DeedProps) {
  return (
    <More label="Câu bút phê của tôi…" open={typed.errors.phrase !== undefined}>
      <PostForm>
        <Stack>
          <TextInput
            name="newPhrase"
            label="Thêm câu"
            placeholder="Giao P. TH chủ trì, báo cáo trước thứ Sáu."
            optional
            defaultValue={typed.values.newPhrase}
            error={typed.errors.phrase}
          />
          <Actions>
            <Button name="intent" value="keepPhrase">
              Lưu câu này
            </Button>
          </Actions>
          <Row wrap>
            {shown.phrases.map((phrase) => (
              <Button key={phrase} size="small" icon="close" name="dropPhrase" value={phrase}>
                Bỏ: {phrase}
              </Button>
            ))}
          </Row>
        </Stack>
      </PostForm>
    </More>
  )
}

/** The leader's directive note; what was proposed stands ready, one press agrees with it. */
export function Direct(props: DeedProps) {
  const { shown, typed } = props
  const proposed = proposalWords(shown)
  return (
    <>
      {proposed && (
        <PostForm>
          <Stack>
            <Directive by="Đề xuất">{proposed}</Directive>
            <Actions>
              <Button kind="primary" icon="check" name="intent" value="agree">
                Đồng ý đề xuất
              </Button>
            </Actions>
          </Stack>
        </PostForm>
      )}
      <PostForm>
        <Stack>
          <TextArea name="body" label="Ý kiến chỉ đạo" rows={2} defaultValue={typed.values.body} error={typed.errors.body} />
          <Handlers {...props} />
          <Actions>
            <Button kind={proposed ? 'usual' : 'primary'} name="intent" value="direct">
              Cho ý kiến
            </Button>
          </Actions>
          <Phrases {...props} />
        </Stack>
      </PostForm>
      <OwnPhrases {...props} />
    </>
  )
}

/** Submission to a leader with a proposal; folded for whoever decides himself and may pass it on. */
export function Propose(props: DeedProps & { folded: boolean }) {
  const { shown, typed, folded } = props
  const leaders = shown.people
    .filter((one) => one.roles.includes('agencyLeader') && one.post !== shown.actor.post)
    .map((one) => ({ value: one.post, label: `${one.name} – ${one.position}` }))
  const form = (
    <PostForm>
      <Stack>
        <Select
          name="leader"
          label="Trình lãnh đạo"
          choices={leaders}
          defaultValue={typed.values.leader ?? shown.doc.toDirect ?? undefined}
          error={typed.errors.leader}
        />
        <TextInput name="body" id="de-xuat" label="Đề xuất xử lý" optional defaultValue={typed.values.body} />
        {!folded && <Handlers {...props} />}
        <Actions>
          <Button kind={folded ? 'usual' : 'primary'} name="intent" value="propose">
            Trình lãnh đạo
          </Button>
        </Actions>
      </Stack>
    </PostForm>
  )
  return (
    <>
      {folded ? <More label="Chuyển lãnh đạo khác…">{form}</More> : form}
      <PostForm>
        <Actions>
          <Button icon="eye" name="intent" value="noteOnly">
            Để biết
          </Button>
        </Actions>
      </PostForm>
    </>
  )
}
