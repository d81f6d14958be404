import { Refused } from '#kernel/refused.ts'
import { addDays } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { agencyById } from '../agencies/agency.sql.ts'
import { dayTyped } from '../days.ts'
import { divisionById } from '../divisions/division.sql.ts'
import type { AmendPostForm, EndPostForm, MovePostForm, PostForm } from '../people/person.forms.ts'
import { mayAdminister, mayGrant } from '../people/person.policy.ts'
import { insertPost } from '../people/person.sql.ts'
import { handOver } from './hand-over.ts'
import { type HeldPost, holdsSame, lastDeedIn, livePost, provinceAdministrators, updatePost } from './post.sql.ts'

async function inAgency(work: Work, agency: string, division: string | undefined): Promise<void> {
  const there = await agencyById(work.tx, agency)
  if (!there || (there.effectiveTo && there.effectiveTo < work.clock.today)) throw new Refused('not-found', 'agency')
  if (division === undefined) return
  const inside = await divisionById(work.tx, division)
  if (!inside || inside.ended || inside.agency !== agency) throw new Refused('bad-input', 'division')
}

/** Refuses an act after which nobody would administer the province. @throws Refused last-administrator */
export async function keepAdministrator({ tx }: Work): Promise<void> {
  if ((await provinceAdministrators(tx)) === 0) throw new Refused('last-administrator', 'systemAdmin')
}

/**
 * Gives a person a (further) post in an agency. Returns its id. `day` is when it begins when the form says nothing.
 * @throws Refused not-allowed post | roles, not-found agency, bad-input division | effectiveFrom, already-there position
 */
export async function givePost(work: Work, person: string, agency: string, form: PostForm): Promise<string> {
  const { tx, actor, clock } = work
  if (!mayAdminister(agency, actor)) throw new Refused('not-allowed', 'post')
  if (!mayGrant(agency, form.roles, actor)) throw new Refused('not-allowed', 'roles')
  await inAgency(work, agency, form.division)
  const { position, roles, head, division = null } = form
  if (await holdsSame(tx, person, { agency, division, position })) throw new Refused('already-there', 'position')
  const effectiveFrom = dayTyped(form.effectiveFrom, { clock, field: 'effectiveFrom', otherwise: clock.today })
  const id = await insertPost(tx, { person, agency, division, position, roles, head, effectiveFrom })
  await note(work, 'post.give', id, { person, roles })
  return id
}

async function tended(work: Work, id: string, person: string): Promise<HeldPost> {
  const post = await livePost(work.tx, id)
  if (!post || post.person !== person) throw new Refused('not-found', 'post')
  // Whoever could not have given the post may not take it away or change it.
  if (!mayGrant(post.agency, post.roles, work.actor)) throw new Refused('not-allowed', 'post')
  return post
}

/** Changes position and roles of a post from now on. @throws Refused not-found | not-allowed post | roles, last-administrator */
export async function amendPost(work: Work, person: string, { post: id, position, roles, head }: AmendPostForm): Promise<void> {
  const post = await tended(work, id, person)
  if (!mayGrant(post.agency, roles, work.actor)) throw new Refused('not-allowed', 'roles')
  await updatePost(work.tx, id, { position, roles, head })
  if (post.roles.includes('systemAdmin')) await keepAdministrator(work)
  await note(work, 'post.amend', id, { roles })
}

/** How many days late an end may still be written down. */
const lateBy = 31

/** A post does not end before what was done in it, nor long ago: what was done since would lose its post. @throws Refused wrong-state */
async function mayEndOn(work: Work, post: HeldPost, last: string): Promise<void> {
  const { today } = work.clock
  if (last >= today) return
  const deed = await lastDeedIn(work.tx, post)
  if (last < addDays(today, -lateBy) || (deed !== null && deed > last)) throw new Refused('wrong-state', 'effectiveTo')
}

/**
 * Ends a post with a day, today when none is named.
 * @throws Refused not-found | not-allowed | bad-input | wrong-state effectiveTo | last-administrator
 */
export async function endPost(work: Work, person: string, form: EndPostForm): Promise<void> {
  const { clock } = work
  const post = await tended(work, form.post, person)
  const last = dayTyped(form.effectiveTo, { clock, field: 'effectiveTo', otherwise: clock.today })
  if (last < post.effectiveFrom) throw new Refused('bad-input', 'effectiveTo')
  await mayEndOn(work, post, last)
  await handOver(work, post, { last, successor: form.successor ?? null, event: 'organisation.post-ended' })
  if (post.roles.includes('systemAdmin')) await keepAdministrator(work)
  await note(work, 'post.end', post.id, { last, successor: form.successor ?? null })
}

/**
 * Moves a person to another division or position of the agency from a day on: the old post ends the day before, and what is
 * open goes along, or to a successor when one is named. Returns the new post.
 */
export async function movePost(work: Work, person: string, form: MovePostForm): Promise<string> {
  const { clock } = work
  const post = await tended(work, form.post, person)
  const from = dayTyped(form.effectiveFrom, { clock, field: 'effectiveFrom', otherwise: addDays(clock.today, 1) })
  if (from <= post.effectiveFrom || from < clock.today) throw new Refused('bad-input', 'effectiveFrom')
  const id = await givePost(work, person, post.agency, { ...form, effectiveFrom: from })
  const heir = form.successor ?? id
  await handOver(work, post, { last: addDays(from, -1), on: from, successor: heir, event: 'organisation.post-ended' })
  if (post.roles.includes('systemAdmin')) await keepAdministrator(work)
  await note(work, 'post.move', post.id, { to: id, from })
  return id
}
