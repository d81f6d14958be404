import { type Actor, has } from '#kernel/actor.ts'

/** Days off are the whole province's: its administrator keeps them. */
export const mayKeepHolidays = (actor: Actor): boolean => has(actor, 'systemAdmin')
