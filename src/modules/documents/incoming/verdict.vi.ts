import { formatDate, formatInstant, formatTime } from '#kernel/vietnamese.ts'
import { signatureLine, signatureReasonWords, type Verdict } from '#signing'
import { replacesPaperWords } from '../judging/replaces-paper.vi.ts'
import type { FileVerdict, PastVerdict, SignatureLineFacts } from '../judging/verdict.ts'
import type { MainVerdict } from './judged-main.ts'

const heads = {
  valid: ['ok', 'Chữ ký và con dấu đều hợp lệ.'],
  invalid: ['bad', 'Chữ ký không hợp lệ.'],
  indeterminate: ['warn', 'Chưa xác định được chữ ký.'],
} as const

const when = (at: string | null) => (at ? ` ${formatDate(new Date(at)).slice(0, 5)} ${formatTime(new Date(at))}` : '')
const signed = ({ signer, signedAt, claimedAt }: SignatureLineFacts) =>
  `${signer ?? 'Không rõ tên'} ký${when(claimedAt ?? signedAt)}`

export const verdictNames: Record<Verdict, string> = {
  valid: 'hợp lệ',
  invalid: 'không hợp lệ',
  indeterminate: 'chưa xác định',
}

const becauseOf = ({ reasons }: Pick<FileVerdict, 'reasons'>) =>
  [...new Set(reasons.map((one) => signatureReasonWords[one]))].join('; ')

/** "Đã kiểm lại 21/11/2026 14:05: không hợp lệ (chứng thư đã bị thu hồi)." */
function turnLine(turn: PastVerdict, at: number): string {
  const why = becauseOf(turn)
  const head = at === 0 ? 'Kiểm tra lần đầu' : 'Đã kiểm lại'
  return `${head} ${formatInstant(turn.judgedAt)}: ${verdictNames[turn.verdict]}${why === '' ? '' : ` (${why})`}.`
}

export type VerdictLine = { tone: 'ok' | 'warn' | 'bad'; head: string; about: string; lines: string[]; paper: string }

/**
 * The judgement in one line: tone, verdict, who signed when and why not; a line more on each signature, on the place of paper, and
 * on what was said before. Unknown never reads as valid.
 */
export function verdictLine(judged: MainVerdict, turns: readonly PastVerdict[]): VerdictLine {
  const [tone, head] = heads[judged.verdict]
  const who = judged.signatures.filter((one) => one.kind === 'signature').map(signed)
  const about = [who.join(', '), judged.verdict === 'valid' ? 'từ đó không đổi' : becauseOf(judged)].filter(Boolean)
  const again = turns.at(-1)
  return {
    tone,
    head,
    about: `${about.join('; ')}.${again ? ` ${turnLine(again, 1)}` : ''}`,
    lines: [...judged.signatures.map(signatureLine), ...turns.map(turnLine)],
    paper: replacesPaperWords(judged.paper),
  }
}
