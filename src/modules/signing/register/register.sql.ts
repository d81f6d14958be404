import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { HolderKind } from '../keys/key.ts'
import type { Line } from './register.ts'

export type RegisteredKey = NonNullable<Line['key']> & { id: string; holderKind: HolderKind; holder: string; subject: string }

/** Of each holder of an agency the certificate in use, else the last that was given up; what was replaced is past. */
export async function registeredKeys(tx: Tx, agency: string): Promise<RegisteredKey[]> {
  const { rows } = await sql<RegisteredKey>`
    select distinct on (k.holder_kind, k.holder) k.id, k.holder_kind as "holderKind", k.holder, k.subject, k.serial, k.issuer,
      k.valid_from as "validFrom", k.valid_to as "validTo", k.revoked_at as "revokedAt", k.algorithm
    from signing.key k where k.agency = ${agency} and k.replaced_at is null
    order by k.holder_kind, k.holder, (k.revoked_at is not null), k.imported_at desc`.execute(tx)
  return rows
}
