import { formatNumber } from '#kernel/vietnamese.ts'
import type { Level, ShadowCode, ShadowFinding } from './shadow.ts'

/** What each kind of hidden content is, and what the drafter does about it. */
export const shadowWords: Readonly<Record<ShadowCode, { title: string; advice: string }>> = {
  script: { title: 'Mã lệnh tự chạy (JavaScript)', advice: 'In lại thành PDF thường rồi chọn tệp mới.' },
  launch: { title: 'Lệnh mở chương trình hoặc tệp khác trên máy (Launch)', advice: 'In lại thành PDF thường rồi chọn tệp mới.' },
  'outside-content': {
    title: 'Nội dung lấy từ ngoài tệp, có thể đổi sau khi ký',
    advice: 'In lại thành PDF để nội dung nằm trọn trong tệp.',
  },
  xfa: { title: 'Biểu mẫu động XFA, mỗi phần mềm hiện một khác', advice: 'In biểu mẫu đã điền thành PDF thường.' },
  'outside-action': {
    title: 'Lệnh mở tệp khác, gửi biểu mẫu hoặc nhập dữ liệu',
    advice: 'In lại thành PDF thường nếu không cần lệnh này.',
  },
  link: { title: 'Liên kết tới địa chỉ trên mạng', advice: 'Kiểm tra địa chỉ; nội dung ở đó không thuộc văn bản được ký.' },
  'embedded-file': { title: 'Tệp khác nhúng bên trong', advice: 'Tách ra thành tệp kèm theo để người nhận cùng thấy.' },
  media: { title: 'Phim, âm thanh hoặc mô hình 3D', advice: 'Bỏ ra: nội dung này không in được và không hiện như nhau.' },
  layer: { title: 'Lớp nội dung có thể bật, tắt', advice: 'Gộp các lớp (in lại thành PDF) để ai cũng thấy như nhau.' },
  form: { title: 'Ô biểu mẫu còn điền được', advice: 'In biểu mẫu đã điền thành PDF thường.' },
  redrawn: { title: 'Ô biểu mẫu do từng phần mềm tự vẽ lại', advice: 'In biểu mẫu đã điền thành PDF thường.' },
  annotation: { title: 'Ghi chú, hình dán đặt trên trang', advice: 'Xóa ghi chú, hoặc in lại nếu đó là nội dung văn bản.' },
  'covered-text': { title: 'Chữ bị hình hoặc ô màu che', advice: 'Xóa hẳn chữ bị che trong bản soạn rồi xuất lại PDF.' },
  'invisible-text': { title: 'Chữ không nhìn thấy', advice: 'Xóa chữ ẩn (trong suốt, trùng màu nền, quá nhỏ) rồi xuất lại PDF.' },
  'off-page': { title: 'Chữ nằm ngoài trang', advice: 'Xóa phần ngoài trang trong bản soạn rồi xuất lại PDF.' },
  'odd-font': {
    title: 'Phông hiện chữ khác với chữ được lưu',
    advice: 'Dùng phông chữ thường (Times New Roman) rồi xuất lại PDF.',
  },
  'unused-page': { title: 'Trang ẩn không nằm trong văn bản', advice: 'In lại thành PDF để bỏ trang ẩn.' },
  'not-looked': { title: 'Chưa kiểm tra hết được tệp', advice: 'Xem kỹ từng trang, hoặc in lại thành PDF rồi chọn tệp mới.' },
}

export const levelWords: Readonly<Record<Level, string>> = {
  refuse: 'Không nhận',
  warn: 'Hỏi lại người ký',
  ignore: 'Bỏ qua',
}

const perMm = 72 / 25.4
const mm = (points: number) => formatNumber(Math.max(0, Math.round(points / perMm)))

/** "Chữ không nhìn thấy, trang 2 (cách trái 30 mm, cách dưới 120 mm): “…”" */
export function findingLine({ code, page, area, what }: ShadowFinding): string {
  const place = area ? ` (cách trái ${mm(area.x)} mm, cách dưới ${mm(area.y)} mm)` : ''
  const where = page === null ? '' : `, trang ${formatNumber(page)}${place}`
  return `${shadowWords[code].title}${where}${what === '' ? '' : `: “${what}”`}`
}

/** Why a file was not taken: what it holds and what to do. Undefined for a word that is no kind. */
export function refusedWords(code: string): string | undefined {
  const words = Object.entries(shadowWords).find(([one]) => one === code)?.[1]
  return words && `Không nhận tệp này: ${words.title}. ${words.advice} Chưa có gì được lưu.`
}
