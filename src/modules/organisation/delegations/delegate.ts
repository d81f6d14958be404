import { type Actor, has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { addDays } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { dayTyped } from '../days.ts'
import { type HeldPost, livePost } from '../posts/post.sql.ts'
import type { DelegationForm } from './delegation.forms.ts'
import { mayDelegate, mayEndDelegation, mayStandIn } from './delegation.policy.ts'
import { delegationsOf, insertDelegation, setDelegationEnd } from './delegation.sql.ts'

/** KT. is a deputy leader's for the head of the same agency; any duty may be delegated within it (NĐ 30 art. 13). */
function fits(from: HeldPost, to: HeldPost, kind: DelegationForm['kind']): void {
  if (to.agency !== from.agency || to.person === from.person) throw new Refused('bad-input', 'toPost')
  if (kind === 'FOR_HEAD' && !from.head) throw new Refused('bad-input', 'fromPost')
  if (kind === 'FOR_HEAD' && !to.roles.includes('agencyLeader')) throw new Refused('bad-input', 'toPost')
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00+07:00`)

/**
 * Lets the holder of one post act for another one from the first day to the end of the last; a first day of today counts
 * from now. Everything done under it names the post acted for. Returns its id.
 * @throws Refused not-found | not-allowed fromPost | not-allowed toPost | bad-input
 */
export async function delegate(work: Work, form: DelegationForm): Promise<string> {
  const { tx, actor, clock } = work
  const from = await livePost(tx, form.fromPost)
  const to = await livePost(tx, form.toPost)
  if (!from || from.agency !== actor.agency) throw new Refused('not-found', 'fromPost')
  if (!mayDelegate(from, actor)) throw new Refused('not-allowed', 'fromPost')
  if (!to) throw new Refused('bad-input', 'toPost')
  if (!mayStandIn(from, to, actor)) throw new Refused('not-allowed', 'toPost')
  fits(from, to, form.kind)
  const firstDay = dayTyped(form.firstDay, { clock, field: 'firstDay', otherwise: clock.today })
  const lastDay = dayTyped(form.lastDay, { clock, field: 'lastDay', otherwise: clock.today })
  if (firstDay < clock.today) throw new Refused('bad-input', 'firstDay')
  if (lastDay < firstDay) throw new Refused('bad-input', 'lastDay')
  const id = await insertDelegation(tx, {
    agency: from.agency,
    fromPost: from.id,
    toPost: to.id,
    kind: form.kind,
    from: firstDay === clock.today ? clock.now : midnight(firstDay),
    to: midnight(addDays(lastDay, 1)),
    reason: form.reason,
    madeBy: actor.person,
  })
  await note(work, 'delegation.make', id, { fromPost: from.id, toPost: to.id, kind: form.kind })
  return id
}

/** Ends a delegation before its time. @throws Refused not-found | not-allowed */
export async function endDelegation(work: Work, id: string): Promise<void> {
  const one = (await delegationsOf(work.tx, work.actor.agency)).find((line) => line.id === id && line.state !== 'ENDED')
  if (!one) throw new Refused('not-found', 'delegation')
  if (!mayEndDelegation(one, work.actor)) throw new Refused('not-allowed', 'delegation')
  await setDelegationEnd(work.tx, id)
  await note(work, 'delegation.end', id)
}

/** Who may delegate in somebody's name shows the form for all posts; everyone else for the own post. */
export const delegatesForOthers = (actor: Actor): boolean => has(actor, 'unitAdmin', 'systemAdmin')
