import { Actions, Button, DateInput, More, PostForm, Select } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import type { AgencyChoices } from './agency.fields.tsx'
import { successionWords } from './agency.vi.ts'

/** The last day of an agency and what takes its place; what it issued keeps its name. */
export function EndAgency({ answer, agencies }: { answer: Answer | undefined; agencies: AgencyChoices }) {
  const { errors, value } = typedIn(answer, 'end')
  return (
    <More label="Kết thúc cơ quan này…" danger open={answer?.intent === 'end'}>
      <PostForm>
        <p>
          Văn bản đã phát hành vẫn mang tên cơ quan này. Trước khi kết thúc, mọi người và đơn vị trực thuộc phải được chuyển đi.
        </p>
        <DateInput
          name="effectiveTo"
          label="Ngày cuối còn hiệu lực"
          defaultValue={value('effectiveTo') ?? ''}
          error={errors.effectiveTo}
        />
        <Select
          name="successor"
          label="Cơ quan tiếp nối"
          optional
          blank="Không có"
          choices={agencies}
          defaultValue={value('successor') ?? ''}
          error={errors.successor}
        />
        <Select
          name="succession"
          label="Hình thức"
          optional
          blank="Không có"
          choices={Object.entries(successionWords).map(([kind, label]) => ({ value: kind, label }))}
          defaultValue={value('succession') ?? ''}
        />
        <Actions>
          <Button kind="danger" name="intent" value="end">
            Kết thúc cơ quan
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}
