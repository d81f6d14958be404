import type { Channel, Purpose } from './definition.ts'
import type { Scope } from './measures.ts'
import type { Matter, Openable } from './report.sql.ts'
import type { Order } from './report.ts'
import type { Verdict } from './targets.ts'

/** The words of the exchange report (glossary: electronic exchange). */
export const scopeWords: Record<Scope, string> = {
  BETWEEN: 'Giữa các cơ quan',
  INTERNAL: 'Trong nội bộ cơ quan',
  EXTERNAL: 'Với tổ chức, doanh nghiệp, cá nhân',
  ALL: 'Tất cả văn bản đã gửi',
  TO_GOVERNMENT: 'Gửi Trung ương',
  TO_PROVINCE: 'Trình UBND tỉnh',
  TO_DISTRICT: 'Trình UBND cấp huyện',
}

export const scopesToChoose: readonly Scope[] = [
  ...(['BETWEEN', 'INTERNAL', 'EXTERNAL', 'ALL', 'TO_GOVERNMENT', 'TO_PROVINCE', 'TO_DISTRICT'] as const),
]

export const verdictWords: Record<Verdict, string> = {
  MET: 'Đạt',
  NOT_MET: 'Chưa đạt',
  NOT_APPLICABLE: 'Không phát sinh',
  NOT_YET_DUE: 'Chưa đến hạn',
}

export const openWords: Record<Openable, string> = {
  documents: 'Văn bản đã gửi',
  unnumbered: 'Tài liệu nội bộ không số',
  e: 'Hoàn toàn điện tử',
  h: 'Điện tử kèm văn bản giấy',
  p: 'Hoàn toàn bằng giấy',
  paper: 'Có bản giấy',
  electronic: 'Có gửi điện tử',
  mixed: 'Hình thức gửi khác nhau giữa các nơi nhận',
  complete: 'Gửi điện tử toàn bộ hồ sơ',
  incomplete: 'Chưa gửi điện tử toàn bộ hồ sơ',
  eoffice: 'Qua hệ thống quản lý văn bản',
  email: 'Qua thư điện tử',
  portal: 'Qua cổng, trang thông tin',
  specialised: 'Qua hệ thống chuyên ngành',
  failed: 'Chưa gửi được',
  refused: 'Bị từ chối tiếp nhận',
  'sent-e': 'Có nơi nhận hoàn toàn điện tử',
  'sent-h': 'Có nơi nhận điện tử kèm giấy',
  'sent-p': 'Có nơi nhận chỉ bằng giấy',
  'unasked-paper': 'Gửi giấy khi chỉ để biết, góp ý, báo cáo',
}

export const channelWords: Record<Channel, string> = {
  EOFFICE: 'Hệ thống quản lý văn bản',
  EMAIL: 'Thư điện tử',
  PORTAL: 'Cổng, trang thông tin',
  SPECIALISED: 'Hệ thống chuyên ngành',
}

export const purposeWords: Record<Purpose, string> = {
  FOR_HANDLING: 'Giải quyết',
  CONSULTATION: 'Xin ý kiến, góp ý',
  INFORMATION: 'Để biết',
  REPORT: 'Để báo cáo',
  PERIODIC_REPORT: 'Báo cáo định kỳ',
  STATISTICS: 'Số liệu thống kê',
}

export const matterWords = {
  failed: 'văn bản chưa gửi được',
  refused: 'văn bản bị từ chối tiếp nhận',
  waiting: 'văn bản chờ tiếp nhận quá 4 giờ',
  recall: 'văn bản xin lấy lại chưa được trả lời',
} as const satisfies Record<Matter, string>

export const orderNames: Record<Order, 'thap' | 'cao' | 'tang'> = { lowest: 'thap', highest: 'cao', rising: 'tang' }
export const orderWords: Record<Order, string> = { lowest: 'Thấp nhất trước', highest: 'Cao nhất', rising: 'Tăng nhanh' }

/** So many points below its target an agency counts as near it: a choice of the screen, not of the law. */
export const nearPoints = 10
