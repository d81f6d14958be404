import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { markTold, untoldLinks } from './link.sql.ts'
import type { LinkNotice } from './link.ts'

/** Links issued to the signed-in person's account that they have not been told of. */
export const unreadNotices = ({ tx, actor }: Work): Promise<LinkNotice[]> => untoldLinks(tx, actor.person)

/** The person has read the notices; they are not shown again. */
export async function readNotices(work: Work): Promise<void> {
  await markTold(work.tx, work.actor.person)
  await note(work, 'link.notices-read', work.actor.person)
}
