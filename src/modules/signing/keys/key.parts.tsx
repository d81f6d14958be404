import {
  Actions,
  Button,
  FieldRow,
  FileDrop,
  Note,
  PostForm,
  SecretInput,
  Select,
  Stack,
  TextInput,
} from '#platform/look/index.ts'
import type { Answer, Intent } from './key.perform.ts'

const doneWords: Record<Intent, string> = {
  import: 'Đã nạp chứng thư. Từ nay ký bằng mã PIN vừa đặt.',
  token: 'Đã nhận khóa trên thiết bị. Từ nay ký bằng mã PIN của thiết bị, khi thiết bị được cắm.',
  remote: 'Đã nối khóa ở dịch vụ ký từ xa. Từ nay ký theo cách xác nhận của dịch vụ.',
  desk: 'Đã nhận khóa ở máy này. Từ nay ký bằng nút Ký bằng thiết bị, khi chương trình ký đang mở.',
  'change-pin': 'Đã đổi mã PIN.',
  grant: 'Đã cấp quyền. Người được cấp dùng mã PIN của chính mình.',
  withdraw: 'Đã thu lại quyền.',
  revoke: 'Đã ngừng dùng chứng thư ở hệ thống này.',
  'seal-image': 'Đã nhận hình con dấu. Chữ ký của cơ quan từ nay hiện hình này.',
}

/** What the last press led to, spoken as it appears. */
export function Outcome({ answer, done }: { answer: Answer | undefined; done: Intent | null }) {
  if (answer?.refused) {
    return (
      <Note tone="bad" live>
        {answer.refused}
      </Note>
    )
  }
  if (answer && Object.keys(answer.errors).length > 0) {
    return (
      <Note tone="bad" live>
        Chưa làm được. Hãy sửa các chỗ được chỉ ra bên dưới; mật khẩu và mã PIN phải gõ lại.
      </Note>
    )
  }
  return done ? (
    <Note tone="ok" live>
      {doneWords[done]}
    </Note>
  ) : null
}

export type FormProps = { answer: Answer | undefined }

/** The errors of the form that was posted; the other forms on the page have none. */
export const errorsFor = (intent: Intent, answer: Answer | undefined): Record<string, string> =>
  answer?.intent === intent ? answer.errors : {}

/** Twice the PIN that will hold; `id` keeps the fields of several forms on one page apart. */
export function NewPin({ id, errors }: { id: string; errors: Record<string, string> }) {
  const field = (name: 'pinNew' | 'pinNewAgain') => ({ name, id: `${id}-${name}`, error: errors[name] })
  return (
    <FieldRow>
      <SecretInput {...field('pinNew')} label="Mã PIN mới" help="Ít nhất 8 ký tự" autoComplete="new-password" />
      <SecretInput {...field('pinNewAgain')} label="Gõ lại mã PIN mới" autoComplete="new-password" />
    </FieldRow>
  )
}

/** The file from the vendor, its password, and the PIN that will open the key here. */
export function ImportKey({ answer, deed, again }: FormProps & { deed: string; again: boolean }) {
  const errors = errorsFor('import', answer)
  return (
    <PostForm encType="multipart/form-data" autoComplete="off">
      <Stack>
        <FileDrop
          name="file"
          label="Tệp chứng thư kèm khóa"
          accept=".p12,.pfx"
          limits="Tệp .p12 hoặc .pfx, tối đa 256 KB. Tệp không được lưu lại."
          error={errors.file}
        />
        <SecretInput
          name="password"
          label="Mật khẩu của tệp"
          help="Do nơi cấp chứng thư giao cùng tệp"
          autoComplete="off"
          error={errors.password}
          optional
        />
        <NewPin id="import" errors={errors} />
      </Stack>
      <Actions>
        <Button kind={again ? 'usual' : 'primary'} icon="upload" name="intent" value="import">
          {deed}
        </Button>
      </Actions>
    </PostForm>
  )
}

/** A key that stays on its token: only where it lies is kept. */
export function ImportToken({ answer }: FormProps) {
  const errors = errorsFor('token', answer)
  return (
    <PostForm encType="multipart/form-data" autoComplete="off">
      <Stack>
        <TextInput
          name="token"
          label="Tên thiết bị"
          help="Nhãn ghi trên thiết bị hoặc khe của HSM"
          maxLength={64}
          error={errors.token}
        />
        <SecretInput
          name="pinToken"
          label="Mã PIN của thiết bị"
          help="Không lưu lại"
          autoComplete="off"
          error={errors.pinToken}
        />
      </Stack>
      <Actions>
        <Button name="intent" value="token">
          Nhận khóa
        </Button>
      </Actions>
    </PostForm>
  )
}

/** A key with a service of remote signing: only where it lies there is kept. */
export function LinkRemote({ answer, services }: FormProps & { services: readonly { id: string; name: string }[] }) {
  const errors = errorsFor('remote', answer)
  return (
    <PostForm encType="multipart/form-data" autoComplete="off">
      <Stack>
        <Select
          name="service"
          label="Dịch vụ"
          blank="Chọn dịch vụ"
          choices={services.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.service}
        />
        <TextInput
          name="account"
          label="Tài khoản ở dịch vụ"
          help="Tên đăng nhập, số định danh hoặc số điện thoại đã đăng ký với dịch vụ"
          maxLength={200}
          error={errors.account}
        />
        <TextInput
          name="credential"
          label="Mã chứng thư"
          help="Chỉ cần khi tài khoản có nhiều chứng thư"
          maxLength={500}
          error={errors.credential}
          optional
        />
      </Stack>
      <Actions>
        <Button name="intent" value="remote">
          Nối khóa
        </Button>
      </Actions>
    </PostForm>
  )
}

export function ChangePin({ answer }: FormProps) {
  const errors = errorsFor('change-pin', answer)
  return (
    <PostForm encType="multipart/form-data" autoComplete="off">
      <Stack>
        <SecretInput name="pinOld" label="Mã PIN đang dùng" autoComplete="off" error={errors.pinOld} />
        <NewPin id="change" errors={errors} />
      </Stack>
      <Actions>
        <Button name="intent" value="change-pin">
          Đổi mã PIN
        </Button>
      </Actions>
    </PostForm>
  )
}

/** Ending a key is for good, so it is folded away and says so. */
export function RevokeKey({ id, whose }: { id: string; whose: string }) {
  return (
    <details className="lt-more">
      <summary>Ngừng dùng chứng thư này…</summary>
      <PostForm encType="multipart/form-data">
        <input type="hidden" name="key" value={id} />
        <Note tone="warn">
          Dùng khi lộ mã PIN, mất tệp khóa, hoặc {whose}. Chứng thư không ký được nữa ở hệ thống này và không dùng lại được. Việc
          thu hồi tại cơ quan cấp phải báo riêng.
        </Note>
        <Actions>
          <Button kind="danger" name="intent" value="revoke">
            Ngừng dùng
          </Button>
        </Actions>
      </PostForm>
    </details>
  )
}
