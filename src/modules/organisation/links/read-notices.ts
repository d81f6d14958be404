import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { markDelegationsTold, untoldDelegations } from '../delegations/delegation.sql.ts'
import type { DelegationNotice } from '../delegations/delegation.ts'
import { markTold, untoldLinks } from './link.sql.ts'
import type { LinkNotice } from './link.ts'

/** Links issued to the signed-in person's account that they have not been told of. */
export const unreadNotices = ({ tx, actor }: Work): Promise<LinkNotice[]> => untoldLinks(tx, actor.person)

/** Delegations that somebody else recorded in the signed-in person's name. */
export const unreadDelegations = ({ tx, actor }: Work): Promise<DelegationNotice[]> => untoldDelegations(tx, actor)

/** The person has read the notices; they are not shown again. */
export async function readNotices(work: Work): Promise<void> {
  await markTold(work.tx, work.actor.person)
  await markDelegationsTold(work.tx, work.actor)
  await note(work, 'link.notices-read', work.actor.person)
}
