import type { Tx } from '#platform/db/desk.ts'
import type { Outgoing } from '../outgoing.ts'

/** A remark on a draft; `version` is the one it was made on. */
export type Comment = { id: string; name: string; position: string; version: number; body: string; at: Date }

export const commentsOf = (tx: Tx, outgoing: string): Promise<Comment[]> =>
  tx
    .selectFrom('documents.outgoing_comment as c')
    .innerJoin('organisation.post as o', 'o.id', 'c.post')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .select(['c.id', 'p.full_name as name', 'o.position', 'c.version', 'c.body', 'c.made_at as at'])
    .where('c.outgoing', '=', outgoing)
    .orderBy('c.id')
    .execute()

export const addComment = (tx: Tx, doc: Outgoing, { post, body }: { post: string; body: string }) =>
  tx
    .insertInto('documents.outgoing_comment')
    .values({ outgoing: doc.id, agency: doc.agency, post, version: doc.version, body })
    .execute()
