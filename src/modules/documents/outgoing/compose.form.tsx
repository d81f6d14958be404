import { Actions, Button, Card, ErrorSummary, FieldRow, PostForm, Select, TextArea, TextInput } from '#platform/look/index.ts'
import type { ComposeChoices } from './choices.ts'
import type { Composed, RecipientRow, Sentences } from './compose.ts'

export const purposeLabels = {
  FOR_HANDLING: 'Giải quyết',
  CONSULTATION: 'Xin ý kiến',
  INFORMATION: 'Để biết',
  REPORT: 'Để báo cáo',
  PERIODIC_REPORT: 'Báo cáo định kỳ',
  STATISTICS: 'Số liệu thống kê',
} as const
export const modeLabels = { ELECTRONIC: 'Chỉ điện tử', HYBRID: 'Điện tử kèm giấy', PAPER: 'Chỉ giấy' } as const
const urgencyLabels = { NORMAL: 'Thường', URGENT: 'Khẩn', VERY_URGENT: 'Thượng khẩn', EXPRESS: 'Hỏa tốc' } as const
const competenceLabels = {
  HEAD: 'Người đứng đầu ký',
  FOR_HEAD: 'KT. (ký thay)',
  ON_BEHALF_OF: 'TM. (thay mặt)',
  BY_ORDER: 'TL. (thừa lệnh)',
  BY_DELEGATION: 'TUQ. (thừa ủy quyền)',
  ACTING: 'Q. (quyền)',
} as const
const choicesOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

type RowProps = { at: number; row: RecipientRow; choices: ComposeChoices; errors: Sentences }

/** One recipient: who, what for, and how it goes. "Kèm giấy" asks its copies and its basis in place. */
function Recipient({ at, row, choices, errors }: RowProps) {
  const name = (field: string) => `r${at}.${field}`
  return (
    <fieldset className="lt-recipient">
      <legend className="lt-vh">Nơi nhận {at + 1}</legend>
      <FieldRow columns={3}>
        <Select
          name={name('to')}
          label={`Nơi nhận ${at + 1}`}
          optional
          blank="Chọn nơi nhận"
          defaultValue={row.to}
          error={errors[name('to')]}
          choices={[
            { label: 'Cơ quan', choices: choices.agencies },
            { label: 'Trong cơ quan', choices: choices.inside },
          ]}
        />
        <Select name={name('purpose')} label="Mục đích gửi" defaultValue={row.purpose} choices={choicesOf(purposeLabels)} />
        <Select name={name('mode')} label="Hình thức gửi" defaultValue={row.mode} choices={choicesOf(modeLabels)} />
      </FieldRow>
      <FieldRow columns={3}>
        <TextInput name={name('name')} label="Tên nơi nhận ngoài hệ thống" optional defaultValue={row.name} />
        <TextInput
          name={name('copies')}
          label="Số bản giấy"
          optional
          inputMode="numeric"
          defaultValue={row.copies}
          error={errors[name('copies')]}
        />
        <TextInput name={name('basis')} label="Căn cứ gửi giấy" optional defaultValue={row.basis} error={errors[name('basis')]} />
      </FieldRow>
    </fieldset>
  )
}

export function ComposeForm(props: { choices: ComposeChoices; composed: Composed; errors: Sentences; overwrite: number | null }) {
  const { choices, composed, errors } = props
  const { fields, rows } = composed
  return (
    <PostForm>
      <ErrorSummary errors={errors} kept="Những gì đã gõ vẫn còn nguyên." />
      <input type="hidden" name="version" value={props.overwrite ?? fields.version} />
      <input type="hidden" name="responseFor" value={fields.responseFor} />
      <input type="hidden" name="internal" value={fields.internal} />
      <input type="hidden" name="rows" value={rows.length} />
      <Card title="Văn bản">
        <FieldRow columns={3}>
          <Select name="kind" label="Loại văn bản" defaultValue={fields.kind} error={errors.kind} choices={choices.kinds} />
          <Select name="urgency" label="Độ khẩn" defaultValue={fields.urgency} choices={choicesOf(urgencyLabels)} />
          <TextInput
            name="dueOn"
            label="Hạn trả lời"
            optional
            placeholder="30/11/2026"
            defaultValue={fields.dueOn}
            error={errors.dueOn}
          />
        </FieldRow>
        <TextArea name="subject" label="Trích yếu" rows={2} defaultValue={fields.subject} error={errors.subject} />
        <TextArea
          name="text"
          label="Nội dung"
          rows={16}
          defaultValue={fields.text}
          error={errors.text}
          help="Mỗi đoạn một dòng. “Điều 1. …”, “1. …”, “a) …” và “- …” ở đầu dòng được trình bày đúng thể thức."
        />
      </Card>
      <Card title="Người ký">
        <FieldRow>
          <Select
            name="signer"
            label="Người ký"
            blank="Chọn người ký"
            defaultValue={fields.signer}
            error={errors.signer}
            choices={choices.signers}
          />
          <Select
            name="signerCompetence"
            label="Thẩm quyền ký"
            defaultValue={fields.signerCompetence}
            choices={choicesOf(competenceLabels)}
          />
        </FieldRow>
      </Card>
      <Card title="Nơi nhận">
        {rows.map((row, at) => (
          // Rows have no identity before they are saved; their place is their name in the form.
          <Recipient key={`${at}-${row.to}`} at={at} row={row} choices={choices} errors={errors} />
        ))}
        <Button name="intent" value="add" size="small" icon="plus" formNoValidate>
          Thêm nơi nhận
        </Button>
        <TextArea
          name="places"
          label="Nơi nhận in trên văn bản"
          optional
          rows={3}
          defaultValue={fields.places}
          help="Để trống thì hệ thống ghi theo các nơi nhận đã chọn."
        />
      </Card>
      <Actions>
        <Button kind="primary" name="intent" value="save">
          Lưu nháp
        </Button>
      </Actions>
    </PostForm>
  )
}
