import { type Actor, has } from '#kernel/actor.ts'

/** An inspection is opened and ended by the province's administrator and the department in charge of IT. */
export const mayOpenInspection = (actor: Actor): boolean => has(actor, 'systemAdmin', 'ictDepartment')

/** Who sees inspections at all: who opens them, inspectors the own ones, and whoever answers for an inspected agency. */
export const maySeeInspections = (actor: Actor): boolean =>
  mayOpenInspection(actor) || has(actor, 'inspector', 'agencyLeader', 'chiefOfOffice', 'recordsClerk', 'unitAdmin')

type Seen = { opening: string; agencies: readonly { id: string }[]; post: string }

/** One inspection: its opener's side, its inspector, and the people above of an inspected agency. */
export const maySee = (one: Seen, actor: Actor): boolean =>
  (mayOpenInspection(actor) && one.opening === actor.agency) ||
  (has(actor, 'inspector') && one.post === actor.post) ||
  (has(actor, 'agencyLeader', 'chiefOfOffice', 'recordsClerk', 'unitAdmin') && one.agencies.some(({ id }) => id === actor.agency))
