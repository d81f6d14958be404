import type { Tx, Work } from '#platform/db/desk.ts'

export async function imageOf(tx: Tx, agency: string): Promise<Uint8Array | null> {
  const row = await tx.selectFrom('signing.seal_image').select('image').where('agency', '=', agency).executeTakeFirst()
  return row ? new Uint8Array(row.image) : null
}

export async function putImage({ tx, actor, clock }: Work, bytes: Uint8Array): Promise<void> {
  const row = { image: Buffer.from(bytes), put_by: actor.person, put_at: clock.now }
  await tx
    .insertInto('signing.seal_image')
    .values({ agency: actor.agency, ...row })
    .onConflict((conflict) => conflict.column('agency').doUpdateSet(row))
    .execute()
}
