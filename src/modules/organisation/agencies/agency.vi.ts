import type { Agency } from './agency.ts'

/** What people read for an administrative level and for a kind of agency. */
export const levelWords: Readonly<Record<Agency['level'], string>> = {
  CENTRAL: 'Trung ương',
  PROVINCE: 'Cấp tỉnh',
  DISTRICT: 'Cấp huyện (đến 30/06/2025)',
  COMMUNE: 'Cấp xã',
  HAMLET: 'Thôn, bản; tổ dân phố',
}

export const kindWords: Readonly<Record<Agency['kind'], string>> = {
  STATE: 'Cơ quan nhà nước',
  PARTY: 'Cơ quan của Đảng',
  MASS_ORGANISATION: 'Đoàn thể',
  PUBLIC_UNIT: 'Đơn vị sự nghiệp công lập',
  UNDER_ANOTHER_SEAL: 'Dùng con dấu của cơ quan khác, sổ riêng',
}

export const successionWords = {
  MERGE: 'Sáp nhập',
  SPLIT: 'Chia tách',
  RENAME: 'Đổi tên',
  LEVEL_ABOLISHED: 'Bỏ cấp',
} as const
export type Succession = keyof typeof successionWords
