import type { Tx } from '#platform/db/desk.ts'

/** A saved list of recipients of an agency; members are agencies. */
export type UserGroup = { id: string; agency: string; name: string; members: string[] }

export const groupsOf = (tx: Tx, agency: string): Promise<UserGroup[]> =>
  tx
    .selectFrom('organisation.user_group')
    .select(['id', 'agency', 'name', 'members'])
    .where('agency', '=', agency)
    .orderBy('name')
    .execute()

export async function insertGroup(tx: Tx, group: Omit<UserGroup, 'id'>): Promise<string> {
  return (await tx.insertInto('organisation.user_group').values(group).returning('id').executeTakeFirstOrThrow()).id
}

export const updateGroup = (tx: Tx, id: string, { name, members }: Pick<UserGroup, 'name' | 'members'>) =>
  tx.updateTable('organisation.user_group').set({ name, members }).where('id', '=', id).execute()

export const deleteGroup = (tx: Tx, id: string) => tx.deleteFrom('organisation.user_group').where('id', '=', id).execute()
