import {
  Actions,
  Button,
  Card,
  DateInput,
  FieldRow,
  PostForm,
  RadioGroup,
  Select,
  Stack,
  TextInput,
} from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import { delegationWords } from './delegation.ts'

type Choices = { value: string; label: string }[]
type Offered = { from: Choices; to: Choices; own: string; today: string; week: string }

/** Who acts for whom, from when to when. */
export function NewDelegation({ choices, answer }: { choices: Offered; answer: Answer | undefined }) {
  const { errors, value } = typedIn(answer, 'delegate')
  return (
    <Card title="Giao việc cho người làm thay">
      <PostForm>
        <Stack>
          <FieldRow>
            <Select
              name="fromPost"
              label="Người giao"
              choices={choices.from}
              defaultValue={value('fromPost') ?? choices.own}
              error={errors.fromPost}
            />
            <Select
              name="toPost"
              label="Người làm thay"
              blank="Chọn người"
              choices={choices.to}
              defaultValue={value('toPost') ?? ''}
              error={errors.toPost}
            />
          </FieldRow>
          <RadioGroup
            name="kind"
            label="Hình thức"
            chosen={value('kind') ?? 'DELEGATION'}
            choices={Object.entries(delegationWords).map(([kind, label]) => ({ value: kind, label }))}
            error={errors.kind}
          />
          <FieldRow>
            <DateInput
              name="firstDay"
              label="Từ ngày"
              defaultValue={value('firstDay') ?? choices.today}
              error={errors.firstDay}
            />
            <DateInput
              name="lastDay"
              label="Đến hết ngày"
              defaultValue={value('lastDay') ?? choices.week}
              error={errors.lastDay}
            />
          </FieldRow>
          <TextInput name="reason" label="Lý do" optional defaultValue={value('reason') ?? ''} error={errors.reason} />
        </Stack>
        <Actions>
          <Button kind="primary" name="intent" value="delegate">
            Giao
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}
