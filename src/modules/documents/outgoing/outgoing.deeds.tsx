import { Actions, Button, ButtonLink, Card, Check, PostForm, SecretInput, Select, TextArea } from '#platform/look/index.ts'
import type { Option } from './choices.ts'
import type { OutgoingView } from './view.sql.ts'

type Props = { shown: OutgoingView & { reviewers: Option[] } }

function Submit({ shown }: Props) {
  return (
    <PostForm>
      <div className="lt-deed">
        {[1, 2, 3].map((at) => (
          <div key={at}>
            <Select name={`reviewer${at}`} label={`Người duyệt ${at}`} optional blank="Bỏ qua" choices={shown.reviewers} />
            {at > 1 && <Check name={`beside${at}`} label="Cùng lúc với người trước" />}
          </div>
        ))}
      </div>
      <Actions>
        <ButtonLink href={`/van-ban/di/${shown.doc.id}/sua`}>Sửa dự thảo</ButtonLink>
        <Button kind="primary" name="intent" value="submit">
          Trình ký
        </Button>
      </Actions>
    </PostForm>
  )
}

function Review() {
  return (
    <PostForm>
      <TextArea name="reason" label="Góp ý, lý do trả lại" optional rows={2} />
      <Actions>
        <Button kind="danger" name="intent" value="return">
          Trả lại
        </Button>
        <Button kind="primary" name="intent" value="approve">
          Duyệt
        </Button>
      </Actions>
    </PostForm>
  )
}

/** Signing and issuing ask the PIN at each press; it is never kept. */
function WithPin(props: { intent: 'sign' | 'issue'; words: string; help: string; back?: boolean }) {
  return (
    <PostForm>
      <SecretInput name="pin" label="Mã PIN" fit="medium" autoComplete="off" help={props.help} />
      {props.back && <TextArea name="reason" label="Lý do trả lại" optional rows={2} />}
      <Actions>
        {props.back && (
          <Button kind="danger" name="intent" value="return" formNoValidate>
            Trả lại
          </Button>
        )}
        <Button kind="primary" icon="pen" name="intent" value={props.intent}>
          {props.words}
        </Button>
      </Actions>
    </PostForm>
  )
}

function Plain(props: { intent: string; words: string }) {
  return (
    <PostForm>
      <Button name="intent" value={props.intent}>
        {props.words}
      </Button>
    </PostForm>
  )
}

/** What the actor may do with the document now: exactly the open steps of its life. */
export function OutgoingDeeds({ shown }: Props) {
  const { steps, mine } = shown
  const may = (step: (typeof steps)[number]) => steps.includes(step)
  // A document signed by hand is numbered first; its number is written on the paper before anything goes out.
  const waitsForScan = shown.doc.signedBy === 'hand' && shown.doc.state !== 'SEALED'
  const issuing = !waitsForScan && (may('number') || may('seal') || may('release'))
  if (steps.length === 0) return null
  return (
    <Card title="Việc cần làm">
      {may('submit') && <Submit shown={shown} />}
      {may('approve') && mine && <Review />}
      {may('sign') && (
        <WithPin
          intent="sign"
          words="Ký số"
          help="Ký bằng chứng thư số của chính bạn. Ký rồi không hoàn tác được."
          back={may('return')}
        />
      )}
      {issuing && (
        <WithPin
          intent="issue"
          words="Cấp số, đóng dấu và phát hành"
          help="Mã PIN khóa chữ ký số của cơ quan. Số đã cấp không lấy lại được."
          back={may('return')}
        />
      )}
      {may('releaseInside') && <Plain intent="releaseInside" words="Phát hành nội bộ" />}
      {may('withdraw') && !may('submit') && <Plain intent="withdraw" words="Rút lại" />}
    </Card>
  )
}
