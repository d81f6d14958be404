import { Counter, Counters } from '#platform/look/index.ts'
import type { Overview } from './overview.sql.ts'

/** Accounts of the agencies looked after, by how they stand; each figure opens its people. */
export function AccountCounters({ of, chosen }: { of: Overview; chosen?: string | null }) {
  const all = [
    ['tat-ca', of.people, 'Người dùng', `${of.agencies} cơ quan`],
    ['chua-dat-mat-khau', of.noPassword, 'Chưa đặt mật khẩu', `${of.links} liên kết còn hạn`],
    ['da-khoa', of.locked, 'Tài khoản bị khóa', of.locked > 0 ? 'mở lại hoặc cấp liên kết' : 'không có ai'],
  ] as const
  return (
    <Counters label="Tình trạng tài khoản">
      {all.map(([key, value, label, about]) => (
        <Counter
          key={key}
          href={`/quan-tri?loc=${key}`}
          value={value}
          label={label}
          about={about}
          pressed={chosen === key}
          trouble={key === 'da-khoa'}
        />
      ))}
    </Counters>
  )
}
