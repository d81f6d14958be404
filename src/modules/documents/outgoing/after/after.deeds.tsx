import {
  Actions,
  Button,
  ButtonLink,
  Card,
  FieldRow,
  More,
  PostForm,
  Row,
  Select,
  Stack,
  TextInput,
} from '#platform/look/index.ts'
import { formsFor } from '../../copies/copy.ts'
import { isFaulty } from '../../deliveries/delivery.ts'
import type { OutgoingView } from '../view.sql.ts'
import type { AfterView } from './after.view.ts'
import { SettleFault, Troubles } from './faults.deeds.tsx'
import { Hamlets } from './hamlets.deeds.tsx'

/** What was typed before a refusal, by field. */
export type Typed = Readonly<Record<string, string>>
type Props = { shown: OutgoingView; after: AfterView; typed: Typed }

/** A coded reason and its remark; used by every deed that must say why. */
function Because(props: { choices: AfterView['voidReasons']; typed: Typed; id: string }) {
  return (
    <Stack>
      <Select
        name="code"
        id={`${props.id}-code`}
        label="Lý do"
        blank="Chọn lý do"
        choices={props.choices}
        defaultValue={props.typed.code}
      />
      <TextInput name="remark" id={`${props.id}-remark`} label="Nói rõ thêm" optional defaultValue={props.typed.remark} />
    </Stack>
  )
}

