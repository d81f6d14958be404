import { type Actor, has } from '#kernel/actor.ts'

/** Which services hold keys for this installation is decided by the administrator of the system alone. */
export const mayNameServices = (actor: Actor): boolean => has(actor, 'systemAdmin')
