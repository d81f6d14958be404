import { type Actor, has } from '#kernel/actor.ts'

/** Whom the whole installation trusts is decided by the administrator of the system alone. */
export const mayTrust = (actor: Actor): boolean => has(actor, 'systemAdmin')
