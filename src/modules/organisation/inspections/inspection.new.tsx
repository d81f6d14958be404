import {
  Actions,
  Button,
  Card,
  CheckGroup,
  DateInput,
  FieldRow,
  PostForm,
  Select,
  Stack,
  TextInput,
} from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'

type Choices = { value: string; label: string }[]
export type Offered = { inspectors: Choices; agencies: Choices; today: string; week: string }

/** Who inspects which agencies, by which decision, from when to when. */
export function NewInspection({ choices, answer }: { choices: Offered; answer: Answer | undefined }) {
  const { errors, value, values } = typedIn(answer, 'open')
  const field = (name: string) => ({ name, defaultValue: value(name) ?? '', error: errors[name] })
  const day = (name: string, usual: string) => ({ name, defaultValue: value(name) ?? usual, error: errors[name] })
  return (
    <Card title="Mở cuộc thanh tra, kiểm tra">
      <PostForm>
        <Stack>
          <FieldRow>
            <TextInput {...field('decision')} label="Số quyết định" help="Ví dụ: 112/QĐ-UBND" />
            <DateInput {...day('decidedOn', choices.today)} label="Ngày quyết định" />
          </FieldRow>
          <Select {...field('post')} label="Người thanh tra" blank="Chọn người" choices={choices.inspectors} />
          <TextInput {...field('about')} label="Nội dung thanh tra" optional />
          <FieldRow>
            <DateInput {...day('firstDay', choices.today)} label="Được xem từ ngày" />
            <DateInput {...day('lastDay', choices.week)} label="Đến hết ngày" />
          </FieldRow>
          <CheckGroup
            name="agencies"
            label="Cơ quan được thanh tra"
            choices={choices.agencies}
            chosen={values('agencies') ?? []}
            columns
            error={errors.agencies}
          />
        </Stack>
        <Actions>
          <Button kind="primary" name="intent" value="open">
            Mở cuộc thanh tra
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}
