import { approve, cancel, create, number, seal, sendBack, sign, withdraw } from '#documents'
import { chanceOf, sideBySide } from './crowd.ts'
import { submitted, written } from './issuing.ts'
import type { Pattern } from './province.ts'
import { demonstrationPin as pin } from './province.ts'
import { recipientsOf } from './recipients.ts'
import { minutesLater, type Stage } from './stage.ts'

/** How far a draft has come: who has it now. */
type Standing =
  | 'draft'
  | 'withdrawn'
  | 'cancelled'
  | 'first'
  | 'second'
  | 'returned'
  | 'toSign'
  | 'signed'
  | 'numbered'
  | 'sealed'
type Waiting = {
  at: string
  drafter: string
  signer: string
  standing: Standing
  subject: string
  kind?: string
  urgency?: Pattern['urgency']
}

const finance = { at: 'H99.11', drafter: 'anh.nguyenthi', signer: 'an.levan' }
const committee = { at: 'H99', drafter: 'duong.buitung', signer: 'thinh.ngohuu' }
const science = { at: 'H99.13', drafter: 'tam.phanthanh', signer: 'khoa.dangdinh' }
const ward = { at: 'H99.51', drafter: 'quynh.maingoc', signer: 'tuan.dovan' }

const waiting: Waiting[] = [
  { ...finance, standing: 'draft', subject: 'báo cáo tình hình thực hiện dự toán ngân sách quý IV' },
  { ...finance, standing: 'draft', subject: 'hướng dẫn lập dự toán kinh phí chuyển đổi số', kind: 'GUIDELINE' },
  { ...finance, standing: 'withdrawn', subject: 'đề nghị cung cấp danh mục tài sản công' },
  { ...finance, standing: 'cancelled', subject: 'mời họp thống nhất định mức phân bổ' },
  { ...finance, standing: 'returned', subject: 'thẩm định dự toán cải tạo trụ sở xã Suối Trai' },
  { ...finance, standing: 'first', subject: 'góp ý dự thảo Nghị quyết về mức chi sự nghiệp giáo dục', urgency: 'URGENT' },
  { ...finance, standing: 'first', subject: 'kế hoạch kiểm tra quyết toán năm', kind: 'PLAN' },
  { ...finance, standing: 'second', subject: 'thông báo thời hạn khóa sổ kế toán cuối năm', kind: 'NOTICE' },
  { ...finance, standing: 'second', subject: 'trả lời kiến nghị của cử tri phường Tân Lập' },
  { ...finance, standing: 'toSign', subject: 'tạm ứng kinh phí khắc phục hậu quả mưa lũ', urgency: 'EXPRESS' },
  { ...finance, standing: 'toSign', subject: 'đề nghị phê duyệt dự toán bổ sung quý IV', kind: 'SUBMISSION' },
  { ...finance, standing: 'toSign', subject: 'phân công thành viên Tổ thẩm định giá', kind: 'DECISION' },
  { ...finance, standing: 'toSign', subject: 'báo cáo công khai ngân sách chín tháng', kind: 'REPORT' },
  { ...finance, standing: 'signed', subject: 'đôn đốc quyết toán dự án hoàn thành' },
  { ...finance, standing: 'signed', subject: 'ban hành Quy chế chi tiêu nội bộ', kind: 'DECISION' },
  { ...finance, standing: 'signed', subject: 'dự hội nghị triển khai dự toán năm sau', kind: 'INVITATION' },
  { ...finance, standing: 'numbered', subject: 'cung cấp số liệu nợ đọng xây dựng cơ bản' },
  { ...finance, standing: 'sealed', subject: 'hướng dẫn thanh toán không dùng tiền mặt' },
  { ...committee, standing: 'draft', subject: 'giao chỉ tiêu trao đổi văn bản điện tử năm sau' },
  { ...committee, standing: 'first', subject: 'kiểm điểm tiến độ nhiệm vụ quý IV', kind: 'NOTICE' },
  { ...committee, standing: 'second', subject: 'tăng cường phòng cháy, chữa cháy dịp cuối năm', kind: 'DIRECTIVE' },
  { ...committee, standing: 'toSign', subject: 'cho ý kiến về dự toán ngân sách địa phương', urgency: 'URGENT' },
  {
    ...committee,
    standing: 'toSign',
    subject: 'chỉ đạo tiêu úng, bảo vệ sản xuất vụ đông',
    kind: 'TELEGRAM',
    urgency: 'EXPRESS',
  },
  {
    ...committee,
    signer: 'minh.tranquang',
    standing: 'toSign',
    subject: 'phê duyệt Đề án Trung tâm điều hành thông minh',
    kind: 'DECISION',
  },
  {
    ...committee,
    signer: 'minh.tranquang',
    standing: 'toSign',
    subject: 'tổng kết công tác cải cách hành chính năm',
    kind: 'PLAN',
  },
  { ...committee, standing: 'signed', subject: 'đôn đốc giải ngân vốn đầu tư công tháng cuối năm' },
  { ...committee, standing: 'signed', subject: 'kết luận phiên họp Ủy ban nhân dân tỉnh', kind: 'NOTICE' },
  { ...science, standing: 'toSign', subject: 'đánh giá mức độ trao đổi văn bản điện tử tháng này', kind: 'REPORT' },
  { ...science, standing: 'toSign', subject: 'kế hoạch tập huấn chữ ký số cho cán bộ cấp xã', kind: 'PLAN' },
  { ...science, standing: 'signed', subject: 'hướng dẫn kết nối trục liên thông' },
  { ...science, standing: 'draft', subject: 'nhắc các cơ quan dưới chỉ tiêu' },
  { ...ward, standing: 'draft', subject: 'đề nghị bổ sung trang thiết bị bộ phận một cửa' },
  { ...ward, standing: 'toSign', subject: 'báo cáo kết quả tiếp nhận hồ sơ tháng này', kind: 'REPORT' },
  { ...ward, standing: 'toSign', subject: 'đề nghị hỗ trợ kinh phí chỉnh trang đô thị', kind: 'SUBMISSION' },
  { ...ward, standing: 'signed', subject: 'thông báo lịch tiếp công dân tháng tới', kind: 'NOTICE' },
]

