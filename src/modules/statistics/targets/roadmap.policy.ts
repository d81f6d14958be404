import { type Actor, has } from '#kernel/actor.ts'

/** Who writes down what binds the province: the department that watches the figures, and the province's administrator. */
export const mayAdopt = (actor: Actor): boolean => has(actor, 'ictDepartment', 'systemAdmin')
