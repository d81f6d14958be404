import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** Keys of the actor's agency that only this person signs with and that are in use. */
export async function ownKeysInUse(tx: Tx, person: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('signing.key')
    .select('id')
    .where('holder_kind', '=', 'PERSON')
    .where('holder', '=', person)
    .where('agency', '=', sql<string>`app.agency()`)
    .where('replaced_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}

/** The person's copies of the agency's keys are taken away. Which keys they opened. */
export async function removeAgencyAccesses(tx: Tx, person: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`delete from signing.key_access a using signing.key k
    where k.id = a.key and k.holder_kind = 'AGENCY' and a.agency = app.agency() and a.person = ${person} returning a.key`.execute(
    tx,
  )
  return rows.map((row) => row.key)
}

export type HeldKeys = { agency: string; agencyName: string; kind: 'PERSON' | 'AGENCY'; count: number; revoked: number }

/** How many keys a person can open, by agency; identifiers and figures only. */
export async function keysOf(tx: Tx, person: string): Promise<HeldKeys[]> {
  const { rows } = await sql<HeldKeys>`select k.agency, a.name as "agencyName", k.holder_kind as kind, k.count, k.revoked
    from signing.keys_of(${person}) k join organisation.agency a on a.id = k.agency order by k.holder_kind desc, a.name`.execute(
    tx,
  )
  return rows
}
