import { formatDate } from '#kernel/vietnamese.ts'
import type { SignerCompetence } from '../outgoing/outgoing.ts'
import { type Checked, type Outcome, outcomeOf } from './check.ts'

/** Words in both languages of the public pages. */
export type Say = (vi: string, en: string) => string

const competences: Record<SignerCompetence, [vi: string, en: string] | null> = {
  HEAD: null,
  ON_BEHALF_OF: ['thay mặt tập thể, TM.', 'on behalf of the body'],
  FOR_HEAD: ['ký thay người đứng đầu, KT.', 'for the head'],
  BY_ORDER: ['thừa lệnh, TL.', 'by order'],
  BY_DELEGATION: ['thừa ủy quyền, TUQ.', 'by delegation'],
  ACTING: ['quyền, Q.', 'acting'],
}

/** "Lê Văn An, Giám đốc", and the capacity where it is not the head's own. */
export function signerWords({ signer, position, competence }: Checked, say: Say): { who: string; capacity: string | null } {
  const capacity = competences[competence]
  return { who: [signer, position].filter(Boolean).join(', '), capacity: capacity && say(...capacity) }
}

const byOutcome: Record<Outcome, { tone: 'ok' | 'warn' | 'bad'; words: (of: Checked, say: Say) => string }> = {
  genuine: { tone: 'ok', words: (_, say) => say('Văn bản thật, đang có hiệu lực', 'Genuine, and in force') },
  recalling: {
    tone: 'warn',
    words: (_, say) => say('Văn bản thật, đang được thu hồi', 'Genuine, and being recalled by its agency'),
  },
  ended: {
    tone: 'warn',
    words: ({ standing }, say) =>
      standing === 'RECALLED'
        ? say('Văn bản thật, đã bị thu hồi', 'Genuine, but recalled')
        : say('Văn bản thật, đã được thay thế', 'Genuine, but replaced by another'),
  },
  unsure: {
    tone: 'warn',
    words: ({ verdict }, say) =>
      verdict
        ? say('Đã phát hành; chưa xác định được chữ ký số', 'Issued; its digital signature could not be judged')
        : say('Đã phát hành; chữ ký số đang được kiểm tra', 'Issued; its digital signature is still being checked'),
  },
  bad: { tone: 'bad', words: (_, say) => say('Chữ ký số không hợp lệ', 'The digital signature is not valid') },
}

/** The answer in one line and its tone. */
export function verdictHead(of: Checked, say: Say): { tone: 'ok' | 'warn' | 'bad'; title: string } {
  const { tone, words } = byOutcome[outcomeOf(of)]
  return { tone, title: words(of, say) }
}

/** What the answer rests on. */
export function verdictAbout(of: Checked, say: Say): string {
  const { agency, signedBy, verdict } = of
  const compare =
    outcomeOf(of) === 'ended'
      ? say('Văn bản không còn hiệu lực: đừng dùng làm căn cứ nữa.', 'It is no longer in force: do not rely on it any more.')
      : say('Hãy so các mục dưới đây với văn bản bạn cầm.', 'Compare what stands below with the document in your hand.')
  if (signedBy === 'hand')
    return `${say(`Ký tay trên giấy; ${agency} đã phát hành.`, `Signed by hand on paper; issued by ${agency}.`)} ${compare}`
  const issued = say(`${agency} đã ký, đóng dấu, phát hành.`, `Signed, sealed and issued by ${agency}.`)
  const whole = say('Từ khi ký, tệp gốc không bị sửa.', 'Its file was not changed since it was signed.')
  return [issued, verdict?.verdict === 'valid' ? whole : '', compare].filter(Boolean).join(' ')
}

/** The judgement on the signatures as a word. */
export function signatureWords(
  { verdict, signedBy }: Checked,
  say: Say,
): { tone: 'ok' | 'warn' | 'bad' | 'plain'; words: string } {
  if (!verdict) return { tone: 'plain', words: say('Đang kiểm tra', 'Being checked') }
  if (verdict.reasons.includes('no-signature') && signedBy === 'hand')
    return { tone: 'plain', words: say('Bản giấy, không có chữ ký số', 'On paper, without a digital signature') }
  if (verdict.verdict === 'valid') return { tone: 'ok', words: say('Hợp lệ', 'Valid') }
  if (verdict.verdict === 'invalid') return { tone: 'bad', words: say('Không hợp lệ', 'Not valid') }
  return { tone: 'warn', words: say('Chưa xác định được', 'Could not be judged') }
}

/** Recalled or replaced, and by what. */
export function standingWords({ standing, endedAt, replacedBy }: Checked, say: Say): string {
  const on = endedAt ? ` ${say('ngày', 'on')} ${formatDate(endedAt)}` : ''
  if (standing === 'IN_FORCE') return say('Chưa bị thu hồi, thay thế', 'Neither recalled nor replaced')
  if (standing === 'RECALLING') return say('Cơ quan ban hành đang thu hồi', 'Its agency is recalling it')
  if (standing === 'RECALLED') return `${say('Đã bị thu hồi', 'Recalled')}${on}`
  if (!replacedBy) return `${say('Đã được thay thế', 'Replaced')}${on}`
  const dated = replacedBy.date ? ` ${say('ngày', 'of')} ${formatDate(replacedBy.date)}` : ''
  return `${say('Đã được thay thế', 'Replaced')}${on} ${say('bằng', 'by')} ${replacedBy.symbol}${dated}`
}
