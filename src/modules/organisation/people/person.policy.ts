import { type Actor, has, type Role } from '#kernel/actor.ts'

/** What decides who may look after a person: the agencies and roles of the posts held today. */
export type Tended = { person: string; agencies: readonly string[]; roles: readonly Role[] }

/** Duties that reach beyond one agency: only the province's administrator gives them and looks after those who have them. */
export const provincialRoles: readonly Role[] = ['systemAdmin', 'ictDepartment', 'inspector']

/** An agency is looked after by its own unit administrator, and every agency by the province's. */
export const mayAdminister = (agency: string, actor: Actor): boolean =>
  has(actor, 'systemAdmin') || (has(actor, 'unitAdmin') && actor.agency === agency)

/** True for who administers something at all: the pages of administration are theirs. */
export const administers = (actor: Actor): boolean => has(actor, 'unitAdmin', 'systemAdmin')

/**
 * Whether the actor may change a person, their account and its links. A unit administrator looks after people whose every
 * post is in the own agency and who have no province-wide duty: else a link would open another agency, or the province.
 */
export function mayTend({ agencies, roles }: Tended, actor: Actor): boolean {
  if (has(actor, 'systemAdmin')) return true
  const own = agencies.length > 0 && agencies.every((agency) => agency === actor.agency)
  return has(actor, 'unitAdmin') && own && !roles.some((role) => provincialRoles.includes(role))
}

/** Whether the actor may give a post with these roles in an agency. */
export const mayGrant = (agency: string, roles: readonly Role[], actor: Actor): boolean =>
  mayAdminister(agency, actor) && (has(actor, 'systemAdmin') || !roles.some((role) => provincialRoles.includes(role)))
