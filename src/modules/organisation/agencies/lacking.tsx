import { Anchor, More, PlainList, Stack } from '#platform/look/index.ts'
import type { Lack } from './overview.sql.ts'

const words = { clerk: 'văn thư', head: 'người đứng đầu', admin: 'quản trị đơn vị' } as const
const shown = 6

/** Agencies that lack somebody they cannot work without, a line each; a long list is folded after the first ones. */
export function Lacking({ of }: { of: readonly Lack[] }) {
  const lines = [...Map.groupBy(of, ({ id }) => id)].map(([id, lacks]) => ({
    id,
    name: lacks[0]?.name ?? '',
    lacks: lacks.map(({ lack }) => words[lack]).join(', '),
  }))
  const list = (some: typeof lines) => (
    <PlainList>
      {some.map((one) => (
        <li key={one.id}>
          <Anchor href={`/quan-tri/co-quan/${one.id}`}>{one.name}</Anchor> <span className="lt-2">chưa có {one.lacks}</span>
        </li>
      ))}
    </PlainList>
  )
  return (
    <Stack>
      {list(lines.slice(0, shown))}
      {lines.length > shown && <More label={`${lines.length - shown} cơ quan nữa`}>{list(lines.slice(shown))}</More>}
    </Stack>
  )
}
