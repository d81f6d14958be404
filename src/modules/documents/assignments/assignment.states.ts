import { type Actor, has, holds } from '#kernel/actor.ts'
import { states } from '#kernel/states.ts'
import type { Assignment } from './assignment.ts'

/** The head of the division that an assignment was given to. */
export const isHeadOver = (one: Assignment, actor: Actor) =>
  one.agency === actor.agency && one.division !== null && has(actor, 'headOfDivision') && one.division === actor.division
/** Whose work it is: the person named, or, while only the division is named, its head. */
export const isDoerOf = (one: Assignment, actor: Actor) =>
  one.agency === actor.agency && (one.post === null ? isHeadOver(one, actor) : holds(actor, one.post))
export const isGiverOf = (one: Assignment, actor: Actor) => one.agency === actor.agency && holds(actor, one.givenBy)

export type AssignmentStep = 'accept' | 'handBack' | 'handBackInside' | 'passOn' | 'start' | 'done' | 'confirm'

/** The life of an assignment (DESIGN 6). */
export const assignmentStates = states<Assignment, Actor, AssignmentStep>({
  accept: { from: ['GIVEN'], to: 'ACCEPTED', may: isDoerOf },
  handBack: { from: ['GIVEN', 'ACCEPTED'], to: 'HANDED_BACK', may: isDoerOf },
  // From the person back to the head who passed it on; the division still has it.
  handBackInside: { from: ['GIVEN', 'ACCEPTED', 'IN_PROGRESS'], to: 'GIVEN', may: isDoerOf },
  passOn: { from: ['GIVEN', 'ACCEPTED', 'IN_PROGRESS'], to: 'GIVEN', may: isHeadOver },
  start: { from: ['GIVEN', 'ACCEPTED'], to: 'IN_PROGRESS', may: isDoerOf },
  done: { from: ['GIVEN', 'ACCEPTED', 'IN_PROGRESS'], to: 'DONE', may: isDoerOf },
  confirm: { from: ['DONE'], to: 'CONFIRMED', may: isGiverOf },
})
