import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { handOver } from '../posts/hand-over.ts'
import { livePost } from '../posts/post.sql.ts'
import { setLeft } from './account-state.sql.ts'
import type { LeaveForm } from './person.forms.ts'
import { lockAccount, tendedPerson } from './tend-person.ts'

/**
 * Somebody leaves: the account is locked and all sessions end at once, every post ends with today, and what is open in each
 * goes to the successor named for its agency. One step. Where nobody is named for an agency, what is open stays with the ended
 * post, which must be said (`noSuccessor`).
 * @throws Refused not-found | not-allowed | bad-input successor | bad-input noSuccessor | last-administrator
 */
export async function leave(work: Work, person: string, { successor = [], noSuccessor }: LeaveForm): Promise<void> {
  const card = await tendedPerson(work, person)
  await lockAccount(work, person)
  const { today } = work.clock
  const heirs = await Promise.all(successor.map((post) => livePost(work.tx, post)))
  const fits = (heir: (typeof heirs)[number]) => heir && heir.person !== person && card.agencies.includes(heir.agency)
  if (!heirs.every(fits)) throw new Refused('bad-input', 'successor')
  const left = card.posts.some(({ agency }) => !heirs.some((heir) => heir?.agency === agency))
  if (left && !noSuccessor) throw new Refused('bad-input', 'noSuccessor')
  for (const { id } of card.posts) {
    const post = await livePost(work.tx, id)
    if (!post) continue
    const heir = heirs.find((one) => one?.agency === post.agency)
    await handOver(work, post, { last: today, successor: heir?.id ?? null, event: 'organisation.person-left' })
  }
  await setLeft(work.tx, person, today)
  await note(work, 'person.leave', person, { successors: successor, noSuccessor: left })
}
