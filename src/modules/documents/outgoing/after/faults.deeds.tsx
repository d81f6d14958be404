import { Actions, Button, More, Note, PostForm, Select, TextInput } from '#platform/look/index.ts'
import { type Delivery, troubleOf } from '../../deliveries/delivery.ts'

type Faulty = readonly Delivery[]

/** Where it did not arrive, and why: what brought the clerk here. */
export const Troubles = ({ of }: { of: Faulty }) =>
  of.map((one) => (
    <Note key={one.id} tone="bad">
      <b>{one.recipientName}</b> {troubleOf(one).replace(/^bị /, '')}
    </Note>
  ))

/** Only where something is wrong: a word on how it was settled takes it off the list. Open where paper is not the first thing to do. */
export function SettleFault({ of, typed }: { of: Faulty; typed: Readonly<Record<string, string>> }) {
  if (of.length === 0) return null
  const own = typed.intent === 'settleFault' ? typed : {}
  return (
    <More label="Đã xử lý lỗi gửi…" open={typed.intent === 'settleFault' || of.every((one) => one.state === 'REFUSED')}>
      <PostForm>
        <Select
          name="delivery"
          id="settle-delivery"
          label="Nơi nhận"
          defaultValue={own.delivery}
          choices={of.map((one) => ({ value: one.id, label: one.recipientName }))}
        />
        <TextInput
          name="how"
          id="settle-how"
          label="Đã xử lý thế nào"
          help="Ví dụ: gửi nhầm nơi nhận, đã gửi lại đúng nơi. Văn bản rời khỏi danh sách lỗi gửi; trạng thái và số liệu giữ nguyên."
          defaultValue={own.how}
        />
        <Actions>
          <Button name="intent" value="settleFault">
            Ghi nhận đã xử lý
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}
