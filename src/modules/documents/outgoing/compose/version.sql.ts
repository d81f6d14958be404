import { sql } from 'kysely'
import type { Content } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Outgoing } from '../outgoing.ts'

/** A kept state of a draft. `ordinal` is what people say ("Bản 3"), `version` the token that each save raises. */
export type Version = { version: number; ordinal: number; subject: string; savedBy: string; savedAt: Date }

/** The kept versions, oldest first. */
export async function versionsOf(tx: Tx, outgoing: string): Promise<Version[]> {
  const rows = await tx
    .selectFrom('documents.outgoing_version as v')
    .innerJoin('organisation.post as o', 'o.id', 'v.saved_by')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .select(['v.version', 'v.subject', 'p.full_name as savedBy', 'v.saved_at as savedAt'])
    .where('v.outgoing', '=', outgoing)
    .orderBy('v.version')
    .execute()
  return rows.map((row, at) => ({ ...row, ordinal: at + 1 }))
}

/** Subject and text of one kept version. @throws Refused not-found */
export async function versionText(tx: Tx, outgoing: string, version: number): Promise<{ subject: string; content: Content }> {
  const row = await tx
    .selectFrom('documents.outgoing_version')
    .select(['subject', sql<Content>`content`.as('content')])
    .where('outgoing', '=', outgoing)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw new Refused('not-found', `version:${version}`)
  return row
}

/** The version kept last, by whom and how long ago in seconds; undefined for a document that was never typed. */
export const lastKept = (tx: Tx, outgoing: string) =>
  tx
    .selectFrom('documents.outgoing_version')
    .select(['version', 'saved_by as savedBy', sql<number>`extract(epoch from app.now() - saved_at)::float8`.as('age')])
    .where('outgoing', '=', outgoing)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Keeps the present text as a version, unless it is kept already. */
export const keepVersion = (tx: Tx, doc: Pick<Outgoing, 'id' | 'agency' | 'version' | 'subject' | 'content'>, savedBy: string) =>
  tx
    .insertInto('documents.outgoing_version')
    .values({
      outgoing: doc.id,
      agency: doc.agency,
      version: doc.version,
      subject: doc.subject,
      content: JSON.stringify(doc.content),
      saved_by: savedBy,
    })
    .onConflict((conflict) => conflict.columns(['outgoing', 'version']).doNothing())
    .execute()

/** Writes that a post had this version open, or ticked it as read; once per version, what came first stands. */
export const markSeen = (tx: Tx, doc: Pick<Outgoing, 'id' | 'agency' | 'version'>, post: string, ticked = false) =>
  tx
    .insertInto('documents.outgoing_seen')
    .values({ outgoing: doc.id, agency: doc.agency, post, version: doc.version, ticked })
    .onConflict((conflict) => conflict.columns(['outgoing', 'post', 'version']).doNothing())
    .execute()

/** The versions that a post had open, newest first. */
export async function seenBy(tx: Tx, outgoing: string, post: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('documents.outgoing_seen')
    .select('version')
    .where('outgoing', '=', outgoing)
    .where('post', '=', post)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ version }) => version)
}

/** Which of these documents a post has not had open at their present version. */
export async function unseenOf(tx: Tx, ids: readonly string[], post: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('documents.outgoing as o')
    .select('o.id')
    .where('o.id', '=', sql<string>`any (${ids}::uuid[])`)
    .where(
      sql<boolean>`not exists (select from documents.outgoing_seen s
        where s.outgoing = o.id and s.post = ${post} and s.version = o.version)`,
    )
    .execute()
  return rows.map(({ id }) => id)
}
