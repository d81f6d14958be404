import { colleaguesOf } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { markRevoked } from '../keys/key.sql.ts'
import { ownKeysInUse, removeAgencyAccesses } from './leaver.sql.ts'

/**
 * Somebody's post in the agency has ended: without another post there as văn thư the agency's key opens no more for them (NĐ
 * 30/2020 art. 32), and whoever has left gives up the own key too. Follows an event and may come twice.
 */
export async function giveUpKeys(work: Work, { person, left }: { person: string; left: boolean }): Promise<void> {
  const { tx, actor, clock } = work
  const ended = left ? await ownKeysInUse(tx, person) : []
  for (const key of ended) {
    await markRevoked(tx, key, clock.now)
    await note(work, 'key.revoke', key, { leaver: person })
  }
  const posts = (await colleaguesOf(tx, actor.agency)).filter((one) => one.person === person)
  if (posts.some((one) => one.roles.includes('recordsClerk'))) return
  for (const key of await removeAgencyAccesses(tx, person)) await note(work, 'key.withdraw', key, { person })
}
