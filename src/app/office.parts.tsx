import { Outlet, useLocation, useMatches } from 'react-router'
import { railFor, Shell, useSay } from '#platform/look/index.ts'
import type { OfficeFrame } from './office.load.ts'
import { entriesFor, footOf, placeIn } from './rail.ts'

/** The frame of every work screen. */
export function OfficeView({ of }: { of: OfficeFrame }) {
  const { density, waiting, agency, person, places, leads, readAt, scheme } = of
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
