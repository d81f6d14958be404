import { sql } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import type { Kept } from '#platform/blobs/blobs.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Outgoing } from './outgoing.ts'

export type FileRole = 'UPLOAD' | 'SIGNED' | 'SEALED' | 'SCAN' | 'ATTACHMENT'
export type OutgoingFile = {
  id: string
  role: FileRole
  name: string
  sha256: string | null
  mediaType: string
  size: number
  onPaper: boolean
}

export async function filesOf(tx: Tx, outgoing: string): Promise<OutgoingFile[]> {
  const rows = await tx
    .selectFrom('documents.outgoing_file')
    .select(['id', 'role', 'name', 'sha256', 'media_type as mediaType', 'size', 'on_paper as onPaper'])
    .where('outgoing', '=', outgoing)
    .where('withdrawn_at', 'is', null)
    .orderBy('ordinal')
    .orderBy('made_at')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as FileRole }))
}

/** The hash of the file that carries the document at a stage of its life. @throws Refused not-found */
export async function mainFile(tx: Tx, outgoing: string, role: FileRole): Promise<string> {
  const row = await tx
    .selectFrom('documents.outgoing_file')
    .select('sha256')
    .where('outgoing', '=', outgoing)
    .where('role', '=', role)
    .where('withdrawn_at', 'is', null)
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  if (!row?.sha256) throw new Refused('not-found', role)
  return row.sha256
}

/** How many attachments of these documents are PDF files of their own: each gets a signature beside the document's. */
export async function attachedPdfs(tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { n } = await tx
    .selectFrom('documents.outgoing_file')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('outgoing', 'in', ids)
    .where('role', '=', 'ATTACHMENT')
    .where('media_type', '=', 'application/pdf')
    .where('on_paper', '=', false)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/**
 * The hash of the file that carries the digital signatures and is delivered; null where there is none: signed by hand, and sent on
 * paper alone.
 */
export async function signedFile(tx: Tx, outgoing: string): Promise<string | null> {
  const { rows } = await sql<{ sha256: string }>`
    select f.sha256 from documents.outgoing_file f join documents.outgoing o on o.id = f.outgoing
    where f.outgoing = ${outgoing} and f.role in ('SIGNED', 'SEALED') and f.withdrawn_at is null and f.sha256 is not null
      and (o.signed_by = 'digital'
        or exists (select from documents.outgoing_recipient r where r.outgoing = o.id and r.mode <> 'PAPER'))
    order by f.role = 'SEALED' desc, f.made_at desc limit 1`.execute(tx)
  return rows[0]?.sha256 ?? null
}

export const addFile = (tx: Tx, doc: Outgoing, kept: Kept, { role, name }: { role: FileRole; name: string }) =>
  tx
    .insertInto('documents.outgoing_file')
    .values({
      outgoing: doc.id,
      agency: doc.agency,
      role,
      name,
      sha256: kept.sha256,
      media_type: kept.mediaType,
      size: kept.size,
    })
    .execute()

/** Takes files out of use: they stay for the history, the document no longer carries them. */
export const withdrawFiles = (tx: Tx, outgoing: string, roles: FileRole[]) =>
  tx
    .updateTable('documents.outgoing_file')
    .set({ withdrawn_at: sql<Date>`app.now()` })
    .where('outgoing', '=', outgoing)
    .where('role', 'in', roles)
    .where('withdrawn_at', 'is', null)
    .execute()

/** Puts a file in the place of another, which goes out of use and stays for the history. */
export const replaceFile = (tx: Tx, id: string, kept: Kept) =>
  sql`with old as (
      update documents.outgoing_file set withdrawn_at = app.now() where id = ${id} and withdrawn_at is null returning *
    )
    insert into documents.outgoing_file (outgoing, agency, role, ordinal, name, sha256, media_type, size, has_text, no_secret_stamp_by)
    select outgoing, agency, role, ordinal, name, ${kept.sha256}, media_type, ${kept.size}, has_text, no_secret_stamp_by
    from old`.execute(tx)
