import { type Actor, has } from '#kernel/actor.ts'

/** The tree itself (agencies, identifiers, levels, validity) is the province's; a unit administrator tends the own agency. */
export const mayShapeTree = (actor: Actor): boolean => has(actor, 'systemAdmin')
