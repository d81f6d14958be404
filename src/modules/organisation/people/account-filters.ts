/** Which accounts a list of an administrator shows. */
export const accountFilters = {
  'tat-ca': 'Người dùng',
  'chua-dat-mat-khau': 'Chưa đặt mật khẩu',
  'da-khoa': 'Tài khoản bị khóa',
} as const
export type AccountFilter = keyof typeof accountFilters
