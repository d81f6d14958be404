import { formatDate } from '#kernel/vietnamese.ts'
import { Card, Facts, Note, Stack, State } from '#platform/look/index.ts'
import { nearness } from '../register/register.ts'
import type { CertificateCard } from './certificate-of.ts'

type Standing = Pick<CertificateCard, 'obstacle' | 'validFrom'> & { daysLeft: number; locked?: boolean }

/** Whether a certificate can sign now, in a word with its shape and colour. */
export function StandingOf({ of }: { of: Standing }) {
  if (of.obstacle === 'certificate-expired') return <State tone="broken">Hết hạn</State>
  if (of.obstacle === 'certificate-not-yet-valid') return <State tone="waiting">Có hiệu lực từ {formatDate(of.validFrom)}</State>
  if (of.locked) return <State tone="broken">Bị khóa</State>
  const near = nearness(of.daysLeft)
  if (near) return <State tone={near === 'soon' ? 'waiting' : 'broken'}>Sắp hết hạn, còn {of.daysLeft} ngày</State>
  return <State tone="done">Còn hiệu lực</State>
}

const algorithmWords: Readonly<Record<CertificateCard['algorithm'], string>> = {
  'RSA-SHA256': 'RSA, SHA-256',
  'ECDSA-P256-SHA256': 'ECDSA P-256, SHA-256',
  'ECDSA-P384-SHA384': 'ECDSA P-384, SHA-384',
}

/** A serial number in groups of four, as certificates print it. */
const grouped = (serial: string) => serial.replace(/(.{4})(?=.)/g, '$1 ')

function Remarks({ of }: { of: CertificateCard }) {
  return (
    <>
      {!of.trusted && (
        <Note tone="warn">
          Hệ thống chưa có chứng thư của cơ quan cấp, nên chữ ký sẽ hiện là “không xác định”. Hãy nhờ quản trị hệ thống nạp chứng
          thư của cơ quan chứng thực.
        </Note>
      )}
      {of.access === 'locked' && (
        <Note tone="bad">Đã nhập sai mã PIN 5 lần nên chứng thư bị khóa. Nạp lại tệp .p12 ở dưới để đặt mã PIN mới.</Note>
      )}
      {of.demonstration && <Note>Chứng thư của bản trình diễn, không có giá trị pháp lý.</Note>}
    </>
  )
}

/** One certificate: whose, from whom, until when, whether it can sign now. */
export function CertificateView({ title, of, daysLeft }: { title: string; of: CertificateCard; daysLeft: number }) {
  return (
    <Card title={title} tools={<StandingOf of={{ ...of, daysLeft, locked: of.access === 'locked' }} />}>
      <Stack>
        <Facts
          rows={[
            ['Cấp cho', <b key="subject">{of.subject}</b>],
            ['Tổ chức', of.organisation || 'Không ghi'],
            ['Cơ quan cấp', of.issuer],
            ['Số sê-ri', grouped(of.serial)],
            ['Hiệu lực', <span key="span" className="lt-num">{`${formatDate(of.validFrom)} – ${formatDate(of.validTo)}`}</span>],
            ['Thuật toán', algorithmWords[of.algorithm]],
          ]}
        />
        <Remarks of={of} />
      </Stack>
    </Card>
  )
}
