import type { Role } from '#kernel/actor.ts'

/** What each role shows, for who meets the demonstration for the first time: in Vietnamese, in English. */
export const roleDays: Partial<Record<Role, readonly [string, string]>> = {
  recordsClerk: ['Vào sổ, cấp số, đóng dấu, phát hành', 'Registers, numbers, seals, issues'],
  chiefOfOffice: ['Phân loại, đề xuất người xử lý', 'Sorts, proposes who handles'],
  agencyLeader: ['Cho ý kiến, ký số trên điện thoại', 'Directs, signs on the phone'],
  headOfDivision: ['Phân công, duyệt dự thảo', 'Assigns, reviews drafts'],
  specialist: ['Xử lý, soạn văn bản trả lời', 'Handles, drafts answers'],
  unitAdmin: ['Tài khoản, cơ cấu, chứng thư số', 'Accounts, divisions, certificates'],
  ictDepartment: ['Số liệu trao đổi văn bản toàn tỉnh', 'Exchange figures of the province'],
  receptionOfficer: ['Tiếp nhận hồ sơ tại quầy', 'Receives files at the counter'],
  inspector: ['Chỉ đọc, xem vết', 'Reads only, follows the trail'],
}
