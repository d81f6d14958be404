import type { Actor, Role } from '#kernel/actor.ts'
import { mayAdminister, mayGrant } from '../people/person.policy.ts'

type From = { person: string; agency: string; roles: readonly Role[] }

/**
 * The holder delegates the own post; an administrator does it for people of the agency within what they could grant anyway.
 * Who acts for another passes nothing on.
 */
export const mayDelegate = ({ person, agency, roles }: From, actor: Actor): boolean =>
  actor.onBehalfOf === null && agency === actor.agency && (person === actor.person || mayGrant(agency, roles, actor))

/** An administrator never takes over somebody's duties by the own hand: only the holder, or another one, gives them. */
export const mayStandIn = (from: { person: string }, to: { person: string }, actor: Actor): boolean =>
  from.person === actor.person || to.person !== actor.person

export const mayEndDelegation = (one: { fromPerson: string }, actor: Actor): boolean =>
  one.fromPerson === actor.person || mayAdminister(actor.agency, actor)
