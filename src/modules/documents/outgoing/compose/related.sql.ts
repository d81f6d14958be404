import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import { read as readIncoming } from '../../incoming/incoming.sql.ts'
import type { RelatedForm } from '../outgoing.forms.ts'
import { read } from '../outgoing.sql.ts'

/** Replaces the related documents of a draft; each must be one that the actor may read. @throws Refused not-found */
export async function setRelated(work: Work, doc: { id: string; agency: string }, related: RelatedForm[]): Promise<void> {
  const { tx } = work
  await tx.deleteFrom('documents.outgoing_related').where('outgoing', '=', doc.id).execute()
  const once = related.filter((one, at) => related.findIndex((other) => other.id === one.id) === at && one.id !== doc.id)
  for (const one of once) await (one.kind === 'OUTGOING' ? read(work, one.id) : readIncoming(work, one.id))
  if (once.length === 0) return
  await tx
    .insertInto('documents.outgoing_related')
    .values(
      once.map((one, ordinal) => ({
        outgoing: doc.id,
        agency: doc.agency,
        ordinal,
        related_outgoing: one.kind === 'OUTGOING' ? one.id : null,
        related_incoming: one.kind === 'INCOMING' ? one.id : null,
        title: one.title,
      })),
    )
    .execute()
}

export const relatedOf = (tx: Tx, outgoing: string): Promise<RelatedForm[]> =>
  tx
    .selectFrom('documents.outgoing_related')
    .select([
      sql<RelatedForm['kind']>`case when related_outgoing is null then 'INCOMING' else 'OUTGOING' end`.as('kind'),
      sql<string>`coalesce(related_outgoing, related_incoming)`.as('id'),
      'title',
    ])
    .where('outgoing', '=', outgoing)
    .orderBy('ordinal')
    .execute()
