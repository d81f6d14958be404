import type { Tx } from '#platform/db/desk.ts'

/** The saved lists of recipients of an agency; members are agencies, divisions or posts. */
export const groupsOf = (tx: Tx, agency: string): Promise<{ id: string; name: string; members: string[] }[]> =>
  tx
    .selectFrom('organisation.user_group')
    .select(['id', 'name', 'members'])
    .where('agency', '=', agency)
    .orderBy('name')
    .execute()
