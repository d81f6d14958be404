import type { Refusal } from '#platform/http/attempt.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { refusedWords } from '#signing'

const words: Record<string, string> = {
  noSecretStamp:
    'Tệp này là bản quét không có lớp chữ, máy không kiểm tra được dấu mật. Hãy nhờ văn thư tải tệp lên và đánh dấu “không có dấu mật”.',
  'page-size': 'Trang lớn hơn khổ A0. Hãy lưu lại tệp với khổ giấy thường dùng (A4) rồi chọn lại.',
  'already-signed': 'Tệp đã có chữ ký số. Hãy dùng tệp chưa ký.',
  paper: 'Ghi tên tài liệu bằng giấy, không quá 200 ký tự.',
  file: 'Chọn tệp.',
  'number-of-files': 'Chọn tệp.',
  number: 'Ô “Số” chưa đúng hoặc nằm ngoài trang.',
  day: 'Ô “Ngày” chưa đúng hoặc nằm ngoài trang.',
  month: 'Ô “Tháng” chưa đúng hoặc nằm ngoài trang.',
  year: 'Ô “Năm” chưa đúng hoặc nằm ngoài trang.',
  person: 'Ô “Chữ ký” chưa đúng hoặc nằm ngoài trang.',
  agency: 'Ô “Dấu cơ quan” chưa đúng hoặc nằm ngoài trang.',
}

/** What a person reads when a file or a box is refused. */
export const fileWords = ({ code, about }: Refusal): string =>
  (code === 'hidden-content' ? refusedWords(about) : undefined) ??
  (code === 'bad-input' ? words[about] : undefined) ??
  refusalWords[code]
