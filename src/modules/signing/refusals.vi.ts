import type { RefusalCode } from '#kernel/refused.ts'
import type { Refusal } from '#platform/http/attempt.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { remoteWords } from '#platform/remote/refusals.vi.ts'

type Words = string | ((about: string) => string)

/** Closer words than the general ones, where a page of certificates knows more: what holds, and the way that is open. */
export const signingWords: Partial<Record<RefusalCode, Words>> = {
  'wrong-pin': (left) => `Mã PIN không đúng. Còn ${left} lần thử, sau đó chứng thư bị khóa.`,
  'key-locked': 'Chứng thư đã bị khóa sau 5 lần nhập sai mã PIN. Hãy nạp lại tệp .p12 để đặt mã PIN mới.',
  'no-key': 'Bạn chưa có chứng thư mở được ở đây. Hãy nạp tệp .p12, hoặc nhờ văn thư đang giữ khóa cấp quyền.',
  'key-unsuitable': (why) =>
    why === 'not-for-signing'
      ? 'Chứng thư này không dùng để ký văn bản. Hãy xin cấp chứng thư ký số.'
      : why === 'no-key-with-certificate'
        ? 'Tệp không có khóa bí mật cùng chứng thư của khóa đó. Hãy xuất lại tệp .p12 kèm khóa.'
        : 'Khóa yếu hoặc khác loại: cần RSA từ 2048 bit hoặc ECDSA P-256, P-384. Hãy xin cấp chứng thư mới.',
  'token-unreachable': (why) =>
    why === 'no-driver'
      ? 'Máy chủ chưa cài trình điều khiển thiết bị (PKCS#11). Hãy báo quản trị.'
      : why === 'no-token'
        ? 'Không thấy thiết bị có tên này. Hãy cắm thiết bị và kiểm tra lại tên.'
        : why === 'wrong-pin'
          ? 'Mã PIN của thiết bị không đúng. Thiết bị tự khóa sau một số lần sai.'
          : why === 'locked'
            ? 'Thiết bị đã tự khóa mã PIN. Hãy mở khóa bằng phần mềm của thiết bị.'
            : 'Thiết bị giữ khóa không trả lời đúng. Hãy rút, cắm lại rồi thử lại.',
  'remote-refused': remoteWords,
  'foreign-certificate': (whose) =>
    whose === 'person'
      ? 'Chứng thư mang tên người khác. Mỗi người chỉ nạp chứng thư của chính mình.'
      : 'Chứng thư không mang tên cơ quan này. Bản trình diễn chỉ nhận chứng thư của cơ quan giả định.',
  'certificate-expired': 'Chứng thư đã hết hạn. Hãy xin gia hạn rồi nạp chứng thư mới.',
  'certificate-not-yet-valid': 'Chứng thư chưa đến ngày có hiệu lực.',
  'bad-input': (what) =>
    what === 'seal-ground'
      ? 'Hình con dấu phải có nền trong (PNG có kênh alpha). Hãy xuất lại tệp.'
      : what === 'pin'
        ? 'Chưa nhập mã PIN.'
        : 'Thông tin chưa đúng. Hãy kiểm tra rồi thử lại.',
  'unreadable-file': 'Không đọc được tệp này. Hãy chọn tệp PNG khác.',
  'changed-meanwhile': 'Mã PIN vừa được đổi ở nơi khác. Hãy tải lại trang.',
}

/** What a person reads on a page of certificates. */
export function signingRefusal({ code, about }: Refusal): string {
  const words = signingWords[code] ?? refusalWords[code]
  return typeof words === 'function' ? words(about) : words
}
