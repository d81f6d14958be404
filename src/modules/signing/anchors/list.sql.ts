import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** A list of revoked certificates in use. */
export type RevocationList = { id: string; issuer: string; entries: number; saidAt: Date; until: Date | null; importedAt: Date }

export const listsInUse = (tx: Tx): Promise<RevocationList[]> =>
  tx
    .selectFrom('signing.revocation_list')
    .select(['id', 'issuer', 'entries', 'said_at as saidAt', 'until', 'imported_at as importedAt'])
    .where('replaced_at', 'is', null)
    .orderBy('issuer')
    .orderBy('id')
    .execute()

export type NewList = Omit<RevocationList, 'id' | 'importedAt'> & {
  issuerKey: string
  fingerprint: string
  list: Uint8Array
  importedBy: string
}

/** The list of this authority that is in use, held to the end of the transaction. */
export const heldList = (tx: Tx, issuerKey: string) =>
  tx
    .selectFrom('signing.revocation_list')
    .select(['id', 'fingerprint', 'said_at as saidAt'])
    .where('issuer_key', '=', issuerKey)
    .where('replaced_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/** Takes a list into use in the place of the one before. Its identifier. */
export async function insertList(tx: Tx, { issuerKey, list, saidAt, importedBy, ...row }: NewList): Promise<string> {
  await tx
    .updateTable('signing.revocation_list')
    .set({ replaced_at: sql<Date>`app.now()` })
    .where('issuer_key', '=', issuerKey)
    .where('replaced_at', 'is', null)
    .execute()
  const { id } = await tx
    .insertInto('signing.revocation_list')
    .values({ ...row, issuer_key: issuerKey, list: Buffer.from(list), said_at: saidAt, imported_by: importedBy })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
