import type { SignerCompetence } from '../outgoing.ts'

export const purposeLabels = {
  FOR_HANDLING: 'Giải quyết',
  CONSULTATION: 'Xin ý kiến',
  INFORMATION: 'Để biết',
  REPORT: 'Để báo cáo',
  PERIODIC_REPORT: 'Báo cáo định kỳ',
  STATISTICS: 'Số liệu thống kê',
} as const
export const modeLabels = { ELECTRONIC: 'Chỉ điện tử', HYBRID: 'Điện tử kèm giấy', PAPER: 'Chỉ giấy' } as const
/** The same in the narrow switch of the compose screen. */
export const shortModes = { ELECTRONIC: 'Chỉ điện tử', HYBRID: 'Kèm giấy', PAPER: 'Chỉ giấy' } as const
export const urgencyWords = { NORMAL: 'Thường', URGENT: 'Khẩn', VERY_URGENT: 'Thượng khẩn', EXPRESS: 'Hỏa tốc' } as const
export const circulationLabels = { NONE: 'Không ghi', RETURN: 'Xem xong trả lại', INTERNAL: 'Lưu hành nội bộ' } as const
export const competenceLabels: Record<SignerCompetence | 'AUTO', string> = {
  AUTO: 'Theo chức vụ người ký',
  HEAD: 'Người đứng đầu ký',
  FOR_HEAD: 'KT. (ký thay)',
  ON_BEHALF_OF: 'TM. (thay mặt)',
  BY_ORDER: 'TL. (thừa lệnh)',
  BY_DELEGATION: 'TUQ. (thừa ủy quyền)',
  ACTING: 'Q. (quyền)',
}
export const scopeLabels = {
  '': 'Gửi ra ngoài cơ quan',
  numbered: 'Nội bộ, có số',
  unnumbered: 'Nội bộ, không số',
} as const
export const taskLabels = { REVIEW: 'duyệt', INITIAL: 'duyệt, ký nháy' } as const

export const choicesOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The words for each field that may be wrong; the key is the path of the shape. */
export const faultWords: Record<string, string> = {
  kind: 'Chọn loại văn bản.',
  subject: 'Ghi trích yếu, không quá 500 ký tự.',
  urgency: 'Chọn độ khẩn.',
  circulation: 'Chọn chỉ dẫn lưu hành trong danh sách.',
  dueOn: 'Hạn trả lời chưa đúng. Ghi theo dạng 30/11/2026.',
  content: 'Nội dung quá dài hoặc có ký tự không dùng được.',
  signer: 'Chọn người ký.',
  signerCompetence: 'Chọn thẩm quyền ký.',
  places: 'Nơi nhận in trên văn bản: mỗi dòng không quá 300 ký tự, không quá 200 dòng.',
  addressees: 'Nơi nhận để giải quyết: tên không quá 300 ký tự.',
  numbered: 'Văn bản gửi ra ngoài cơ quan phải có số.',
  recipients: 'Quá nhiều nơi nhận. Mỗi văn bản có không quá 1.000 nơi nhận.',
  recipient: 'Chọn nơi nhận, hoặc ghi tên nơi nhận ngoài hệ thống.',
  double: 'Nơi nhận này đã có ở trên. Hãy bỏ bớt một dòng.',
  outside: 'Văn bản nội bộ chỉ gửi đơn vị, người trong cơ quan.',
  purpose: 'Chọn mục đích gửi.',
  mode: 'Chọn hình thức gửi.',
  paperCopies: 'Ghi số bản giấy, từ 1 đến 10.000.',
  paperBasis: 'Gửi giấy phải có căn cứ. Chọn căn cứ cho nơi nhận này.',
  basisUnfit: 'Căn cứ này không dùng cho hình thức gửi hoặc mục đích gửi đã chọn. Chọn căn cứ khác.',
  paperRemark: 'Căn cứ này cần ghi rõ thêm.',
  unreachable: 'Nơi nhận này chưa nhận được văn bản điện tử. Chọn gửi giấy và căn cứ.',
  related: 'Văn bản liên quan chưa đúng. Hãy bỏ dòng đó và thêm lại.',
  cited: 'Không tìm thấy văn bản có số, ký hiệu này.',
  template: 'Nội dung đã viết nên không thay bằng mẫu. Muốn dùng mẫu, xóa hết nội dung rồi bấm lại.',
  reviewer: 'Người duyệt chưa đúng, bị trùng trong cùng một bước, hoặc chính là người ký.',
  file: 'Chưa tải tệp PDF của văn bản lên.',
  boxes: 'Chưa đặt vị trí số, ngày, chữ ký và dấu trên tệp PDF.',
  text: 'Ghi nội dung văn bản trước khi trình ký.',
}
