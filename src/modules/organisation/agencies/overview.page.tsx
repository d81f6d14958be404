import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { deskContext } from '#platform/http/contexts.ts'
import {
  Anchor,
  ButtonLink,
  Card,
  Empty,
  Note,
  PageBody,
  PageHeader,
  PlainList,
  Row,
  SearchBox,
  Stack,
} from '#platform/look/index.ts'
import { UnsureYear } from '../holidays/unsure-year.tsx'
import { yearToConfirm } from '../holidays/year.ts'
import { type AccountFilter, accountFilters } from '../people/account-filters.ts'
import { findPeople, peopleWith } from '../people/directory.sql.ts'
import { administers } from '../people/person.policy.ts'
import { AccountCounters } from './account-counters.tsx'
import { Lacking } from './lacking.tsx'
import { overviewOf } from './overview.sql.ts'

const filterOf = (text: string | null) => (text !== null && text in accountFilters ? (text as AccountFilter) : null)

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const query = search.get('q')?.trim() ?? ''
  const filter = filterOf(search.get('loc'))
  const desk = context.get(deskContext)
  if (!administers(desk.actor)) throw new Refused('not-allowed', 'administration')
  return desk.work(async (work) => {
    const { tx, actor, clock } = work
    const whole = has(actor, 'systemAdmin')
    const reach = whole ? null : actor.agency
    const found = query ? await findPeople(tx, query, clock.today) : filter ? await peopleWith(tx, filter, reach) : []
    const unsure = whole ? await yearToConfirm(work) : null
    return { whole, overview: await overviewOf(tx, reach), unsure, query, filter, found }
  })
}

export const meta = () => [{ title: 'Quản trị · Liên Thông' }]

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Found({ query, filter, found }: Pick<Loaded, 'query' | 'filter' | 'found'>) {
  if (!query && !filter) return null
  if (found.length === 0) return <Note live>{query ? `Không tìm thấy ai có tên “${query}”.` : 'Không có ai.'}</Note>
  return (
    <Card title={filter && !query ? `${accountFilters[filter]}: ${found.length} người` : `Tìm thấy ${found.length} người`}>
      <PlainList>
        {found.map((one) => (
          <li key={`${one.person}-${one.agency}-${one.position}`}>
            <Anchor href={`/quan-tri/nguoi/${one.person}`}>{one.name}</Anchor>, {one.position},{' '}
            <Anchor href={`/quan-tri/co-quan/${one.agency}`}>{one.agencyName}</Anchor>
          </li>
        ))}
      </PlainList>
    </Card>
  )
}

export default function OverviewPage() {
  const { overview, whole, unsure, query, filter, found } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Quản trị"
        about={whole ? 'Toàn tỉnh' : 'Cơ quan của bạn'}
        back={query || filter ? { href: '/quan-tri', label: 'Về cây tổ chức' } : undefined}
      />
      <AccountCounters of={overview} chosen={filter} />
      <PageBody>
        <Stack>
          <SearchBox label="Tìm người" placeholder="Tìm người theo tên, không cần dấu" query={query} wide />
          <Found query={query} filter={filter} found={found} />
          <UnsureYear of={unsure} />
          <Row wrap>
            <ButtonLink icon="calendar" href="/quan-tri/ngay-nghi">
              Ngày nghỉ
            </ButtonLink>
            <ButtonLink icon="desk" href="/quan-tri/he-thong">
              Hệ thống
            </ButtonLink>
          </Row>
          <Card title="Cần bổ sung">
            {overview.lacks.length === 0 ? (
              <Empty title="Không thiếu gì">Cơ quan nào cũng có văn thư, người đứng đầu và quản trị đơn vị.</Empty>
            ) : (
              <Lacking of={overview.lacks} />
            )}
          </Card>
        </Stack>
      </PageBody>
    </>
  )
}
