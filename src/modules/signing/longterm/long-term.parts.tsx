import { formatInstant, formatNumber } from '#kernel/vietnamese.ts'
import {
  Actions,
  Button,
  Card,
  Check,
  type Column,
  Facts,
  Note,
  PostForm,
  Stack,
  State,
  Table,
  TextInput,
} from '#platform/look/index.ts'
import type { LongTermView, ShownFault } from './long-term.view.ts'

/** What stands in the way, in the words of who can mend it. */
const faultWords: Readonly<Record<string, string>> = {
  'bad-address': 'Địa chỉ dịch vụ không dùng được',
  'private-address': 'Địa chỉ nằm trong mạng nội bộ, chưa được cho phép',
  unreachable: 'Không kết nối được dịch vụ cấp dấu thời gian',
  'too-slow': 'Dịch vụ cấp dấu thời gian trả lời quá chậm',
  'too-large': 'Câu trả lời của dịch vụ lớn bất thường',
  refused: 'Dịch vụ cấp dấu thời gian từ chối',
  'refused-by-authority': 'Dịch vụ từ chối cấp dấu thời gian',
  'unreadable-stamp': 'Địa chỉ này không trả lời bằng dấu thời gian',
  'wrong-stamp': 'Dấu thời gian nhận được không đúng với yêu cầu',
  'untrusted-stamp': 'Chứng thư của dịch vụ không dẫn về cơ quan chứng thực đang tin cậy',
}

const spoken = ({ lastError, level }: ShownFault): string =>
  lastError === null
    ? level === 'B-T'
      ? 'Chưa lấy được dữ liệu thu hồi của chứng thư'
      : 'Chờ lần thử sau'
    : (faultWords[lastError] ?? `Không bổ sung được vào tệp (${lastError})`)

const levelWords = { 'B-B': 'Chờ dấu thời gian', 'B-T': 'Có dấu thời gian, chờ dữ liệu thu hồi', 'B-LTA': 'Chờ gia hạn' }

const columns: Column<ShownFault>[] = [
  { key: 'file', head: 'Tệp', cell: (one) => <code>{one.sha256.slice(0, 12)}</code> },
  { key: 'agency', head: 'Cơ quan', cell: (one) => one.agency },
  { key: 'level', head: 'Tình trạng', cell: (one) => levelWords[one.level] },
  { key: 'why', head: 'Vì sao', card: 'whole', cell: spoken },
  { key: 'tries', head: 'Số lần thử', kind: 'figure', cell: (one) => formatNumber(one.tries) },
  { key: 'next', head: 'Thử lại lúc', kind: 'line', card: 'named', cell: (one) => formatInstant(one.nextAt) },
]

const date = (at: Date | null) => (at ? formatInstant(at) : 'chưa có')

/** How many files wait, have their time proven, and will last. */
export function Figures({ of }: { of: LongTermView }) {
  const { figures, stamping } = of
  const { waiting, stamped, lasting, oldest, ends } = figures
  return (
    <Card title="Tình trạng">
      <Facts
        rows={[
          [
            'Chờ dấu thời gian',
            <State key="waiting" tone={waiting === 0 ? 'done' : stamping ? 'waiting' : 'broken'}>
              {waiting === 0 ? 'không có tệp nào' : `${formatNumber(waiting)} tệp, lâu nhất từ ${date(oldest)}`}
            </State>,
          ],
          ['Đã có dấu thời gian, chờ dữ liệu thu hồi', `${formatNumber(stamped)} tệp`],
          ['Đủ điều kiện lưu trữ lâu dài', `${formatNumber(lasting)} tệp`],
          ['Dấu thời gian hết hạn sớm nhất', date(ends)],
        ]}
      />
    </Card>
  )
}

/** Files whose last try failed, and the press for another one. */
export function Faults({ of }: { of: LongTermView }) {
  if (of.faults.length === 0) return null
  return (
    <Card title="Chưa làm được">
      <Stack>
        <p className="lt-2">
          Các tệp được thử lại tự động, cách nhau xa dần, tối đa một ngày; không tệp nào bị bỏ. Văn bản đã phát hành không bị ảnh
          hưởng.
        </p>
        <Table caption="Tệp chưa lấy được dấu thời gian" columns={columns} lines={of.faults} keyOf={(one) => one.sha256} />
        <PostForm>
          <Actions>
            <Button icon="refresh" name="intent" value="hurry">
              Thử lại ngay
            </Button>
          </Actions>
        </PostForm>
      </Stack>
    </Card>
  )
}

type AuthorityProps = { of: LongTermView; errors: Readonly<Record<string, string>>; typed: string | null }

function AddressForm({ of: { stamping, readAt }, errors, typed }: AuthorityProps) {
  return (
    <PostForm key={readAt}>
      <Stack>
        <TextInput
          name="address"
          type="url"
          inputMode="url"
          label="Địa chỉ"
          help="Giao thức RFC 3161 qua HTTP, do nơi cung cấp dịch vụ cho biết. Chứng thư của dịch vụ phải dẫn về một cơ quan chứng thực đang tin cậy."
          defaultValue={typed ?? stamping?.address ?? ''}
          maxLength={500}
          error={errors.address}
        />
        <Check
          name="privateNetworks"
          label="Cho phép hỏi tình trạng chứng thư (OCSP, CRL) tại địa chỉ trong mạng nội bộ"
          checked={stamping?.privateNetworks ?? false}
        />
        <Actions>
          <Button kind="primary" name="intent" value="set">
            Lưu địa chỉ
          </Button>
          {stamping && (
            <Button name="intent" value="drop" formNoValidate>
              Bỏ dịch vụ này
            </Button>
          )}
        </Actions>
      </Stack>
    </PostForm>
  )
}

/** The address of the time-stamp authority. */
export function Authority(props: AuthorityProps) {
  const { stamping, figures } = props.of
  return (
    <Card title="Dịch vụ cấp dấu thời gian">
      <Stack>
        {!stamping && figures.waiting > 0 && (
          <Note tone="warn">Chưa đặt dịch vụ: {formatNumber(figures.waiting)} văn bản đã phát hành đang chờ dấu thời gian.</Note>
        )}
        <AddressForm {...props} />
      </Stack>
    </Card>
  )
}
