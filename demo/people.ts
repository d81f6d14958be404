import type { Role } from '#kernel/actor.ts'

/** An invented province: no name here is that of a real official or agency (DESIGN 5.16). */
export const province = 'Tỉnh Thanh Giang'

export type DemoAgency = {
  code: string
  parent: string | null
  name: string
  shortName: string
  symbol: string
  level: 'CENTRAL' | 'PROVINCE' | 'COMMUNE'
  reachable?: false
  divisions: { name: string; symbol: string }[]
}

export const agencies: DemoAgency[] = [
  {
    code: 'H99',
    parent: null,
    name: 'Ủy ban nhân dân tỉnh Thanh Giang',
    shortName: 'UBND tỉnh',
    symbol: 'UBND',
    level: 'PROVINCE',
    divisions: [
      { name: 'Phòng Tổng hợp', symbol: 'TH' },
      { name: 'Phòng Khoa giáo, Văn xã', symbol: 'KGVX' },
    ],
  },
  {
    code: 'H99.11',
    parent: 'H99',
    name: 'Sở Tài chính',
    shortName: 'Sở Tài chính',
    symbol: 'STC',
    level: 'PROVINCE',
    divisions: [
      { name: 'Phòng Ngân sách', symbol: 'NS' },
      { name: 'Phòng Tin học, thống kê', symbol: 'THTK' },
      { name: 'Văn phòng', symbol: 'VP' },
    ],
  },
  {
    code: 'H99.13',
    parent: 'H99',
    name: 'Sở Khoa học và Công nghệ',
    shortName: 'Sở KH&CN',
    symbol: 'SKHCN',
    level: 'PROVINCE',
    divisions: [{ name: 'Phòng Chuyển đổi số', symbol: 'CĐS' }],
  },
  {
    code: 'H99.51',
    parent: 'H99',
    name: 'Ủy ban nhân dân phường Tân Lập',
    shortName: 'UBND phường Tân Lập',
    symbol: 'UBND',
    level: 'COMMUNE',
    divisions: [{ name: 'Văn phòng', symbol: 'VP' }],
  },
  {
    code: 'G99',
    parent: null,
    name: 'Bộ Chuyên ngành',
    shortName: 'Bộ Chuyên ngành',
    symbol: 'BCN',
    level: 'CENTRAL',
    reachable: false,
    divisions: [],
  },
]

export type DemoPerson = {
  login: string
  name: string
  agency: string
  division: string | null
  position: string
  roles: Role[]
  head?: true
  /** What this person shows, on the sign-in page. */
  about: string
}

export const people: DemoPerson[] = [
  {
    login: 'na.lethu',
    name: 'Lê Thu Na',
    agency: 'H99.11',
    division: 'VP',
    position: 'Văn thư',
    roles: ['recordsClerk'],
    about: 'Vào sổ, cấp số, đóng dấu, phát hành',
  },
  {
    login: 'yen.vuhai',
    name: 'Vũ Hải Yến',
    agency: 'H99.11',
    division: 'VP',
    position: 'Chánh Văn phòng',
    roles: ['chiefOfOffice'],
    about: 'Phân loại, đề xuất người xử lý',
  },
  {
    login: 'an.levan',
    name: 'Lê Văn An',
    agency: 'H99.11',
    division: null,
    position: 'Giám đốc',
    roles: ['agencyLeader'],
    head: true,
    about: 'Cho ý kiến, ký số trên điện thoại',
  },
  {
    login: 'toan.phamduc',
    name: 'Phạm Đức Toàn',
    agency: 'H99.11',
    division: 'NS',
    position: 'Trưởng phòng Ngân sách',
    roles: ['headOfDivision'],
    about: 'Phân công, duyệt dự thảo',
  },
  {
    login: 'anh.nguyenthi',
    name: 'Nguyễn Thị Ánh',
    agency: 'H99.11',
    division: 'NS',
    position: 'Chuyên viên',
    roles: ['specialist'],
    about: 'Xử lý, soạn văn bản trả lời',
  },
  {
    login: 'lam.tadinh',
    name: 'Tạ Đình Lâm',
    agency: 'H99.11',
    division: 'THTK',
    position: 'Quản trị đơn vị',
    roles: ['unitAdmin'],
    about: 'Tài khoản, cơ cấu, chứng thư số',
  },
  {
    login: 'hien.luongthe',
    name: 'Lương Thế Hiển',
    agency: 'H99.11',
    division: 'THTK',
    position: 'Trưởng phòng Tin học, thống kê',
    roles: ['headOfDivision'],
    about: 'Phối hợp xử lý',
  },
  {
    login: 'thinh.ngohuu',
    name: 'Ngô Hữu Thịnh',
    agency: 'H99',
    division: null,
    position: 'Phó Chủ tịch',
    roles: ['agencyLeader'],
    about: 'Cho ý kiến, ký thay Chủ tịch',
  },
  {
    login: 'minh.tranquang',
    name: 'Trần Quang Minh',
    agency: 'H99',
    division: null,
    position: 'Chủ tịch',
    roles: ['agencyLeader'],
    head: true,
    about: 'Chỉ đạo toàn tỉnh',
  },
  {
    login: 'hoa.dothi',
    name: 'Đỗ Thị Hoa',
    agency: 'H99',
    division: 'TH',
    position: 'Văn thư',
    roles: ['recordsClerk'],
    about: 'Văn thư UBND tỉnh',
  },
  {
    login: 'duong.buitung',
    name: 'Bùi Tùng Dương',
    agency: 'H99',
    division: 'TH',
    position: 'Chuyên viên',
    roles: ['specialist'],
    about: 'Soạn văn bản của UBND tỉnh',
  },
  {
    login: 'bach.huynhgia',
    name: 'Huỳnh Gia Bách',
    agency: 'H99.13',
    division: 'CĐS',
    position: 'Theo dõi chỉ tiêu',
    roles: ['ictDepartment', 'systemAdmin'],
    about: 'Số liệu toàn tỉnh',
  },
  {
    login: 'kim.hoangthi',
    name: 'Hoàng Thị Kim',
    agency: 'H99.13',
    division: 'CĐS',
    position: 'Văn thư',
    roles: ['recordsClerk'],
    about: 'Văn thư Sở Khoa học và Công nghệ',
  },
  {
    login: 'khoa.dangdinh',
    name: 'Đặng Đình Khoa',
    agency: 'H99.13',
    division: null,
    position: 'Giám đốc',
    roles: ['agencyLeader'],
    head: true,
    about: 'Ký số',
  },
  {
    login: 'quynh.maingoc',
    name: 'Mai Ngọc Quỳnh',
    agency: 'H99.51',
    division: 'VP',
    position: 'Cán bộ một cửa, văn thư',
    roles: ['receptionOfficer', 'recordsClerk'],
    about: 'UBND phường Tân Lập',
  },
  {
    login: 'tuan.dovan',
    name: 'Đỗ Văn Tuấn',
    agency: 'H99.51',
    division: null,
    position: 'Chủ tịch',
    roles: ['agencyLeader'],
    head: true,
    about: 'Chủ tịch phường',
  },
  {
    login: 'nghia.dangtrong',
    name: 'Đặng Trọng Nghĩa',
    agency: 'H99',
    division: null,
    position: 'Thanh tra',
    roles: ['inspector'],
    about: 'Chỉ đọc',
  },
]

/** The PIN of every demonstration key, said aloud on the signing sheet. */
export const demonstrationPin = '12345678'
