import { formatDate, formatTime } from '#kernel/vietnamese.ts'
import { levelWords, noteWords, reasonWords, timeWords } from './reasons.vi.ts'
import type { JudgedSignature, Verdict } from './verdict.ts'

const verdictWords: Record<Verdict, string> = { valid: 'hợp lệ', invalid: 'không hợp lệ', indeterminate: 'chưa xác định' }

/** What a line says of a signature; instants may be ISO text, as they lie in a cache. */
export type SignatureFacts = Pick<
  JudgedSignature,
  'kind' | 'signer' | 'issuer' | 'timeSource' | 'level' | 'algorithm' | 'verdict' | 'reasons' | 'notes'
> & { signedAt: Date | string | null }

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** Everything that is known of one signature, in sentences: who, by whose certificate, when, how strong, and why not. */
export function signatureLine(one: SignatureFacts): string {
  const who = `${one.kind === 'timestamp' ? 'Dấu thời gian' : 'Chữ ký'} của ${one.signer ?? 'người không rõ tên'}`
  const at = one.signedAt === null ? null : new Date(one.signedAt)
  const why = [...one.reasons.map((reason) => reasonWords[reason]), ...one.notes.map((note) => noteWords[note])]
  const strength = [one.algorithm, one.level && `${one.level} (${levelWords[one.level]})`].filter(Boolean).join(', ')
  return [
    `${who}: ${verdictWords[one.verdict]}`,
    one.issuer && `Chứng thư do ${one.issuer} cấp`,
    at && `${formatTime(at)} ngày ${formatDate(at)}, ${timeWords[one.timeSource]}`,
    strength,
    capital(why.join('; ')),
  ]
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(' ')
}
