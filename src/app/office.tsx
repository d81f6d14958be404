import { type LoaderFunctionArgs, Outlet, useLoaderData, useLocation } from 'react-router'
import { boxCounts, boxesOf } from '#documents'
import { has } from '#kernel/actor.ts'
import { agencyById, preferencesOf, workplaces, workplaceWords } from '#organisation'
import { deskContext, visitorContext } from '#platform/http/contexts.ts'
import { administrationEntry, mainEntries, type RailEntry, railFor, Shell } from '#platform/look/index.ts'

/** What every work screen shows around its content: agency, person, rail with the count of what waits. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { actor, work } = context.get(deskContext)
  const { theme } = context.get(visitorContext)
  return work(async (at) => {
    const counts = await boxCounts(at)
    const agency = await agencyById(at.tx, actor.agency)
    const parent = agency?.parent ? await agencyById(at.tx, agency.parent) : undefined
    const places = await workplaces(at)
    return {
      density: (await preferencesOf(at)).density ?? undefined,
      waiting: boxesOf(actor)
        .filter((box) => !['drafts', 'late', 'circulating', 'insideToRead'].includes(box))
        .reduce((sum, box) => sum + counts[box], 0),
      agency: { name: agency?.name ?? '', ...(parent ? { parent: parent.name } : {}) },
      person: {
        name: actor.name,
        post: actor.position,
        posts: places.map((place) => ({ id: place.id, label: workplaceWords(place), current: place.current })),
      },
      admin: has(actor, 'unitAdmin', 'systemAdmin'),
      scheme: theme === 'dark' ? ('dark' as const) : ('light' as const),
    }
  })
}

/** The entries that lead somewhere today; the others come with their modules. */
const built = new Set(['work', 'documents', 'incoming', 'outgoing', 'drafts', 'reports', 'exchange', 'periodic'])
const entries = (admin: boolean): RailEntry[] => [
  ...mainEntries
    .filter((entry) => built.has(entry.key))
    .map((entry) => (entry.within ? { ...entry, within: entry.within.filter((one) => built.has(one.key)) } : entry)),
  ...(admin ? [administrationEntry] : []),
]

/** The place of an address in the rail. */
function placeOf(path: string): string | null {
  if (path === '/') return 'work'
  if (path.startsWith('/van-ban/den')) return 'incoming'
  if (path.startsWith('/van-ban/du-thao') || path === '/van-ban/di/moi') return 'drafts'
  if (path.startsWith('/van-ban')) return 'outgoing'
  if (path.startsWith('/bao-cao/dinh-ky')) return 'periodic'
  if (path.startsWith('/bao-cao')) return 'exchange'
  return path.startsWith('/quan-tri') ? 'admin' : null
}

export default function Office() {
  const { density, waiting, agency, person, admin, scheme } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
  return (
    <div data-density={density}>
      <Shell
        rail={railFor(placeOf(pathname), { work: waiting }, entries(admin))}
        agency={agency}
        person={person}
        scheme={scheme}
        create={[{ label: 'Dự thảo văn bản', href: '/van-ban/di/moi', icon: 'document' }]}
      >
        <Outlet />
      </Shell>
    </div>
  )
}
