import { boxCounts, waitingFor } from '#documents'
import { has } from '#kernel/actor.ts'
import { formatTime } from '#kernel/vietnamese.ts'
import { agencyById, preferencesOf, workplaces, workplaceWords } from '#organisation'
import type { Desk } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import type { Theme } from '#platform/http/theme.ts'
import { placesFor } from './places-for.ts'

/** What every work screen shows around its content: agency, person, rail with the count of what waits. */
export async function officeFrame({ actor, work }: Desk, theme: Theme) {
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

export type OfficeFrame = Awaited<ReturnType<typeof officeFrame>>
