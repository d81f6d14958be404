import type { Tx } from '#platform/db/desk.ts'
import type { CertificateFacts } from '../certificates/certificate.ts'

/** The certificate of an authority that this installation trusts. */
export type Anchor = CertificateFacts & { id: string; importedAt: Date }

/** DER of all trusted authorities. */
export async function anchorCertificates(tx: Tx): Promise<Uint8Array[]> {
  const rows = await tx.selectFrom('signing.anchor').select('certificate').where('removed_at', 'is', null).orderBy('id').execute()
  return rows.map((row) => row.certificate)
}

export const anchorsInUse = (tx: Tx): Promise<Anchor[]> =>
  tx
    .selectFrom('signing.anchor')
    .select(['id', 'subject', 'organisation', 'issuer', 'serial', 'demonstration'])
    .select(['valid_from as validFrom', 'valid_to as validTo', 'imported_at as importedAt'])
    .where('removed_at', 'is', null)
    .orderBy('subject')
    .orderBy('id')
    .execute()

export type NewAnchor = CertificateFacts & { certificate: Uint8Array; fingerprint: Uint8Array; importedBy: string }

/** The new row's identifier; null when the certificate is trusted already. */
export async function insertAnchor(tx: Tx, anchor: NewAnchor): Promise<string | null> {
  const row = await tx
    .insertInto('signing.anchor')
    .values({
      certificate: Buffer.from(anchor.certificate),
      fingerprint: Buffer.from(anchor.fingerprint),
      subject: anchor.subject,
      organisation: anchor.organisation,
      issuer: anchor.issuer,
      serial: anchor.serial,
      valid_from: anchor.validFrom,
      valid_to: anchor.validTo,
      demonstration: anchor.demonstration,
      imported_by: anchor.importedBy,
    })
    .onConflict((clash) => clash.column('fingerprint').where('removed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** False when there is no such trusted authority (any more). */
export async function markRemoved(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('signing.anchor')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
