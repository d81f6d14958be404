import {
  Actions,
  Button,
  CheckGroup,
  DateInput,
  ErrorSummary,
  FieldRow,
  FileDrop,
  Note,
  PlainList,
  PostForm,
  RadioGroup,
  Select,
  TextInput,
} from '#platform/look/index.ts'
import type { EntryFields, EntryView } from './entry.sql.ts'

type Props = {
  shown: EntryView
  fields: EntryFields
  errors: Readonly<Record<string, string>>
  /** Files of an earlier try, kept. */
  kept: { name: string; token: string }[]
  twin: { id: string } | null
  /** Nothing is stored yet: a pile of scans may be dropped at once. */
  fresh: boolean
}

const urgencies = [
  { value: 'NORMAL', label: 'Thường' },
  { value: 'URGENT', label: 'Khẩn' },
  { value: 'VERY_URGENT', label: 'Thượng khẩn' },
  { value: 'EXPRESS', label: 'Hỏa tốc' },
]
const ways = [
  { value: 'paper', label: 'Bản giấy' },
  { value: 'mail', label: 'Thư điện tử, đường khác' },
]

function Scans({ shown, fields, errors, kept }: Pick<Props, 'shown' | 'fields' | 'errors' | 'kept'>) {
  return (
    <>
      <FileDrop
        name="file"
        label="Bản quét hoặc ảnh chụp"
        accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.p7s,.p7m,.xml,application/pdf,image/*"
        multiple
        optional
        limits="PDF hoặc ảnh, mỗi tệp tối đa 50 MB. Chữ ký rời (.p7s, .p7m, .xml): chọn cùng tệp được ký. Trên điện thoại có thể chụp ngay."
        error={errors.file}
      />
      {(kept.length > 0 || shown.files.length > 0) && (
        <PlainList>
          {shown.files.map((file) => (
            <li key={file.id}>
              {file.name} {file.signature && <span className="lt-3">kèm chữ ký {file.signature.name}</span>}
            </li>
          ))}
          {kept.map((file) => (
            <li key={file.token}>
              {file.name} <span className="lt-3">đã giữ lại</span>
              <input type="hidden" name="kept" value={file.token} />
            </li>
          ))}
        </PlainList>
      )}
      <CheckGroup
        name="noSecretStamp"
        label="Dấu mật"
        help="Cần đánh dấu khi bản quét là ảnh, máy không đọc được chữ."
        optional
        choices={[{ value: 'yes', label: 'Đã xem bản quét: không có dấu mật' }]}
        chosen={fields.noSecretStamp === '' ? [] : ['yes']}
        error={errors.noSecretStamp}
      />
    </>
  )
}

function Header({ shown, fields, errors }: Pick<Props, 'shown' | 'fields' | 'errors'>) {
  return (
    <>
      <FieldRow columns={3}>
        <TextInput name="codeNumber" label="Số" optional defaultValue={fields.codeNumber} error={errors.codeNumber} />
        <TextInput name="codeNotation" label="Ký hiệu" optional defaultValue={fields.codeNotation} error={errors.codeNotation} />
        <DateInput
          name="promulgationDate"
          label="Ngày văn bản"
          optional
          defaultValue={fields.promulgationDate}
          error={errors.promulgationDate}
        />
      </FieldRow>
      <TextInput
        name="issuingAgency"
        label="Cơ quan ban hành"
        list="co-quan"
        defaultValue={fields.issuingAgency}
        error={errors.issuingAgency}
      />
      <datalist id="co-quan">
        {shown.issuers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <FieldRow>
        <Select name="kind" label="Loại văn bản" choices={shown.kinds} defaultValue={fields.kind} error={errors.kind} />
        <TextInput name="signerName" label="Người ký" optional defaultValue={fields.signerName} />
      </FieldRow>
      <TextInput name="subject" label="Trích yếu" defaultValue={fields.subject} error={errors.subject} />
      <RadioGroup name="urgency" label="Độ khẩn" inline choices={urgencies} chosen={fields.urgency} />
      <RadioGroup name="paper" label="Đến bằng" inline choices={ways} chosen={fields.paper} />
      <FieldRow>
        <DateInput
          name="paperArrivedOn"
          label="Ngày nhận bản giấy"
          optional
          defaultValue={fields.paperArrivedOn}
          error={errors.paperArrivedOn}
        />
        <TextInput
          name="dueOn"
          label="Hạn trả lời"
          optional
          help="30/11 hoặc +5lv"
          defaultValue={fields.dueOn}
          error={errors.dueOn}
        />
      </FieldRow>
    </>
  )
}

function Twin({ twin, fields }: { twin: NonNullable<Props['twin']>; fields: EntryFields }) {
  return (
    <>
      <Note tone="warn" live>
        Văn bản này đã có trong sổ. <a href={`/van-ban/den/${twin.id}`}>Xem văn bản đã có</a>. Nếu đây là bản giấy của nó, chỉ ghi
        ngày nhận bản giấy, không lấy thêm số đến.
      </Note>
      <input type="hidden" name="twin" value={twin.id} />
      <TextInput name="duplicateReason" label="Lý do vào sổ dù trùng" optional defaultValue={fields.duplicateReason} />
    </>
  )
}

/** A document on paper or by mail: scan, what stands on it, to whom it is submitted. */
export function EntryFormView({ shown, fields, errors, kept, twin, fresh }: Props) {
  return (
    <PostForm encType="multipart/form-data">
      <div className="lt-stack">
        <ErrorSummary errors={errors} kept="Những gì đã gõ vẫn còn nguyên." />
        {twin && <Twin twin={twin} fields={fields} />}
        <input type="hidden" name="delivery" value={fields.delivery} />
        <Scans shown={shown} fields={fields} errors={errors} kept={kept} />
        <Header shown={shown} fields={fields} errors={errors} />
        <Select
          name="submitTo"
          label="Trình"
          optional
          blank="Chưa trình"
          choices={shown.submitTo}
          defaultValue={fields.submitTo}
          error={errors.submitTo}
        />
        <Actions>
          {twin && (
            <Button name="intent" value="match">
              Ghi nhận bản giấy
            </Button>
          )}
          {fresh && (
            <Button name="intent" value="each">
              Mỗi tệp một văn bản chờ vào sổ
            </Button>
          )}
          <Button name="intent" value="keep">
            Lưu chờ vào sổ
          </Button>
          <Button kind="primary" name="intent" value="register">
            Vào sổ
          </Button>
        </Actions>
      </div>
    </PostForm>
  )
}
