import type { Actor, Role } from '#kernel/actor.ts'
import { mayAdminister, mayGrant } from '../people/person.policy.ts'

type From = { person: string; agency: string; roles: readonly Role[] }

/**
 * The holder delegates the own post; an administrator does it for people of the agency within what they could grant anyway.
 * Who acts for another passes nothing on.
 */
export const mayDelegate = ({ person, agency, roles }: From, actor: Actor): boolean =>
  actor.onBehalfOf === null && agency === actor.agency && (person === actor.person || mayGrant(agency, roles, actor))

export const mayEndDelegation = (one: { fromPerson: string }, actor: Actor): boolean =>
  one.fromPerson === actor.person || mayAdminister(actor.agency, actor)
