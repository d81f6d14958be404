import { Actions, Button, DateInput, More, PostForm, Select } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import type { AgencyChoices } from './agency.fields.tsx'
import { successionWords } from './agency.vi.ts'

/** An agency that is split goes on in several; more than these come over the API. */
const successorLabels = ['Cơ quan tiếp nối', 'Cơ quan tiếp nối thứ hai', 'Cơ quan tiếp nối thứ ba', 'Cơ quan tiếp nối thứ tư']

/** The last day of an agency and what takes its place; what it issued keeps its name. */
export function EndAgency({ answer, agencies }: { answer: Answer | undefined; agencies: AgencyChoices }) {
  const { errors, value, values } = typedIn(answer, 'end')
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
        {successorLabels.map((label, at) => (
          <Select
            key={label}
            name="successor"
            id={`successor-${at}`}
            label={label}
            optional
            blank="Không có"
            choices={agencies}
            defaultValue={values('successor')?.[at] ?? ''}
            error={at === 0 ? errors.successor : undefined}
          />
        ))}
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
