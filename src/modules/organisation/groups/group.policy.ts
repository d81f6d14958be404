import { type Actor, has } from '#kernel/actor.ts'

/** Lists of recipients are the agency's: its clerk, chief of office and administrator keep them. */
export const mayKeepGroups = (agency: string, actor: Actor): boolean =>
  actor.agency === agency && has(actor, 'recordsClerk', 'chiefOfOffice', 'unitAdmin', 'systemAdmin')
