/** The levels of the tree of agencies, as reports head their groups. */
export const levelWords = {
  CENTRAL: 'Trung ương',
  PROVINCE: 'Cấp tỉnh',
  DISTRICT: 'Cấp huyện',
  COMMUNE: 'Cấp xã',
  HAMLET: 'Thôn',
} as const
