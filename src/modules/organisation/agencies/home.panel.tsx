import { Card, Checks, Stack } from '#platform/look/index.ts'
import { UnsureYear } from '../holidays/unsure-year.tsx'
import { AccountCounters } from './account-counters.tsx'
import { Lacking } from './lacking.tsx'
import type { Overview } from './overview.sql.ts'

export const Accounts = ({ of }: { of: unknown }) => <AccountCounters of={of as Overview} />

export function Lacks({ of }: { of: unknown }) {
  const { lacks, unsure } = of as Overview & { unsure: number | null }
  return (
    <Card title="Cần bổ sung">
      <Stack>
        <UnsureYear of={unsure} />
        {lacks.length === 0 ? (
          <Checks first="check" rows={['Có văn thư', 'Có người đứng đầu', 'Có quản trị đơn vị']} />
        ) : (
          <Lacking of={lacks} />
        )}
      </Stack>
    </Card>
  )
}
