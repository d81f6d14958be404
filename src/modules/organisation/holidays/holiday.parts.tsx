import { Actions, Button, DateInput, FieldRow, More, PostForm, Select, TextInput } from '#platform/look/index.ts'
import { type Answer, typedIn } from '../answer.ts'
import type { YearShown } from './year.ts'

type Part = { answer: Answer | undefined }

function Basis({ answer, intent }: Part & { intent: string }) {
  const { errors, value } = typedIn(answer, intent)
  return (
    <TextInput
      name="basis"
      id={`${intent}-basis`}
      label="Căn cứ"
      help="Số, ngày của luật hoặc thông báo, ví dụ 12729/VPCP-KGVX ngày 25/12/2025"
      defaultValue={value('basis') ?? ''}
      error={errors.basis}
    />
  )
}

export function AddDayOff({ answer }: Part) {
  const { errors, value } = typedIn(answer, 'add')
  return (
    <More label="Thêm ngày nghỉ" open={answer?.intent === 'add'}>
      <PostForm>
        <FieldRow columns={3}>
          <DateInput name="date" id="add-date" label="Ngày" defaultValue={value('date') ?? ''} error={errors.date} />
          <Select
            name="type"
            id="add-type"
            label="Loại"
            choices={[
              { value: 'holiday', label: 'Nghỉ lễ, tết' },
              { value: 'substitute', label: 'Nghỉ bù' },
            ]}
            defaultValue={value('type') ?? 'holiday'}
            error={errors.type}
          />
          <TextInput name="name" id="add-name" label="Tên" defaultValue={value('name') ?? ''} error={errors.name} />
        </FieldRow>
        <Basis answer={answer} intent="add" />
        <Actions>
          <Button name="intent" value="add">
            Ghi ngày nghỉ
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

export function Swap({ answer }: Part) {
  const { errors, value } = typedIn(answer, 'swap')
  return (
    <More label="Hoán đổi ngày làm việc" open={answer?.intent === 'swap'}>
      <PostForm>
        <FieldRow columns={2}>
          <DateInput name="off" id="swap-off" label="Ngày được nghỉ" defaultValue={value('off') ?? ''} error={errors.off} />
          <DateInput
            name="work"
            id="swap-work"
            label="Làm bù vào thứ Bảy, Chủ nhật"
            defaultValue={value('work') ?? ''}
            error={errors.work}
          />
        </FieldRow>
        <Basis answer={answer} intent="swap" />
        <Actions>
          <Button name="intent" value="swap">
            Ghi hoán đổi
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

export function ConfirmYear({ answer, year }: Part & { year: number }) {
  return (
    <More label={`Xác nhận lịch năm ${year}`} open={answer?.intent === 'year'}>
      <PostForm>
        <input type="hidden" name="year" value={year} />
        <p className="lt-2">Danh sách trên là đủ và đúng thông báo của năm. Ngày “Đề xuất” phải được xác nhận hoặc bỏ trước.</p>
        <Basis answer={answer} intent="year" />
        <Actions>
          <Button name="intent" value="year">
            Xác nhận cả năm
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}

/** What may be done with one day: confirm what is proposed, or strike it; each says on what basis. */
export function DayDeeds({ of }: { of: YearShown['lines'][number] }) {
  return (
    <More label="Sửa">
      <PostForm>
        <input type="hidden" name="day" value={of.date} />
        <TextInput name="basis" id={`basis-${of.date}`} label="Căn cứ" defaultValue="" />
        <Actions>
          {of.type === 'proposed' && (
            <Button size="small" name="intent" value="confirm">
              Xác nhận nghỉ
            </Button>
          )}
          <Button size="small" kind="danger" name="intent" value="strike">
            Bỏ ngày này
          </Button>
        </Actions>
      </PostForm>
    </More>
  )
}
