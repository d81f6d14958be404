import { formatInstant } from '#kernel/vietnamese.ts'
import { colleaguesOf, handoverEvents, mayAdminister, postsEver } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { isWaiting } from '#platform/outbox/outbox.ts'
import { incomingSymbol } from '../incoming/incoming.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { outgoingList } from '../outgoing/list/list.sql.ts'
import { symbolOf } from '../outgoing/outgoing.ts'
import { handedOver, openDocuments, openWork } from './open-work.sql.ts'
import { type Count, pieces, pieceWords, total } from './pieces.ts'

const most = 20
const lines = (count: Count) =>
  pieces.flatMap((piece) => (count[piece] ? [{ what: pieceWords[piece], count: count[piece] ?? 0 }] : []))

/** The documents behind the figures, those that the actor may read, the newest first. */
async function readable(work: Work, post: string) {
  const ids = await openDocuments(work.tx, [post])
  const outgoing = ids.outgoing.length > 0 ? await outgoingList(work, { ids: ids.outgoing }, most) : []
  const incoming = ids.incoming.length > 0 ? await incomingList(work, { ids: ids.incoming }, most) : []
  return [
    ...outgoing.map((one) => ({ href: `/van-ban/di/${one.id}`, label: `${symbolOf(one) ?? one.kindName}: ${one.subject}` })),
    ...incoming.map((one) => ({
      href: `/van-ban/den/${one.id}`,
      label: `${incomingSymbol(one) || one.kindName}: ${one.subject}`,
    })),
  ]
}

/**
 * What each post of a person still holds and what was handed over from it, for who administers its agency; null when there is
 * nothing to say. Links only to what the actor may read: an administrator sees figures.
 */
export async function openWorkOf(work: Work, person: string) {
  const { tx, actor } = work
  const posts = (await postsEver(tx, person)).filter((post) => mayAdminister(post.agency, actor))
  const ids = posts.map((post) => post.id)
  const [open, handed] = [await openWork(tx, ids), await handedOver(tx, ids)]
  const shown = []
  for (const post of posts) {
    const count = open.get(post.id) ?? {}
    const gone = handed.filter((one) => one.from === post.id)
    const moving = await isWaiting(tx, handoverEvents, { key: 'from_post', value: post.id })
    if (post.ended && total(count) === 0 && gone.length === 0 && !moving) continue
    const colleagues = post.ended && total(count) > 0 ? await colleaguesOf(tx, post.agency) : []
    shown.push({
      ...post,
      moving,
      open: lines(count),
      docs: total(count) > 0 && post.agency === actor.agency ? await readable(work, post.id) : [],
      heirs: colleagues
        .filter((one) => one.post !== post.id)
        .map((one) => ({ value: one.post, label: `${one.name}, ${one.position}` })),
      handed: gone.map((one) => ({
        key: `${post.id} ${one.at.toISOString()}`,
        to: one.toName,
        at: formatInstant(one.at),
        moved: lines(one.moved),
        left: lines(one.left),
      })),
    })
  }
  return shown.length > 0 ? shown : null
}
export type OpenWorkShown = NonNullable<Awaited<ReturnType<typeof openWorkOf>>>
