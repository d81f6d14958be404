import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import type { PostHandover } from '../events.ts'
import type { HandOnForm } from '../people/person.forms.ts'
import { mayGrant } from '../people/person.policy.ts'
import { endedPost, livePost } from './post.sql.ts'

/**
 * What is still open in a post that has ended goes to somebody else: nobody was named then, or the one named could not hold it.
 * @throws Refused not-found | not-allowed post, wrong-state post (still held), bad-input successor
 */
export async function handOn(work: Work, person: string, { post: id, successor }: HandOnForm): Promise<void> {
  const post = await endedPost(work.tx, id)
  if (!post || post.person !== person) throw new Refused('not-found', 'post')
  if (!mayGrant(post.agency, post.roles, work.actor)) throw new Refused('not-allowed', 'post')
  if (!post.ended) throw new Refused('wrong-state', 'post')
  const to = await livePost(work.tx, successor)
  if (!to || to.agency !== post.agency || to.id === post.id) throw new Refused('bad-input', 'successor')
  const body: PostHandover = { agency: post.agency, person, from_post: post.id, to_post: to.id }
  await note(work, 'post.hand-on', post.id, { successor })
  await tell(work, 'organisation.post-ended', body)
}
