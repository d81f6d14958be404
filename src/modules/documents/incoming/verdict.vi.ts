import { formatDate, formatTime } from '#kernel/vietnamese.ts'
import { signatureLine, signatureReasonWords } from '#signing'
import type { FileVerdict, SignatureLineFacts } from './verdict.sql.ts'

const heads = {
  valid: ['ok', 'Chữ ký và con dấu đều hợp lệ.'],
  invalid: ['bad', 'Chữ ký không hợp lệ.'],
  indeterminate: ['warn', 'Chưa xác định được chữ ký.'],
} as const

const when = (at: string | null) => (at ? ` ${formatDate(new Date(at)).slice(0, 5)} ${formatTime(new Date(at))}` : '')
const signed = ({ signer, signedAt, claimedAt }: SignatureLineFacts) =>
  `${signer ?? 'Không rõ tên'} ký${when(claimedAt ?? signedAt)}`

/** The judgement in one line: tone, verdict, who signed when and why not; a line more on each signature. Unknown never reads as valid. */
export function verdictLine(judged: FileVerdict): { tone: 'ok' | 'warn' | 'bad'; head: string; about: string; lines: string[] } {
  const [tone, head] = heads[judged.verdict]
  const why = judged.reasons.map((reason) => signatureReasonWords[reason])
  const who = judged.signatures.filter((one) => one.kind === 'signature').map(signed)
  const about = [who.join(', '), judged.verdict === 'valid' ? 'từ đó không đổi' : [...new Set(why)].join('; ')].filter(Boolean)
  return { tone, head, about: `${about.join('; ')}.`, lines: judged.signatures.map(signatureLine) }
}
