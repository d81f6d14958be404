import { type LoaderFunctionArgs, Outlet, useLoaderData, useLocation } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { formatDate, parseDate } from '#kernel/vietnamese.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { Anchor, Button, ButtonLink, Icon, List, PostForm, SplitView, TextInput } from '#platform/look/index.ts'
import { administers } from '../people/person.policy.ts'
import { mayShapeTree } from './agency.policy.ts'
import { treeOn } from './tree.sql.ts'
import { treeLines } from './tree.ts'

/** The tree of the organisation as of a day, beside whatever of it is open. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const desk = context.get(deskContext)
  if (!administers(desk.actor)) throw new Refused('not-allowed', 'administration')
  const typed = new URL(request.url).searchParams.get('ngay') ?? ''
  return desk.work(async ({ tx, clock, actor }) => {
    const day = parseDate(typed, clock.today) ?? clock.today
    return {
      lines: treeLines(await treeOn(tx, day), params.agency ?? actor.agency),
      chosen: params.agency ?? null,
      day: formatDate(day),
      past: day !== clock.today,
      shapes: mayShapeTree(actor),
    }
  })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Line({ of, loaded }: { of: Loaded['lines'][number]; loaded: Loaded }) {
  const { node, depth, open, below } = of
  const address = `/quan-tri/co-quan/${node.id}${loaded.past ? `?ngay=${encodeURIComponent(loaded.day)}` : ''}`
  return (
    <li>
      <Anchor
        href={address}
        className="lt-menu__row"
        aria-current={node.id === loaded.chosen ? 'true' : undefined}
        style={{ paddingInlineStart: 12 + depth * 20 }}
      >
        {below === 0 ? <span style={{ width: 14 }} /> : <Icon name={open ? 'down' : 'right'} size="tiny" />}
        <span>
          {node.name} <span className="lt-3 lt-num">{node.people}</span>
          {below > 0 && <span className="lt-vh">, {below} đơn vị trực thuộc</span>}
        </span>
      </Anchor>
    </li>
  )
}

function Tree({ loaded }: { loaded: Loaded }) {
  return (
    <List
      title="Tổ chức"
      tools={
        <>
          <span className="lt-narrow">
            <ButtonLink size="small" icon="search" href="/quan-tri?loc=tat-ca">
              Người dùng
            </ButtonLink>
          </span>
          {loaded.shapes && (
            <ButtonLink size="small" icon="plus" href={`/quan-tri/co-quan-moi${loaded.chosen ? `?tren=${loaded.chosen}` : ''}`}>
              Thêm cơ quan
            </ButtonLink>
          )}
          <ButtonLink size="small" icon="upload" href="/quan-tri/nhap">
            Nhập Excel
          </ButtonLink>
        </>
      }
      foot={
        <PostForm method="get" className="lt-row lt-row--end">
          <TextInput name="ngay" label="Hiệu lực ngày" fit="short" defaultValue={loaded.day} />
          <Button size="small">Xem</Button>
        </PostForm>
      }
    >
      {loaded.lines.map((line) => (
        <Line key={line.node.id} of={line} loaded={loaded} />
      ))}
    </List>
  )
}

export default function TreePage() {
  const loaded = useLoaderData<typeof loader>()
  const { pathname, search } = useLocation()
  const asked = new URLSearchParams(search)
  const open = pathname !== '/quan-tri' || asked.has('loc') || asked.has('q')
  return (
    <SplitView
      open={open}
      list={
        <>
          <h1 className="lt-vh lt-narrow">Quản trị</h1>
          <Tree loaded={loaded} />
        </>
      }
      preview={
        <div className="lt-preview">
          <div className="lt-preview__body lt-preview__body--fields">
            <div>
              <Outlet />
            </div>
          </div>
        </div>
      }
    />
  )
}
