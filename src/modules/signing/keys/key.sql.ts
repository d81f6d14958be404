import { type Selectable, sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { SigningKey } from '#platform/db/schema.gen.ts'
import type { SignerAlgorithm } from '../signer.ts'
import { visibleTo } from './key.policy.ts'
import type { HolderKind, Key } from './key.ts'

const facts = [
  'id',
  'agency',
  'holder_kind',
  'holder',
  'subject',
  'organisation',
  'issuer',
  'serial',
  'valid_from',
  'valid_to',
  'algorithm',
  'demonstration',
  'imported_at',
  'replaced_at',
  'revoked_at',
] as const

const keyOf = (row: Pick<Selectable<SigningKey>, (typeof facts)[number]>): Key => ({
  id: row.id,
  agency: row.agency,
  holderKind: row.holder_kind as HolderKind,
  holder: row.holder,
  subject: row.subject,
  organisation: row.organisation,
  issuer: row.issuer,
  serial: row.serial,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  algorithm: row.algorithm as SignerAlgorithm,
  demonstration: row.demonstration,
  importedAt: row.imported_at,
  replacedAt: row.replaced_at,
  revokedAt: row.revoked_at,
})

/** Of whom a key is. */
export type HolderId = { kind: HolderKind; id: string }

const current = (tx: Tx, holder: HolderId) =>
  tx
    .selectFrom('signing.key')
    .where('holder_kind', '=', holder.kind)
    .where('holder', '=', holder.id)
    .where('replaced_at', 'is', null)
    .where('revoked_at', 'is', null)

/** The one key in use of a holder, with its certificates and their fingerprint. */
export async function currentKey(tx: Tx, holder: HolderId) {
  const row = await current(tx, holder)
    .select([...facts, 'chain', 'fingerprint'])
    .executeTakeFirst()
  return row && { key: keyOf(row), chain: row.chain, fingerprint: row.fingerprint }
}

export async function keyById(tx: Tx, id: string): Promise<Key | undefined> {
  const row = await tx.selectFrom('signing.key').select(facts).where('id', '=', id).executeTakeFirst()
  return row && keyOf(row)
}

/** Keys in use that the actor may see, those that end first in front; `until` leaves out what is valid beyond it. */
export async function keysSeenBy(tx: Tx, actor: Actor, until: Date | null = null): Promise<Key[]> {
  let query = tx.selectFrom('signing.key').select(facts).where(visibleTo(actor))
  query = query.where('replaced_at', 'is', null).where('revoked_at', 'is', null)
  if (until) query = query.where('valid_to', '<=', until)
  return (await query.orderBy('valid_to').orderBy('id').execute()).map(keyOf)
}

/** One import of a holder's key after the other, to the end of the transaction. */
export const queueAt = (tx: Tx, holder: HolderId) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`signing.key ${holder.kind} ${holder.id}`}, 0))`.execute(tx)

export type NewKey = Omit<Key, 'id' | 'importedAt' | 'replacedAt' | 'revokedAt'> & {
  chain: Uint8Array[]
  fingerprint: Uint8Array
  importedBy: string
}

export async function insertKey(tx: Tx, key: NewKey): Promise<string> {
  const row = {
    agency: key.agency,
    holder_kind: key.holderKind,
    holder: key.holder,
    chain: key.chain.map((one) => Buffer.from(one)),
    fingerprint: Buffer.from(key.fingerprint),
    subject: key.subject,
    organisation: key.organisation,
    issuer: key.issuer,
    serial: key.serial,
    valid_from: key.validFrom,
    valid_to: key.validTo,
    algorithm: key.algorithm,
    demonstration: key.demonstration,
    imported_by: key.importedBy,
  }
  return (await tx.insertInto('signing.key').values(row).returning('id').executeTakeFirstOrThrow()).id
}

export const markReplaced = (tx: Tx, id: string, at: Date) =>
  tx.updateTable('signing.key').set({ replaced_at: at }).where('id', '=', id).where('replaced_at', 'is', null).execute()

export const markRevoked = (tx: Tx, id: string, at: Date) =>
  tx.updateTable('signing.key').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null).execute()

/** Writes that a key signs now. False when it has been replaced or revoked meanwhile: then nothing may be signed. */
export async function recordUse(tx: Tx, use: { key: string; digest: Uint8Array; actor: Actor }): Promise<boolean> {
  const { rows } = await sql`
    insert into signing.use (key, agency, person, on_behalf_of, digest)
    select id, agency, ${use.actor.person}, ${use.actor.onBehalfOf}, ${Buffer.from(use.digest)}
    from signing.key where id = ${use.key} and replaced_at is null and revoked_at is null
    returning id`.execute(tx)
  return rows.length === 1
}
