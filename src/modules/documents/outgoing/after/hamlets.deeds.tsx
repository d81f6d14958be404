import { formatDate } from '#kernel/vietnamese.ts'
import { Actions, Button, FieldRow, More, PostForm, Select, TextInput } from '#platform/look/index.ts'
import type { AfterView } from './after.view.ts'

type Props = { hamlets: AfterView['hamlets']; typed: Readonly<Record<string, string>> }

const standing = ({ state, toldOn, toldHow }: AfterView['hamlets'][number]) => {
  if (state === 'ACCEPTED') return 'đã đọc trên hệ thống'
  if (state === 'RECALLED') return 'đã thu hồi'
  return toldOn ? `${toldHow}, ngày ${formatDate(toldOn)}` : 'chưa nhận'
}

/** Thôn, bản: who has read, how the others were told, and the entry for one that was told by hand. */
export function Hamlets({ hamlets, typed }: Props) {
  const open = hamlets.filter((one) => one.state !== 'ACCEPTED' && one.state !== 'RECALLED')
  if (hamlets.length === 0) return null
  return (
    <More label="Thôn, bản nhận thông tin…" open={typed.intent === 'tellByHand'}>
      <ul className="lt-stack">
        {hamlets.map((one) => (
          <li key={one.id}>
            {one.name}: {standing(one)}
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <PostForm>
          <FieldRow columns={3}>
            <Select
              name="delivery"
              id="told-delivery"
              label="Thôn, bản"
              defaultValue={typed.delivery}
              choices={open.map((one) => ({ value: one.id, label: one.name }))}
            />
            <TextInput name="on" id="told-on" label="Ngày phổ biến" placeholder="20/11" defaultValue={typed.on} />
            <TextInput name="how" label="Cách phổ biến" placeholder="họp thôn, loa truyền thanh" defaultValue={typed.how} />
          </FieldRow>
          <Actions>
            <Button name="intent" value="tellByHand">
              Ghi nhận đã phổ biến
            </Button>
          </Actions>
        </PostForm>
      )}
    </More>
  )
}
