import { Button } from '../button/button.tsx'
import type { Example } from '../catalogue/example.ts'
import { Row, Stack } from '../layout/layout.tsx'
import { CheckGroup, RadioGroup, Switch } from './choices.tsx'
import { DateInput } from './date.tsx'
import { FieldRow } from './field.tsx'
import { FileDrop } from './filedrop.tsx'
import { SecretInput, Select, TextArea, TextInput } from './inputs.tsx'
import { Actions, ErrorSummary } from './summary.tsx'

const signers = [
  { value: 'an', label: 'Lê Văn An, Giám đốc' },
  { value: 'hang', label: 'Hà Thu Hằng, Phó Giám đốc' },
]

export const formExamples: Example[] = [
  {
    name: 'Lỗi: biểu mẫu còn nguyên',
    view: (
      <Stack>
        <ErrorSummary
          title="Chưa trình được. Còn 2 chỗ cần sửa."
          errors={{ signer: 'Chưa chọn người ký', due: 'Hạn xử lý sớm hơn ngày văn bản' }}
          kept="Nội dung đã lưu lúc 10:02, không mất gì."
        />
        <TextInput
          name="words"
          label="Ý kiến trình"
          optional
          defaultValue="Kính trình anh xem, số liệu đã đối chiếu với Kho bạc."
        />
        <FieldRow>
          <Select name="signer" label="Người ký" blank="Chọn người ký" choices={signers} error="Chưa chọn người ký." />
          <DateInput name="due" label="Hạn xử lý" defaultValue="18/11/2026" error="Phải từ 20/11/2026 trở đi." />
        </FieldRow>
        <Actions>
          <Button>Lưu nháp</Button>
          <Button kind="primary">Trình duyệt</Button>
        </Actions>
      </Stack>
    ),
  },
  {
    name: 'Các ô nhập',
    view: (
      <Stack>
        <FieldRow>
          <TextInput name="symbol" label="Số, ký hiệu" help="Ví dụ 168/UBND-TH" defaultValue="168/UBND-TH" />
          <TextInput name="number" label="Số đến" defaultValue="1245" readOnly />
        </FieldRow>
        <TextArea name="subject" label="Trích yếu" defaultValue="Báo cáo tình hình gửi, nhận văn bản điện tử năm 2026" rows={2} />
        <RadioGroup
          name="priority"
          label="Độ khẩn"
          inline
          chosen="NORMAL"
          choices={[
            { value: 'NORMAL', label: 'Thường' },
            { value: 'URGENT', label: 'Khẩn' },
            { value: 'EXPRESS', label: 'Hỏa tốc' },
          ]}
        />
        <CheckGroup
          name="mark"
          label="Trước khi vào sổ"
          optional
          chosen={['checked']}
          choices={[
            { value: 'checked', label: 'Không có dấu mật', help: 'Bản quét không có chữ nên phần mềm không tự kiểm tra được.' },
            { value: 'paper', label: 'Có bản giấy kèm theo' },
          ]}
        />
        <Row wrap>
          <Switch
            name="mode"
            label="Hình thức gửi UBND tỉnh"
            chosen="ELECTRONIC"
            choices={[
              { value: 'ELECTRONIC', label: 'Chỉ điện tử' },
              { value: 'ELECTRONIC_AND_PAPER', label: 'Kèm giấy' },
            ]}
          />
        </Row>
        <SecretInput name="password" label="Mật khẩu" />
        <FileDrop name="file" label="Bản quét" accept=".pdf" limits="PDF, mỗi tệp tối đa 50 MB" multiple />
      </Stack>
    ),
  },
]
