import type { Level, Note, Reason, TimeSource } from './verdict.ts'

/** The reasons in words that a clerk reads. */
export const reasonWords: Record<Reason, string> = {
  'no-signature': 'tệp không có chữ ký số',
  unreadable: 'không đọc hết được tệp',
  'took-too-long': 'tệp quá phức tạp, đã dừng kiểm tra',
  'too-large': 'tệp quá lớn để kiểm tra',
  'content-missing': 'thiếu tệp mà chữ ký rời ký lên',
  'unsupported-format': 'kiểu chữ ký không được hỗ trợ',
  'unreadable-signature': 'không đọc được chữ ký',
  'unverifiable-signature': 'không kiểm tra được chữ ký',
  'byte-range': 'chữ ký không bao trùm đúng tệp',
  'content-changed': 'nội dung khác với lúc ký',
  'content-type': 'chữ ký ghi sai loại nội dung được ký',
  'message-digest': 'chữ ký ghi sai mã băm của nội dung',
  'signed-attributes': 'chữ ký thiếu các thuộc tính phải ký',
  'signing-certificate': 'chữ ký không gắn với chứng thư đi kèm',
  'changed-after-signing': 'tệp bị sửa sau khi ký',
  'annotated-after-signing': 'tệp có ghi chú thêm vào sau khi ký',
  'not-covered-by-signature': 'có phần thêm vào cuối tệp chưa được ký',
  'ambiguous-structure': 'cấu trúc tệp đọc được theo nhiều cách',
  'weak-algorithm': 'thuật toán ký đã lạc hậu (MD5 hoặc SHA-1)',
  'weak-key': 'khóa ký quá ngắn',
  'untrusted-chain': 'chứng thư không do cơ quan chứng thực đã tin cậy cấp',
  'certificate-expired': 'chứng thư đã hết hạn, không có dấu thời gian chứng minh ký trước đó',
  'certificate-not-yet-valid': 'chứng thư chưa có hiệu lực',
  'certificate-revoked': 'chứng thư đã bị thu hồi',
  'revoked-without-proof': 'chứng thư đã bị thu hồi, không có dấu thời gian chứng minh ký trước đó',
  'wrong-usage': 'chứng thư không dùng để ký văn bản',
  'signed-outside-validity': 'ký ngoài thời hạn của chứng thư',
  'timestamp-broken': 'dấu thời gian không khớp với chữ ký',
  'xml-document-type': 'tệp XML có khai báo DOCTYPE nên không được đọc',
  'xml-reference': 'chữ ký XML trỏ ra ngoài tệp hoặc trỏ không rõ',
  'xml-transform': 'chữ ký XML dùng phép biến đổi không được phép',
  'xml-wrapped': 'tệp XML bị bọc lại: phần được ký không phải phần được đọc',
  'xml-part-only': 'chữ ký XML chỉ ký một phần của tệp',
}

export const noteWords: Record<Note, string> = {
  'judged-as-of-signing': 'xét tại thời điểm ký',
  'revocation-not-checked': 'chưa có dữ liệu để biết chứng thư có bị thu hồi hay không',
  'timestamp-untrusted': 'dấu thời gian không do cơ quan đã tin cậy cấp nên không được tính',
}

export const levelWords: Record<Level, string> = {
  'B-B': 'chữ ký cơ bản',
  'B-T': 'có dấu thời gian',
  'B-LT': 'kèm dữ liệu kiểm tra lâu dài',
  'B-LTA': 'lưu trữ lâu dài',
}

export const timeWords: Record<TimeSource, string> = {
  'signature-timestamp': 'theo dấu thời gian của chữ ký',
  'document-timestamp': 'theo dấu thời gian của tệp',
  claimed: 'theo lời khai của người ký',
  none: 'không có thời điểm',
}
