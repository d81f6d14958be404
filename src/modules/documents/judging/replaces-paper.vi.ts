import type { PaperReason, ReplacesPaper } from './replaces-paper.ts'

export const paperReasonWords: Record<PaperReason, string> = {
  'not-valid': 'có chữ ký không hợp lệ',
  'not-known': 'chưa xác định được mọi chữ ký',
  'no-person': 'thiếu chữ ký số của người có thẩm quyền',
  'no-agency': 'thiếu chữ ký số của cơ quan',
  'other-agency': 'chữ ký số cơ quan không phải của cơ quan gửi',
  'no-time': 'chữ ký không ghi thời điểm ký',
  'sealed-before-date': 'cơ quan ký trước ngày ghi trên văn bản',
  'sealed-long-after': 'cơ quan ký sau ngày ghi trên văn bản quá 30 ngày',
  'signed-after-seal': 'người có thẩm quyền ký sau khi cơ quan đã ký',
  'signed-after-arrival': 'thời điểm ký muộn hơn lúc văn bản đến',
  'not-whole': 'chữ ký của cơ quan không bao trùm cả tệp',
}

/** One sentence: whether the file stands in the place of paper, and why not. */
export const replacesPaperWords = ({ replacesPaper, reasons }: ReplacesPaper): string =>
  replacesPaper ? 'Thay được bản giấy.' : `Chưa thay được bản giấy: ${reasons.map((one) => paperReasonWords[one]).join('; ')}.`
