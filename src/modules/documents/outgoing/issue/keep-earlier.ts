import { type Actor, machineAt, visitor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { keepLong } from '#signing'
import { signedFile } from '../file.sql.ts'
import { agencyWithEarlier, takeEarlier } from './earlier.sql.ts'

/** Documents asked for in one go: what is issued meanwhile stands in the same queue and has its turn. */
const most = 100

/**
 * Has files that were issued before an upgrade made to last, some of one agency at a time. Answers how many documents were looked
 * at; none when nothing is left. Safe to run twice.
 */
export async function keepEarlier(deskOf: (actor: Actor) => Desk): Promise<number> {
  const agency = await deskOf(visitor).work(({ tx }) => agencyWithEarlier(tx))
  if (agency === null) return 0
  return deskOf(machineAt(agency)).work(async (work) => {
    const taken = await takeEarlier(work.tx, agency, most)
    for (const id of taken) {
      const signed = await signedFile(work.tx, id)
      if (signed) await keepLong(work, signed)
    }
    return taken.length
  })
}
