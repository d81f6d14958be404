import type { IconName } from '../icon/paths.ts'

export type RailLink = {
  key: string
  label: string /** The label for who reads English. */
  english?: string
  href: string
  count?: number
  current?: boolean
}
export type RailEntry = RailLink & {
  icon: IconName
  /** Shorter words for the bar at the foot of a phone. */
  short?: string
  /** Shown below the entry while it, or one of them, is the current place. */
  within?: readonly RailLink[]
}

/** The seven entries, in the users' order and words; further ones (Quản trị) come after them for those who may. */
export const mainEntries: readonly RailEntry[] = [
  { key: 'work', label: 'Việc của tôi', english: 'My work', short: 'Việc', href: '/', icon: 'inbox' },
  {
    key: 'documents',
    label: 'Văn bản',
    english: 'Documents',
    href: '/van-ban/den',
    icon: 'document',
    within: [
      { key: 'incoming', label: 'Văn bản đến', english: 'Incoming', href: '/van-ban/den' },
      { key: 'outgoing', label: 'Văn bản đi', english: 'Outgoing', href: '/van-ban/di' },
      { key: 'drafts', label: 'Dự thảo', english: 'Drafts', href: '/van-ban/du-thao' },
      { key: 'invitations', label: 'Giấy mời', english: 'Invitations', href: '/van-ban/giay-moi' },
      { key: 'issue', label: 'Phát hành', english: 'To issue', href: '/van-ban/phat-hanh' },
      { key: 'sign', label: 'Ký số', english: 'To sign', href: '/ky-so' },
      { key: 'books', label: 'Sổ văn bản', english: 'Registers', href: '/so-van-ban' },
      { key: 'groups', label: 'Nhóm nơi nhận', english: 'Groups of recipients', href: '/nhom-noi-nhan' },
      { key: 'search', label: 'Tra cứu', english: 'Search', href: '/tra-cuu' },
      { key: 'inspections', label: 'Thanh tra, kiểm tra', english: 'Inspections', href: '/thanh-tra' },
    ],
  },
  { key: 'onestop', label: 'Một cửa', english: 'One-stop', href: '/mot-cua', icon: 'desk' },
  { key: 'files', label: 'Hồ sơ công việc', english: 'Work files', short: 'Hồ sơ', href: '/ho-so', icon: 'folder' },
  { key: 'calendar', label: 'Lịch và họp', english: 'Calendar and meetings', short: 'Lịch', href: '/lich', icon: 'calendar' },
  { key: 'directives', label: 'Chỉ đạo, nhiệm vụ', english: 'Directives', short: 'Chỉ đạo', href: '/chi-dao', icon: 'flag' },
  {
    key: 'reports',
    label: 'Báo cáo',
    english: 'Reports',
    href: '/bao-cao/trao-doi',
    icon: 'chart',
    within: [
      { key: 'exchange', label: 'Trao đổi văn bản', english: 'Document exchange', href: '/bao-cao/trao-doi' },
      { key: 'periodic', label: 'Báo cáo định kỳ', english: 'Periodic report', href: '/bao-cao/dinh-ky' },
      { key: 'procedures', label: 'Thủ tục hành chính', english: 'Procedures', href: '/bao-cao/thu-tuc' },
      { key: 'ict', label: 'ICT Index', english: 'ICT Index', href: '/bao-cao/ict' },
      { key: 'ranking', label: 'Xếp hạng', english: 'Rankings', href: '/bao-cao/xep-hang' },
    ],
  },
]

export const administrationEntry: RailEntry = {
  key: 'admin',
  label: 'Quản trị',
  english: 'Administration',
  href: '/quan-tri',
  icon: 'lock',
  within: [
    { key: 'people', label: 'Tổ chức, người dùng', english: 'Agencies and people', href: '/quan-tri' },
    { key: 'import', label: 'Nhập từ Excel', english: 'Import', href: '/quan-tri/nhap' },
    { key: 'keys', label: 'Chứng thư số', english: 'Certificates', href: '/chung-thu-so/co-quan' },
    { key: 'anchors', label: 'Cơ quan chứng thực', english: 'Authorities', href: '/chung-thu-so/tin-cay' },
    { key: 'system', label: 'Hệ thống', english: 'System', href: '/quan-tri/he-thong' },
    { key: 'pieces', label: 'Mẫu giao diện', english: 'Catalogue of the look', href: '/mau-giao-dien' },
  ],
}

/** On the phone the search stands in the bar at the foot. */
export const searchEntry: RailEntry = {
  key: 'search',
  label: 'Tra cứu',
  english: 'Search',
  short: 'Tìm',
  href: '/tra-cuu',
  icon: 'search',
}

/** Marks the entry with the given key as the current place and puts the counters in. */
export function railFor(
  current: string | null,
  counts: Readonly<Record<string, number>> = {},
  entries: readonly RailEntry[] = mainEntries,
): RailEntry[] {
  const mark = <Entry extends RailLink>(entry: Entry): Entry => ({
    ...entry,
    current: entry.key === current,
    ...(counts[entry.key] ? { count: counts[entry.key] } : {}),
  })
  return entries.map((entry) => (entry.within ? { ...mark(entry), within: entry.within.map(mark) } : mark(entry)))
}

/** True for the entry itself and for one that holds the current place. */
export const isOpen = (entry: RailEntry): boolean =>
  entry.current === true || (entry.within?.some((inner) => inner.current) ?? false)
