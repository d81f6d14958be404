import { Actions, Button, Card, PostForm, Select, Stack, TextInput } from '#platform/look/index.ts'
import type { EndedRecipient } from './redirect.sql.ts'

/** What stands in the form for "nobody instead". */
export const nobody = 'khong-gui'

type Props = { ended: readonly EndedRecipient[]; typed: Readonly<Record<string, string>> }

function One({ one, typed }: { one: EndedRecipient; typed: Props['typed'] }) {
  const own = typed.intent === 'redirect' && typed.recipient === one.agency ? typed : {}
  return (
    <PostForm>
      <input type="hidden" name="recipient" value={one.agency} />
      <Stack>
        <p>
          <b>{one.name}</b> đã thôi hoạt động: văn bản chưa phát hành được.
        </p>
        <Select
          name="to"
          id={`to-${one.agency}`}
          label="Gửi cho"
          blank="Chọn nơi nhận thay"
          defaultValue={own.to ?? one.successors[0]?.id}
          choices={[
            ...one.successors.map(({ id, name }) => ({ value: id, label: name })),
            { value: nobody, label: 'Không gửi nơi này nữa' },
          ]}
        />
        <TextInput name="reason" id={`why-${one.agency}`} label="Lý do" defaultValue={own.reason} />
        <Actions>
          <Button kind="primary" name="intent" value="redirect">
            Đổi nơi nhận
          </Button>
        </Actions>
      </Stack>
    </PostForm>
  )
}

/** Recipients that ended while the document waited: each is put right by itself, its successor proposed. */
export function Redirect({ ended, typed }: Props) {
  if (ended.length === 0) return null
  return (
    <Card title="Nơi nhận đã thôi hoạt động">
      <Stack>
        {ended.map((one) => (
          <One key={one.agency} one={one} typed={typed} />
        ))}
      </Stack>
    </Card>
  )
}
