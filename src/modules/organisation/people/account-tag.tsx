import { State } from '#platform/look/index.ts'
import type { AccountState } from './directory.sql.ts'

const words = {
  NONE: ['draft', 'Chưa có tài khoản'],
  NO_PASSWORD: ['waiting', 'Chưa đặt mật khẩu'],
  OPEN: ['done', 'Đang dùng'],
  LOCKED: ['broken', 'Đã khóa'],
} as const

/** Where an account stands, in the words of administrators. */
export function AccountTag({ of }: { of: AccountState }) {
  const [tone, label] = words[of]
  return <State tone={tone}>{label}</State>
}
