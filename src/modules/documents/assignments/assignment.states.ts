import { type Actor, has, holds } from '#kernel/actor.ts'
import { states } from '#kernel/states.ts'
import type { Assignment } from './assignment.ts'

/** Whose work it is: the person named, or, while only the division is named, its head. */
export const isDoerOf = (one: Assignment, actor: Actor) =>
  one.agency === actor.agency &&
  (one.post === null ? has(actor, 'headOfDivision') && one.division === actor.division : holds(actor, one.post))
export const isGiverOf = (one: Assignment, actor: Actor) => one.agency === actor.agency && holds(actor, one.givenBy)

export type AssignmentStep = 'accept' | 'handBack' | 'start' | 'done' | 'confirm'

/** The life of an assignment (DESIGN 6). */
export const assignmentStates = states<Assignment, Actor, AssignmentStep>({
  accept: { from: ['GIVEN'], to: 'ACCEPTED', may: isDoerOf },
  handBack: { from: ['GIVEN', 'ACCEPTED'], to: 'HANDED_BACK', may: isDoerOf },
  start: { from: ['GIVEN', 'ACCEPTED'], to: 'IN_PROGRESS', may: isDoerOf },
  done: { from: ['GIVEN', 'ACCEPTED', 'IN_PROGRESS'], to: 'DONE', may: isDoerOf },
  confirm: { from: ['DONE'], to: 'CONFIRMED', may: isGiverOf },
})
