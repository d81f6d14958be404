import { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

const day = 'Ghi ngày theo dạng ngày/tháng/năm.'
const formats: Record<string, string> = {
  email: 'Địa chỉ thư điện tử chưa đúng dạng.',
  url: 'Địa chỉ mạng chưa đúng dạng.',
  uuid: 'Mã không đúng dạng.',
  guid: 'Mã không đúng dạng.',
  date: day,
  datetime: 'Thời điểm chưa đúng dạng.',
  time: 'Giờ chưa đúng dạng.',
}
const kinds: Record<string, string> = {
  number: 'Phải là số.',
  int: 'Phải là số nguyên.',
  string: 'Phải là chữ.',
  boolean: 'Phải là có hoặc không.',
  array: 'Phải là một danh sách.',
  object: 'Phải là một nhóm thông tin.',
  date: day,
}

const units: Record<string, string> = { string: 'ký tự', array: 'mục', set: 'mục', file: 'byte' }

/** "Ít nhất 8 ký tự." for texts and lists, "Phải từ 1 trở lên." for numbers. */
function tooSmall(origin: string, minimum: unknown): string {
  const unit = units[origin]
  if (unit && Number(minimum) === 1) return 'Chưa điền mục này.'
  return unit ? `Ít nhất ${minimum} ${unit}.` : `Phải từ ${minimum} trở lên.`
}

const tooBig = (origin: string, maximum: unknown): string =>
  units[origin] ? `Nhiều nhất ${maximum} ${units[origin]}.` : `Phải từ ${maximum} trở xuống.`

/** One sentence in Vietnamese for what does not fit a shape. A shape's own words go before these. */
export function issueInWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'Chưa điền mục này.'
        : (kinds[issue.expected] ?? 'Chưa đúng dạng.')
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum)
    case 'too_big':
      return tooBig(issue.origin, issue.maximum)
    case 'invalid_format':
      return formats[issue.format] ?? 'Chưa đúng dạng.'
    case 'invalid_value':
      return 'Hãy chọn một trong các mục đã cho.'
    case 'unrecognized_keys':
      return `Không có mục nào tên ${issue.keys.join(', ')}.`
    case 'not_multiple_of':
      return `Phải chia hết cho ${issue.divisor}.`
    default:
      return 'Chưa đúng dạng.'
  }
}

/** Makes every shape of this process speak Vietnamese where it has no words of its own. Page bundle and server share one Zod. */
export const speakVietnamese = () => z.config({ customError: issueInWords })