const order: Standing[] = ['first', 'second', 'toSign', 'signed', 'numbered', 'sealed']

/** Draft, then as many of the steps as its standing says. */
async function stand(stage: Stage, one: Waiting, at: Date): Promise<void> {
  const { kind = 'OFFICIAL_LETTER', urgency = 'NORMAL', subject, drafter, signer } = one
  const pattern: Pattern = { kind, urgency, subject, to: 'departments', purpose: 'FOR_HANDLING', due: 7, numbered: true }
  const plan = {
    body: stage.body(one.at),
    pattern,
    at,
    field: 'ngân sách',
    inside: false,
    mode: 'ELECTRONIC' as const,
    drafter,
    signer,
  }
  const text = written(stage, plan, { recipients: recipientsOf(stage, plan, 1) })
  const desk = (key: string, minutes: number) => stage.desk(key, minutesLater(at, minutes))
  if (one.standing === 'draft' || one.standing === 'cancelled') {
    const id = await desk(drafter, 0).work((work) => create(work, text.form))
    if (one.standing === 'cancelled')
      await desk(drafter, 2).work((work) => cancel(work, id, 'Đã trao đổi trực tiếp, không cần họp.'))
    return
  }
  const id = await submitted(stage, text, at)
  const [first, ...others] = text.reviewers
  if (one.standing === 'withdrawn') return desk(drafter, 2).work((work) => withdraw(work, id))
  if (one.standing === 'returned' && first)
    return desk(first, 3).work((work) =>
      sendBack(work, id, { reason: stage.chance.of(stage.texts.phrases.returns), code: 'CONTENT' }),
    )
  const reached = order.indexOf(one.standing)
  if (first && reached >= 1) await desk(first, 3).work((work) => approve(work, id, 'Đồng ý, kính trình.'))
  for (const key of reached >= 2 ? others : []) await desk(key, 6).work((work) => approve(work, id, ''))
  if (reached >= 3) await sign(desk(signer, 9), [id], pin)
  const { clerk } = stage.body(one.at)
  if (reached < 4 || !clerk) return
  await desk(clerk, 12).work((work) => number(work, id))
  if (reached >= 5) await seal(desk(clerk, 13), await stage.sealOf(clerk, minutesLater(at, 13)), id)
}

/** Every state a draft can wait in, at the agencies whose people are met first: each agency throws its own dice. */
export async function waitingDrafts(stage: Stage, at: Date): Promise<void> {
  const timed = waiting.map((one, index) => ({ one, when: minutesLater(at, index * 10) }))
  const byAgency = [...Map.groupBy(timed, ({ one }) => one.at)]
  await sideBySide(byAgency, byAgency.length, async ([agency, drafts]) => {
    const own: Stage = { ...stage, chance: chanceOf(`${agency} drafts`) }
    for (const { one, when } of drafts) await stand(own, one, when)
  })
}
