import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { LinkNotice, LinkPurpose } from './link.ts'

export type NewLink = { tokenHash: Buffer; person: string; purpose: LinkPurpose; madeBy: string | null; endsAt: Date }

/** Writes a new link; those issued before to the same person open nothing any more. */
export async function insertLink(tx: Tx, { tokenHash, person, purpose, madeBy, endsAt }: NewLink): Promise<void> {
  await endLinksOf(tx, person)
  await tx
    .insertInto('organisation.access_link')
    .values({ token_hash: tokenHash, person, purpose, made_by: madeBy, ends_at: endsAt })
    .execute()
}

export const endLinksOf = (tx: Tx, person: string) =>
  tx
    .updateTable('organisation.access_link')
    .set({ ends_at: sql`least(ends_at, clock_timestamp())` })
    .where('person', '=', person)
    .where('used_at', 'is', null)
    .execute()

export type OpenLink = { person: string; name: string; login: string; locked: boolean }

/** The person whom an unused link in force opens; its row is held until the commit. */
export const openLinkOf = (tx: Tx, tokenHash: Buffer): Promise<OpenLink | undefined> =>
  tx
    .selectFrom('organisation.access_link as l')
    .innerJoin('organisation.account as a', 'a.person', 'l.person')
    .innerJoin('organisation.person as p', 'p.id', 'l.person')
    .select(['l.person', 'p.full_name as name', 'a.login', sql<boolean>`a.locked_at is not null`.as('locked')])
    .where('l.token_hash', '=', tokenHash)
    .where('l.used_at', 'is', null)
    .where('l.ends_at', '>', sql<Date>`clock_timestamp()`)
    .forUpdate('l')
    .executeTakeFirst()

export const spendLink = (tx: Tx, tokenHash: Buffer) =>
  tx
    .updateTable('organisation.access_link')
    .set({ used_at: sql`clock_timestamp()` })
    .where('token_hash', '=', tokenHash)
    .execute()

/** Links that the person has not been told of, the newest first. */
export async function untoldLinks(tx: Tx, person: string): Promise<LinkNotice[]> {
  const rows = await tx
    .selectFrom('organisation.access_link as l')
    .leftJoin('organisation.person as p', 'p.id', 'l.made_by')
    .select([sql<LinkPurpose>`l.purpose`.as('purpose'), 'p.full_name as madeBy', 'l.made_at as madeAt', 'l.used_at as usedAt'])
    .where('l.person', '=', person)
    .where('l.told_at', 'is', null)
    .orderBy('l.made_at', 'desc')
    .execute()
  return rows
}

export const markTold = (tx: Tx, person: string) =>
  tx
    .updateTable('organisation.access_link')
    .set({ told_at: sql`clock_timestamp()` })
    .where('person', '=', person)
    .where('told_at', 'is', null)
    .execute()
