import type { Routes } from '#platform/http/routes.ts'
import { accountApi } from './accounts/account.api.ts'
import { agencyApi } from './agencies/agency.api.ts'
import { delegationApi } from './delegations/delegation.api.ts'
import { groupApi } from './groups/group.api.ts'
import { personApi } from './people/person.api.ts'

/** What the program mounts of organisation, besides its pages. */
export const organisationModule = {
  name: 'organisation',
  api(routes: Routes) {
    accountApi(routes)
    agencyApi(routes)
    personApi(routes)
    delegationApi(routes)
    groupApi(routes)
  },
}
