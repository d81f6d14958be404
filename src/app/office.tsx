import { type LoaderFunctionArgs, Outlet, useLoaderData, useLocation, useMatches } from 'react-router'
import { boxCounts, waitingFor } from '#documents'
import { has } from '#kernel/actor.ts'
import { formatTime } from '#kernel/vietnamese.ts'
import { agencyById, preferencesOf, workplaces, workplaceWords } from '#organisation'
import { installationKind } from '#platform/db/installation.ts'
import { deskContext, visitorContext } from '#platform/http/contexts.ts'
import { railFor, Shell, useSay } from '#platform/look/index.ts'
import { placesFor } from './places-for.ts'
import { entriesFor, footOf, placeIn } from './rail.ts'

/** What every work screen shows around its content: agency, person, rail with the count of what waits. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { actor, work } = context.get(deskContext)
  const { theme } = context.get(visitorContext)
  return work(async (at) => {
    const counts = await boxCounts(at)
    const agency = await agencyById(at.tx, actor.agency)
    const parent = agency?.parent ? await agencyById(at.tx, agency.parent) : undefined
    const workAt = await workplaces(at)
    return {
      density: (await preferencesOf(at)).density ?? undefined,
      waiting: waitingFor(actor, counts),
      agency: { name: agency?.name ?? '', ...(parent ? { parent: parent.name } : {}) },
      person: {
        name: actor.name,
        post: actor.position,
        posts: workAt.map((place) => ({ id: place.id, label: workplaceWords(place), current: place.current })),
      },
      places: placesFor(actor, (await installationKind(at.tx)) === 'demo'),
      leads: has(actor, 'agencyLeader'),
      readAt: formatTime(at.clock.now),
      scheme: theme === 'dark' ? ('dark' as const) : ('light' as const),
    }
  })
}

export default function Office() {
  const { density, waiting, agency, person, places, leads, readAt, scheme } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
  const say = useSay()
  const current = placeIn(pathname, useMatches())
  const rail = railFor(current, { work: waiting }, entriesFor(places))
  return (
    <div data-density={density}>
      <Shell
        rail={rail}
        bottom={footOf(rail, current)}
        foot={`${say('Cập nhật lúc', 'As of')} ${readAt}`}
        agency={agency}
        person={person}
        scheme={scheme}
        greeting={leads ? `${say('Chào đồng chí', 'Hello')} ${person.name.split(' ').at(-1) ?? ''}` : undefined}
        create={[
          { label: say('Dự thảo văn bản', 'Draft of a document'), href: '/van-ban/di/moi', icon: 'document' },
          ...(places.includes('issue')
            ? [
                {
                  label: say('Vào sổ bản giấy, bản quét', 'Register paper or a scan'),
                  href: '/van-ban/den/vao-so',
                  icon: 'upload' as const,
                },
              ]
            : []),
        ]}
      >
        <Outlet />
      </Shell>
    </div>
  )
}
