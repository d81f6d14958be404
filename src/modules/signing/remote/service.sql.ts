import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** A service of remote signing as this installation knows it, without what opens it. */
export type RemoteService = { id: string; name: string; address: string; clientId: string; setAt: Date }

const inUse = (tx: Tx) => tx.selectFrom('signing.remote_service').where('removed_at', 'is', null)

export const servicesInUse = (tx: Tx): Promise<RemoteService[]> =>
  inUse(tx).select(['id', 'name', 'address', 'client_id as clientId', 'set_at as setAt']).orderBy('name').orderBy('id').execute()

/** The same with its wrapped secret, for a call. */
export const serviceById = (tx: Tx, id: string) =>
  inUse(tx)
    .select(['id', 'name', 'address', 'oauth', 'client_id as clientId', 'client_secret as clientSecret'])
    .where('id', '=', id)
    .executeTakeFirst()

export type NewService = {
  name: string
  address: string
  oauth: string | null
  clientId: string
  clientSecret: Buffer
  by: string
}

/** Names a service, or gives the one at the same address other credentials: the keys that were linked stay linked. */
export async function putService(tx: Tx, { name, address, oauth, clientId, clientSecret, by }: NewService): Promise<string> {
  const set = { name, oauth, client_id: clientId, client_secret: clientSecret, set_by: by }
  const { id } = await tx
    .insertInto('signing.remote_service')
    .values({ address, ...set })
    .onConflict((clash) =>
      clash
        .column('address')
        .where('removed_at', 'is', null)
        .doUpdateSet({ ...set, set_at: sql`app.now()` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** False when there was none. */
export async function removeServiceRow(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('signing.remote_service')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
