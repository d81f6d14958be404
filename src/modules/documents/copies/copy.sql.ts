import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { CopyForm } from './copy.ts'

export type Copy = { form: CopyForm; ofOutgoing: string | null; ofIncoming: string | null; pages: number[] }

export const insertCopy = (tx: Tx, doc: { id: string; agency: string }, copy: Copy) =>
  tx
    .insertInto('documents.copy')
    .values({
      outgoing: doc.id,
      agency: doc.agency,
      form: copy.form,
      of_outgoing: copy.ofOutgoing,
      of_incoming: copy.ofIncoming,
      pages: copy.pages,
    })
    .execute()

/** What a document is a copy of; undefined for one that is no copy. */
export const copyOf = (tx: Tx, outgoing: string): Promise<Copy | undefined> =>
  tx
    .selectFrom('documents.copy')
    .select([sql<CopyForm>`form`.as('form'), 'of_outgoing as ofOutgoing', 'of_incoming as ofIncoming', 'pages'])
    .where('outgoing', '=', outgoing)
    .executeTakeFirst()
