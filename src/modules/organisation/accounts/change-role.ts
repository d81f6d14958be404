import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { seatSession } from './session.sql.ts'
import { hashOf } from './session.ts'
import { workplacesOf } from './workplace.sql.ts'
import type { Workplace } from './workplace.ts'

/** Where the signed-in person may work: own posts and posts acted for; `current` is where they work now. */
export async function workplaces({ tx, actor }: Work): Promise<(Workplace & { current: boolean })[]> {
  const places = await workplacesOf(tx, actor.person)
  return places.map((place) => ({ ...place, current: place.id === (actor.onBehalfOf ?? actor.post) }))
}

/**
 * Goes on working in another of one's posts, or for a post whose holder has delegated it; the session remembers it.
 * @throws Refused not-allowed (neither held nor delegated) | account-locked (the session has ended)
 */
export async function changeRole(work: Work, token: string, post: string): Promise<void> {
  const place = (await workplacesOf(work.tx, work.actor.person)).find((one) => one.id === post)
  if (!place) throw new Refused('not-allowed', 'post')
  if (!(await seatSession(work.tx, hashOf(token), place.post, place.onBehalfOf))) throw new Refused('account-locked', 'session')
  await note(work, 'account.change-role', work.actor.person, { post: place.post, onBehalfOf: place.onBehalfOf })
}
