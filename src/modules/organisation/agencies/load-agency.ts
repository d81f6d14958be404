import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { mayAdminister } from '../people/person.policy.ts'
import { AgencyAddress } from './agency.forms.ts'
import { agencyById } from './agency.sql.ts'
import type { Agency } from './agency.ts'

export type ShownAgency = { agency: Agency; may: boolean; own: boolean; day: string; past: boolean }

/** The agency of an address and what the actor may do with it. `day` is the one looked at. @throws Refused not-found */
export async function shownAgency(work: Work, id: string | undefined, request: Request): Promise<ShownAgency> {
  const agency = await agencyById(work.tx, AgencyAddress.parse({ id }).id)
  if (!agency) throw new Refused('not-found', 'agency')
  const day = parseDate(new URL(request.url).searchParams.get('ngay') ?? '', work.clock.today) ?? work.clock.today
  const past = day !== work.clock.today
  const ended = agency.effectiveTo !== null && agency.effectiveTo < work.clock.today
  return {
    agency,
    may: mayAdminister(agency.id, work.actor) && !past && !ended,
    own: agency.id === work.actor.agency,
    day,
    past,
  }
}
