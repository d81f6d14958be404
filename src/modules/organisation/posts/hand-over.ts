import { Refused } from '#kernel/refused.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { endDelegationsOf } from '../delegations/delegation.sql.ts'
import type { handoverEvents, PostHandover } from '../events.ts'
import { type HeldPost, livePost, setPostEnd } from './post.sql.ts'

/**
 * Ends a post with a day and hands what is open in it to a successor of the same agency: other modules hear of it and move
 * their part in acts of their own. Delegations from and to the post end with it.
 * @throws Refused bad-input successor (none, ended, of another agency, or the same person's ended post)
 */
export async function handOver(
  work: Work,
  post: HeldPost,
  { last, successor, event }: { last: string; successor: string | null; event: (typeof handoverEvents)[number] },
): Promise<void> {
  const to = successor ? await livePost(work.tx, successor) : null
  if (successor && (!to || to.agency !== post.agency || to.id === post.id)) throw new Refused('bad-input', 'successor')
  await setPostEnd(work.tx, post.id, last)
  await endDelegationsOf(work.tx, post.id)
  const body: PostHandover = { agency: post.agency, person: post.person, from_post: post.id, to_post: to?.id ?? '' }
  await tell(work, event, body)
}
