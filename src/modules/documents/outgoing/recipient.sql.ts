import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { RecipientForm } from './outgoing.forms.ts'

/** Replaces the recipients of a draft by one statement. */
export async function setRecipients(tx: Tx, doc: { id: string; agency: string }, recipients: RecipientForm[]): Promise<void> {
  await tx.deleteFrom('documents.outgoing_recipient').where('outgoing', '=', doc.id).execute()
  if (recipients.length === 0) return
  await tx
    .insertInto('documents.outgoing_recipient')
    .values(
      recipients.map((one, ordinal) => ({
        outgoing: doc.id,
        agency: doc.agency,
        ordinal,
        recipient_kind: one.recipientKind,
        recipient_agency: one.recipientKind === 'AGENCY' ? one.recipient : null,
        recipient_division: one.recipientKind === 'DIVISION' ? one.recipient : null,
        recipient_post: one.recipientKind === 'PERSON' ? one.recipient : null,
        recipient_name: one.recipientName,
        purpose: one.purpose,
        mode: one.mode,
        paper_copies: one.paperCopies,
        paper_basis: one.paperBasis,
        paper_basis_code: one.paperBasisCode,
        channel: one.channel,
      })),
    )
    .execute()
}

export async function recipientsOf(tx: Tx, outgoing: string): Promise<RecipientForm[]> {
  return tx
    .selectFrom('documents.outgoing_recipient')
    .select([
      sql<RecipientForm['recipientKind']>`recipient_kind`.as('recipientKind'),
      sql<string | null>`coalesce(recipient_agency, recipient_division, recipient_post)`.as('recipient'),
      'recipient_name as recipientName',
      sql<RecipientForm['purpose']>`purpose`.as('purpose'),
      sql<RecipientForm['mode']>`mode`.as('mode'),
      'paper_copies as paperCopies',
      'paper_basis as paperBasis',
      'paper_basis_code as paperBasisCode',
      sql<RecipientForm['channel']>`channel`.as('channel'),
    ])
    .where('outgoing', '=', outgoing)
    .orderBy('ordinal')
    .execute()
}
