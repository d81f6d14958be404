import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { has } from '#kernel/actor.ts'
import { deskContext } from '#platform/http/contexts.ts'
import {
  Anchor,
  Card,
  Counter,
  Counters,
  Empty,
  Note,
  PageBody,
  PageHeader,
  PlainList,
  SearchBox,
  Stack,
} from '#platform/look/index.ts'
import { findPeople } from '../people/directory.sql.ts'
import { overviewOf } from './overview.sql.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams.get('q')?.trim() ?? ''
  return context.get(deskContext).work(async ({ tx, actor, clock }) => {
    const whole = has(actor, 'systemAdmin')
    return {
      own: actor.agency,
      whole,
      overview: await overviewOf(tx, whole ? null : actor.agency),
      query,
      found: query ? await findPeople(tx, query, clock.today) : [],
    }
  })
}

export const meta = () => [{ title: 'Quản trị · Liên Thông' }]

const lackWords = { clerk: 'chưa có văn thư', head: 'chưa có người đứng đầu', admin: 'chưa có quản trị đơn vị' } as const
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Found({ query, found }: Pick<Loaded, 'query' | 'found'>) {
  if (!query) return null
  if (found.length === 0) return <Note live>Không tìm thấy ai có tên “{query}”.</Note>
  return (
    <Card title={`Tìm thấy ${found.length} người`}>
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
  const { overview, own, whole, query, found } = useLoaderData<typeof loader>()
  const people = whole ? '/quan-tri' : `/quan-tri/co-quan/${own}`
  return (
    <>
      <PageHeader title="Quản trị" about={whole ? 'Toàn tỉnh' : 'Cơ quan của bạn'} />
      <PageBody>
        <Stack>
          <SearchBox label="Tìm người" placeholder="Tìm người theo tên, không cần dấu" query={query} wide />
          <Found query={query} found={found} />
          <Counters label="Tình trạng tài khoản">
            <Counter href={people} value={overview.people} label="Người" about={`${overview.agencies} cơ quan`} />
            <Counter
              href={people}
              value={overview.noPassword}
              label="Chưa đặt mật khẩu"
              about={`${overview.links} liên kết còn hạn`}
            />
            <Counter href={people} value={overview.locked} label="Đã khóa" />
          </Counters>
          <Card title="Cần bổ sung">
            {overview.lacks.length === 0 ? (
              <Empty title="Không thiếu gì">Cơ quan nào cũng có văn thư, người đứng đầu và quản trị đơn vị.</Empty>
            ) : (
              <PlainList>
                {overview.lacks.map((lack) => (
                  <li key={`${lack.id}-${lack.lack}`}>
                    <Anchor href={`/quan-tri/co-quan/${lack.id}`}>{lack.name}</Anchor> {lackWords[lack.lack]}
                  </li>
                ))}
              </PlainList>
            )}
          </Card>
        </Stack>
      </PageBody>
    </>
  )
}
