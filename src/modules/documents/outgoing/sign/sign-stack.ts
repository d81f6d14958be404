import type { Work } from '#platform/db/desk.ts'
import { type OutgoingRow, outgoingList } from '../list/list.sql.ts'

const pressing = ['EXPRESS', 'VERY_URGENT', 'URGENT', 'NORMAL']
const lastDay = '9999-12-31'

/** The most urgent first, then what is due first, then what waits longest. */
export const byNeed = (one: OutgoingRow, other: OutgoingRow): number =>
  pressing.indexOf(one.urgency) - pressing.indexOf(other.urgency) ||
  (one.dueOn ?? lastDay).localeCompare(other.dueOn ?? lastDay) ||
  one.id.localeCompare(other.id)

/** The drafts that wait for the actor's signature, or for that of whom the actor acts for. */
export async function signStack(work: Work): Promise<OutgoingRow[]> {
  const signer = work.actor.onBehalfOf ?? work.actor.post
  return (await outgoingList(work, { states: ['TO_SIGN'], signer }, 200)).toSorted(byNeed)
}