function OtherNumber({ after, typed }: Props) {
  return (
    <More label="Lấy số đã giữ, hoặc chèn số…" open={typed.intent === 'numberHeld' || typed.intent === 'numberInserted'}>
      {after.held.length > 0 && (
        <PostForm>
          <Select
            name="held"
            label="Số đã giữ"
            defaultValue={typed.held}
            choices={after.held.map((one) => ({ value: `${one.year}:${one.number}`, label: `${one.number}: ${one.reason}` }))}
          />
          <Actions>
            <Button name="intent" value="numberHeld">
              Lấy số đã giữ
            </Button>
          </Actions>
        </PostForm>
      )}
      <PostForm>
        <FieldRow>
          <TextInput
            name="after"
            label="Chèn sau số"
            inputMode="numeric"
            fit="short"
            defaultValue={typed.after}
            help="Ví dụ 12: văn bản mang số 12a và ngày của số 12."
          />
          <TextInput name="insertReason" label="Lý do chèn số" defaultValue={typed.insertReason} />
        </FieldRow>
        <Actions>
          <Button name="intent" value="numberInserted">
            Chèn số
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

function ByHand({ shown }: Props) {
  const { doc, steps } = shown
  const scanning = doc.state === 'NUMBERED'
  if (!steps.includes('signByHand') && !(scanning && doc.signedBy === 'hand' && steps.includes('seal'))) return null
  return (
    <>
      {!scanning && (
        <ButtonLink href={`/tep/di/${doc.id}/ban-ky-giay`} icon="print">
          In để ký tay
        </ButtonLink>
      )}
      <ButtonLink href={`/van-ban/di/${doc.id}/ban-quet`} kind={scanning ? 'primary' : 'usual'} icon="upload">
        {scanning ? 'Thêm bản quét có số và dấu' : 'Ghi nhận bản ký tay'}
      </ButtonLink>
    </>
  )
}

/** Sao y, trích sao, sao lục of what is out. */
const ToCopy = ({ id }: { id: string }) => (
  <ButtonLink href={`/van-ban/di/${id}/sao`} icon="paper">
    Sao văn bản
  </ButtonLink>
)

function Void({ after, typed }: Props) {
  return (
    <More label="Hủy số…" danger open={typed.intent === 'void'}>
      <PostForm>
        <p className="lt-2">Số đã hủy vẫn nằm trong sổ kèm lý do và không cấp lại.</p>
        <Because choices={after.voidReasons} typed={typed} id="void" />
        <Actions>
          <Button kind="danger" name="intent" value="void">
            Hủy số
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

function AskRecall({ after, typed }: Props) {
  return (
    <More label="Thu hồi văn bản…" danger open={typed.intent === 'askRecall'}>
      <PostForm>
        <p className="lt-2">Nơi chưa vào sổ mất văn bản ngay; nơi đã vào sổ được hỏi và trả lời đồng ý hoặc không.</p>
        <Because choices={after.recallReasons} typed={typed} id="recall" />
        <Actions>
          <Button kind="danger" name="intent" value="askRecall">
            Yêu cầu thu hồi
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

function SendPaper({ shown, after, typed }: Props) {
  const open = shown.deliveries.filter((one) => one.state !== 'RECALLED')
  const failed = open.find((one) => one.state === 'FAILED' && !one.paper)
  return (
    <More label="Gửi giấy bổ sung…" open={failed !== undefined || typed.intent === 'sendPaper'}>
      <PostForm>
        <Select
          name="delivery"
          label="Nơi nhận"
          defaultValue={typed.delivery ?? failed?.id}
          choices={open.map((one) => ({ value: one.id, label: one.recipientName }))}
        />
        <TextInput name="copies" label="Số bản giấy" inputMode="numeric" fit="short" defaultValue={typed.copies ?? '1'} />
        <Select
          name="code"
          id="paper-code"
          label="Căn cứ gửi giấy"
          blank="Chọn căn cứ"
          defaultValue={typed.code}
          choices={after.bases}
        />
        <TextInput name="remark" id="paper-remark" label="Nói rõ thêm" optional defaultValue={typed.remark} />
        <Actions>
          <Button name="intent" value="sendPaper">
            Ghi nhận gửi giấy
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

const Papers = ({ of }: { of: string }) => (
  <Row wrap>
    <ButtonLink href={`/tep/phieu-gui/${of}`} icon="print" size="small" whole>
      In kèm phiếu gửi
    </ButtonLink>
    <ButtonLink href={`/van-ban/di/moi?thay-the=${of}`} icon="reply" size="small">
      Soạn văn bản thay thế
    </ButtonLink>
  </Row>
)

function Finish({ typed }: Pick<Props, 'typed'>) {
  return (
    <PostForm>
      <TextInput name="outcome" label="Kết quả" optional defaultValue={typed.outcome} />
      <Actions>
        <Button kind="primary" icon="check" name="intent" value="finishInside">
          Đã xong
        </Button>
      </Actions>
    </PostForm>
  )
}

/** What the actor may do from numbering on, in the order of the document's life; dangerous deeds are folded. */
export function AfterDeeds(props: Props) {
  const { shown, after, typed } = props
  const { doc, steps } = shown
  const issued = doc.state === 'ISSUED'
  const faulty = shown.deliveries.filter(isFaulty)
  const numbering = steps.includes('number')
  const hand = steps.includes('signByHand') || (doc.signedBy === 'hand' && steps.includes('seal'))
  if (!numbering && !hand && !steps.includes('void') && !(issued && after.clerk) && !after.toFinish) return null
  return (
    <Card title={issued ? 'Sau phát hành' : 'Số và bản giấy'}>
      <Stack>
        {issued && after.clerk && <Troubles of={faulty} />}
        {after.toFinish && <Finish typed={typed} />}
        <ByHand {...props} />
        {numbering && doc.signedBy === 'hand' && (
          <PostForm>
            <Button kind="primary" name="intent" value="number">
              Cấp số
            </Button>
          </PostForm>
        )}
        {numbering && <OtherNumber {...props} />}
        {issued && after.clerk && <Papers of={doc.id} />}
        {issued && after.clerk && formsFor(doc.kind).length > 0 && <ToCopy id={doc.id} />}
        {issued && after.clerk && <SendPaper {...props} />}
        {issued && after.clerk && <SettleFault of={faulty} typed={typed} />}
        {issued && after.clerk && <Hamlets hamlets={after.hamlets} typed={typed} />}
        {steps.includes('void') && <Void {...props} />}
        {steps.includes('askRecall') && <AskRecall {...props} />}
      </Stack>
    </Card>
  )
}
