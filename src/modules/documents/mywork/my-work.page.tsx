import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { formatDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { Counter, Counters, Due, Empty, Item, KindTag, List, PageHeader, UrgencyTag } from '#platform/look/index.ts'
import { type BoxKey, boxesOf, boxKeys, boxLabels } from './boxes.ts'
import { boxCounts } from './my-work.sql.ts'
import { waitingIn } from './waiting.ts'

const isBox = (key: string | null): key is BoxKey => boxKeys.includes(key as BoxKey)

/** Việc của tôi: the boxes of one's roles as counters, the rows of the chosen one below. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('hop')
  return context.get(deskContext).work(async (work) => {
    const boxes = boxesOf(work.actor)
    const counts = await boxCounts(work)
    const chosen = isBox(asked) && boxes.includes(asked) ? asked : (boxes.find((box) => counts[box] > 0) ?? boxes[0])
    if (!chosen) throw new Error('a person without boxes')
    return { boxes, counts, chosen, rows: await waitingIn(work, chosen), today: work.clock.today }
  })
}

export const meta = () => [{ title: 'Việc của tôi · Liên Thông' }]

const trouble = new Set<BoxKey>(['sendFaults', 'returned', 'recallAsked'])

export default function MyWork() {
  const { boxes, counts, chosen, rows, today } = useLoaderData<typeof loader>()
  return (
    <div className="lt-page">
      <PageHeader title="Việc của tôi" about={formatDate(today)} />
      <Counters>
        {boxes.map((box) => (
          <Counter
            key={box}
            href={`/?hop=${box}`}
            value={counts[box]}
            label={boxLabels[box]}
            pressed={box === chosen}
            trouble={trouble.has(box)}
          />
        ))}
      </Counters>
      <List
        title={boxLabels[chosen]}
        count={counts[chosen]}
        empty={rows.length === 0 ? <Empty title="Không còn việc chờ ở đây">Việc mới sẽ hiện ngay khi đến.</Empty> : undefined}
      >
        {rows.map((row) => (
          <Item
            key={row.key}
            href={row.href}
            number={row.symbol}
            sender={row.from}
            at={row.at}
            subject={row.subject}
            tags={
              <>
                <UrgencyTag of={row.urgency} />
                <KindTag kind={row.kindName} />
              </>
            }
            end={row.dueOn ? <Due on={row.dueOn} /> : undefined}
          />
        ))}
      </List>
    </div>
  )
}
