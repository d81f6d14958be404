import { formatDate, formatTime } from '#kernel/vietnamese.ts'
import type { FileVerdict, SignatureLineFacts } from './verdict.sql.ts'

const heads = {
  valid: ['ok', 'Chữ ký và con dấu đều hợp lệ.'],
  invalid: ['bad', 'Chữ ký không hợp lệ.'],
  indeterminate: ['warn', 'Chưa xác định được chữ ký.'],
} as const

const reasonWords: Record<string, string> = {
  'no-signature': 'tệp không có chữ ký số',
  unreadable: 'không đọc hết được tệp',
  'untrusted-chain': 'chứng thư không do cơ quan chứng thực đã tin cậy cấp',
  'certificate-expired': 'chứng thư đã hết hạn',
  'certificate-not-yet-valid': 'chứng thư chưa có hiệu lực',
  'certificate-revoked': 'chứng thư đã bị thu hồi',
  'wrong-usage': 'chứng thư không dùng để ký văn bản',
  'signed-outside-validity': 'ký ngoài thời hạn của chứng thư',
  'changed-after-signing': 'tệp bị sửa sau khi ký',
  'byte-range': 'chữ ký không bao trùm đúng tệp',
  'ambiguous-structure': 'cấu trúc tệp đọc được theo nhiều cách',
}

const when = (at: string | null) => (at ? ` ${formatDate(new Date(at)).slice(0, 5)} ${formatTime(new Date(at))}` : '')
const signed = ({ signer, signedAt }: SignatureLineFacts) => `${signer ?? 'Không rõ tên'} ký${when(signedAt)}`

/** The judgement in one line: tone, verdict, who signed when and why not. Unknown never reads as valid. */
export function verdictLine(judged: FileVerdict): { tone: 'ok' | 'warn' | 'bad'; head: string; about: string } {
  const [tone, head] = heads[judged.verdict]
  const why = judged.reasons.map((reason) => reasonWords[reason] ?? 'có điểm chưa kiểm tra được')
  const who = judged.signatures.filter((one) => one.kind === 'signature').map(signed)
  const about = [who.join(', '), judged.verdict === 'valid' ? 'từ đó không đổi' : [...new Set(why)].join('; ')].filter(Boolean)
  return { tone, head, about: `${about.join('; ')}.` }
}
