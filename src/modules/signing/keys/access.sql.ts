import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Asked, Key, Lies } from './key.ts'

export type Access = { wrapped: Buffer; failedAttempts: number; lockedAt: Date | null; lies: Lies; asks: Asked[] }

/** A person's way into a key, locked to the end of the transaction: guesses at one PIN come one after the other. */
export async function lockAccess(tx: Tx, key: string, person: string): Promise<Access | undefined> {
  const row = await tx
    .selectFrom('signing.key_access')
    .select(['wrapped', 'failed_attempts as failedAttempts', 'locked_at as lockedAt', 'lies', 'asks'])
    .where('key', '=', key)
    .where('person', '=', person)
    .forUpdate()
    .executeTakeFirst()
  return row && { ...row, lies: row.lies as Lies, asks: row.asks as Asked[] }
}

type At = { key: string; person: string }

export const setAttempts = (tx: Tx, { key, person }: At, failed: number, lockedAt: Date | null) =>
  tx
    .updateTable('signing.key_access')
    .set({ failed_attempts: failed, locked_at: lockedAt })
    .where('key', '=', key)
    .where('person', '=', person)
    .execute()

/** Gives a person an own copy of a key, or a new one in place of the old, counted from nothing. */
type Made = { wrapped: Buffer; by: string; lies: Lies; asks: readonly Asked[] }
export async function putAccess(tx: Tx, key: Pick<Key, 'id' | 'agency'>, person: string, made: Made) {
  const where = { on_token: made.lies !== 'HERE', lies: made.lies, asks: [...made.asks] }
  const fresh = { ...where, wrapped: made.wrapped, failed_attempts: 0, locked_at: null, granted_by: made.by }
  await tx
    .insertInto('signing.key_access')
    .values({ key: key.id, agency: key.agency, person, ...fresh })
    .onConflict((clash) =>
      clash.columns(['key', 'person']).doUpdateSet({ ...fresh, granted_at: sql`app.now()`, pin_changed_at: sql`app.now()` }),
    )
    .execute()
}

/** Puts the copy under the new PIN in place of the very one that the old PIN opened. False when it was changed meanwhile. */
export async function replaceWrapped(tx: Tx, { key, person }: At, from: Buffer, to: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('signing.key_access')
    .set({ wrapped: to, pin_changed_at: sql`app.now()` })
    .where('key', '=', key)
    .where('person', '=', person)
    .where('wrapped', '=', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False when the person had no access. */
export async function removeAccess(tx: Tx, { key, person }: At): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('signing.key_access')
    .where('key', '=', key)
    .where('person', '=', person)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Who can open a key, without the copies themselves. */
export async function accessesTo(tx: Tx, key: string) {
  const rows = await tx
    .selectFrom('signing.key_access')
    .select(['person', 'failed_attempts as failedAttempts', 'locked_at as lockedAt', 'pin_changed_at as pinChangedAt'])
    .select(['lies', 'asks'])
    .where('key', '=', key)
    .orderBy('granted_at')
    .execute()
  return rows.map((row) => ({ ...row, lies: row.lies as Lies, asks: row.asks as Asked[] }))
}
