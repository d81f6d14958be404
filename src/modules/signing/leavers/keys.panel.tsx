import type { Panel } from '#platform/http/panels.tsx'
import { Card, Facts } from '#platform/look/index.ts'
import type { HeldKeys } from './leaver.sql.ts'

const words = ({ kind, count, revoked }: HeldKeys): string => {
  if (kind === 'AGENCY') return count > 0 ? 'Mở được bằng mã PIN riêng' : 'Không còn hiệu lực'
  return count > 0 ? 'Đang dùng' : revoked > 0 ? 'Đã ngừng dùng' : 'Đã thay'
}

/** On the page of a person: which keys they can open, that is what ends when they leave. */
export const keysPanel: Panel = {
  name: 'signing.keys',
  Show: ({ of }) => (
    <Card title="Chứng thư số">
      <Facts
        rows={(of as HeldKeys[]).map(
          (key) => [key.kind === 'AGENCY' ? `Con dấu số của ${key.agencyName}` : 'Chứng thư cá nhân', words(key)] as const,
        )}
      />
      <p className="lt-3">Khi người này nghỉ, chứng thư cá nhân ngừng dùng và quyền mở con dấu số của cơ quan bị thu hồi ngay.</p>
    </Card>
  ),
}
