import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { DraftForm, RecipientForm } from '../outgoing.forms.ts'

/** The names of agencies as the directory has them: what is printed and counted is never what a client sent. */
async function ownNames(tx: Tx, recipients: RecipientForm[]): Promise<Map<string | null, string>> {
  const ids = recipients.flatMap((one) => (one.recipientKind === 'AGENCY' && one.recipient ? [one.recipient] : []))
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('organisation.agency').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Replaces the recipients of a draft by one statement; an agency bears its own name. */
export async function setRecipients(tx: Tx, doc: { id: string; agency: string }, recipients: RecipientForm[]): Promise<void> {
  await tx.deleteFrom('documents.outgoing_recipient').where('outgoing', '=', doc.id).execute()
  if (recipients.length === 0) return
  const names = await ownNames(tx, recipients)
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
        recipient_name: names.get(one.recipient) ?? one.recipientName,
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

/** Agencies that no channel reaches. */
export async function unreachableAgencies(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('organisation.agency').select('id').where('reachable', '=', false).execute()
  return rows.map((row) => row.id)
}

export type EndedAgency = { id: string; name: string; successor: string | null }

/** Agencies that are not in force on a day, with the names of what came after them. */
export async function endedAgencies(tx: Tx, day: string): Promise<EndedAgency[]> {
  const { rows } = await sql<EndedAgency>`select a.id, a.name,
      (select string_agg(b.name, ', ' order by b.name) from organisation.succession s
        join organisation.agency b on b.id = s.successor where s.predecessor = a.id) as successor
    from organisation.agency a
    where a.effective_to < ${day}::date or a.effective_from > ${day}::date
    order by a.name`.execute(tx)
  return rows
}

/** True when every division, person and the signer sits in the agency, and every agency is another one; a hamlet is addressed by its own commune. */
export async function belongTogether(tx: Tx, agency: string, form: Pick<DraftForm, 'recipients' | 'signer'>): Promise<boolean> {
  const of = (kind: RecipientForm['recipientKind']) =>
    form.recipients.flatMap((one) => (one.recipientKind === kind && one.recipient ? [one.recipient] : []))
  const posts = [...new Set([...of('PERSON'), ...(form.signer ? [form.signer] : [])])]
  const divisions = of('DIVISION')
  const agencies = of('AGENCY')
  const { rows } = await sql<{ posts: number; divisions: number; agencies: number }>`select
    (select count(*)::int from organisation.post where agency = ${agency} and id = any (${posts}::uuid[])) as posts,
    (select count(*)::int from organisation.division where agency = ${agency} and id = any (${divisions}::uuid[])) as divisions,
    (select count(*)::int from organisation.agency where id <> ${agency} and id = any (${agencies}::uuid[])
      and (level <> 'HAMLET' or parent = ${agency})) as agencies`.execute(tx)
  const found = rows[0]
  return found?.posts === posts.length && found.divisions === divisions.length && found.agencies === agencies.length
}
