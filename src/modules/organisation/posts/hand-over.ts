import { Refused } from '#kernel/refused.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { endDelegationsOf } from '../delegations/delegation.sql.ts'
import type { handoverEvents, PostHandover } from '../events.ts'
import { type HeldPost, livePost, setPostEnd, takeEndedPosts } from './post.sql.ts'

type Ending = { last: string; on?: string; successor: string | null; event: (typeof handoverEvents)[number] }

/**
 * Ends a post with a day and hands what is open in it to a successor of the same agency: other modules hear of it and move
 * their part in acts of their own. `on` is the day on which the successor takes over, the last day when left out: at once when
 * it has come, else after the last day. Delegations from and to it end then.
 * @throws Refused bad-input successor (none, ended, of another agency, or the same person's ended post)
 */
export async function handOver(work: Work, post: HeldPost, { last, on = last, successor, event }: Ending): Promise<void> {
  const to = successor ? await livePost(work.tx, successor) : null
  if (successor && (!to || to.agency !== post.agency || to.id === post.id)) throw new Refused('bad-input', 'successor')
  const later = on > work.clock.today
  await setPostEnd(work.tx, post.id, last, later ? (to?.id ?? null) : null)
  // Until then the post is held, and so are its delegations; afterwards nobody acts for a post that has ended.
  if (later) return
  await endDelegationsOf(work.tx, post.id)
  const body: PostHandover = { agency: post.agency, person: post.person, from_post: post.id, to_post: to?.id ?? '' }
  await tell(work, event, body)
}

/** Hands over the posts that have ended meanwhile; the work in the background asks for it. Returns how many. */
export async function handOverEnded(work: Work): Promise<number> {
  const ended = await takeEndedPosts(work.tx)
  for (const { id, person, agency, successor } of ended) {
    const body: PostHandover = { agency, person, from_post: id, to_post: successor }
    await tell(work, 'organisation.post-ended', body)
  }
  return ended.length
}
