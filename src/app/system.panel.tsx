import { ButtonLink, Card, Facts, State } from '#platform/look/index.ts'
import type { SystemFact } from './system.ts'

/** The system in a card: what needs a deed is marked. */
export const System = ({ of }: { of: unknown }) => (
  <Card
    title="Hệ thống"
    tools={
      <ButtonLink size="small" icon="history" href="/quan-tri/he-thong">
        Xem tình trạng
      </ButtonLink>
    }
  >
    <Facts
      rows={(of as SystemFact[]).map(({ name, short, alarm }) => [
        name,
        <State key={name} tone={alarm === null ? 'done' : 'broken'}>
          {short}
        </State>,
      ])}
    />
  </Card>
)
