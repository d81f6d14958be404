import { sql } from 'kysely'
import type { Kept } from '#platform/blobs/blobs.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'

type Owner = Pick<Outgoing, 'id' | 'agency'>

const nextOrdinal = (outgoing: string) =>
  sql<number>`(select coalesce(max(f.ordinal), 0) + 1 from documents.outgoing_file f where f.outgoing = ${outgoing})`

export type NewFile = {
  role: 'ATTACHMENT' | 'UPLOAD'
  name: string
  kept: Kept
  hasText: boolean
  /** Post of the clerk who looked for a secrecy stamp on a file without text. */
  looked: string | null
}

/** Adds a file at the end. Returns its id. */
export async function insertFile(tx: Tx, doc: Owner, file: NewFile): Promise<string> {
  const values = {
    outgoing: doc.id,
    agency: doc.agency,
    role: file.role,
    name: file.name,
    sha256: file.kept.sha256,
    media_type: file.kept.mediaType,
    size: file.kept.size,
    has_text: file.hasText,
    no_secret_stamp_by: file.looked,
    ordinal: nextOrdinal(doc.id),
  }
  return (await tx.insertInto('documents.outgoing_file').values(values).returning('id').executeTakeFirstOrThrow()).id
}

/** An attachment that exists on paper only: a name in the list, no file. */
export async function insertPaper(tx: Tx, doc: Owner, name: string): Promise<string> {
  const values = {
    outgoing: doc.id,
    agency: doc.agency,
    role: 'ATTACHMENT',
    name,
    sha256: null,
    media_type: 'application/octet-stream',
    size: 0,
    on_paper: true,
    ordinal: nextOrdinal(doc.id),
  }
  return (await tx.insertInto('documents.outgoing_file').values(values).returning('id').executeTakeFirstOrThrow()).id
}

export type Attachment = { id: string; ordinal: number; onPaper: boolean; sha256: string | null }

/** The attachments in use, in their order. */
export const attachmentsOf = (tx: Tx, outgoing: string): Promise<Attachment[]> =>
  tx
    .selectFrom('documents.outgoing_file')
    .select(['id', 'ordinal', 'on_paper as onPaper', 'sha256'])
    .where('outgoing', '=', outgoing)
    .where('role', '=', 'ATTACHMENT')
    .where('withdrawn_at', 'is', null)
    .orderBy('ordinal')
    .orderBy('made_at')
    .execute()

/** Writes the order of the attachments: the first id stands first. */
export const setOrder = (tx: Tx, outgoing: string, ids: readonly string[]) =>
  sql`update documents.outgoing_file f set ordinal = o.ordinal::int
    from unnest(${ids}::uuid[]) with ordinality as o(id, ordinal) where f.outgoing = ${outgoing} and f.id = o.id`.execute(tx)

export const setOnPaper = (tx: Tx, id: string, onPaper: boolean) =>
  tx.updateTable('documents.outgoing_file').set({ on_paper: onPaper }).where('id', '=', id).execute()

/** Takes one file out of use; it stays for the history. */
export const withdrawFile = (tx: Tx, outgoing: string, id: string) =>
  tx
    .updateTable('documents.outgoing_file')
    .set({ withdrawn_at: sql<Date>`app.now()` })
    .where('outgoing', '=', outgoing)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()

/** True when a file came or went since an instant. */
export async function filesChangedSince(tx: Tx, outgoing: string, at: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('documents.outgoing_file')
    .select('id')
    .where('outgoing', '=', outgoing)
    .where('role', 'in', ['ATTACHMENT', 'UPLOAD'])
    .where((eb) => eb.or([eb('made_at', '>', at), eb('withdrawn_at', '>', at)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
