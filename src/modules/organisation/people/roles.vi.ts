import type { Role } from '#kernel/actor.ts'

/** What people read for a role; the same words as data/roles.yaml. */
export const roleWords: Readonly<Record<Role, string>> = {
  recordsClerk: 'Văn thư',
  chiefOfOffice: 'Chánh văn phòng',
  specialist: 'Chuyên viên',
  headOfDivision: 'Lãnh đạo đơn vị',
  agencyLeader: 'Lãnh đạo cơ quan',
  receptionOfficer: 'Cán bộ một cửa',
  unitAdmin: 'Quản trị đơn vị',
  systemAdmin: 'Quản trị tỉnh',
  ictDepartment: 'Sở phụ trách CNTT',
  inspector: 'Thanh tra',
  archivist: 'Cán bộ lưu trữ',
}
