import { type Actor, visitor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { accountApi } from './accounts/account.api.ts'
import { sessionApi } from './accounts/session.api.ts'
import { agencyApi } from './agencies/agency.api.ts'
import { delegationApi } from './delegations/delegation.api.ts'
import { groupApi } from './groups/group.api.ts'
import { holidayApi } from './holidays/holiday.api.ts'
import { inspectionApi } from './inspections/inspection.api.ts'
import { personApi } from './people/person.api.ts'
import { handOverEnded } from './posts/hand-over.ts'

type Background = { deskOf: (actor: Actor) => Desk }

/** What the program mounts of organisation, besides its pages. */
export const organisationModule = {
  name: 'organisation',
  api(routes: Routes) {
    accountApi(routes)
    sessionApi(routes)
    agencyApi(routes)
    personApi(routes)
    delegationApi(routes)
    groupApi(routes)
    holidayApi(routes)
    inspectionApi(routes)
  },
  chores: [
    {
      name: 'organisation.hand-over',
      seconds: 300,
      run: async ({ deskOf }: Background) => void (await deskOf(visitor).work(handOverEnded)),
    },
  ],
}
