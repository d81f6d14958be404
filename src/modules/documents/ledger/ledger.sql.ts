import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Head, Logged } from './leaf.ts'
import type { Node, Place } from './merkle.ts'

export type WaitingLeaf = Logged & { outgoing: string; agency: string }

/** Issued documents that no leaf holds yet, in the order of release; nobody else appends until the transaction ends. */
export async function waitingLeaves(tx: Tx, most: number): Promise<WaitingLeaf[]> {
  const { rows } = await sql<WaitingLeaf>`
    select outgoing, agency, code, organ_id as "organId", code_number as "codeNumber", code_suffix as "codeSuffix",
      code_notation as "codeNotation", promulgation_date as "promulgationDate", issued_at as "issuedAt", files
    from documents.log_waiting(${most})`.execute(tx)
  return rows
}

/** The newest head, or that of one size; null: there is none. */
export async function headAt(tx: Tx, size: number | null = null): Promise<Head | null> {
  const { rows } = await sql<Head>`select size, root, at, key, signature from documents.log_head_at(${size})`.execute(tx)
  return rows[0] ?? null
}

/** The stored hashes of whole subtrees; one that is missing is left out. */
export async function nodesAt(tx: Tx, places: readonly Place[]): Promise<Node[]> {
  if (places.length === 0) return []
  const [levels, positions] = [places.map((one) => one.level), places.map((one) => one.position)]
  const { rows } = await sql<Node>`
    select level, position, hash from documents.log_nodes(${levels}::int[], ${positions}::bigint[])`.execute(tx)
  return rows
}

export type NewLeaf = { outgoing: string; leaf: string; hash: Buffer }

export async function addLeaves(tx: Tx, first: number, leaves: readonly NewLeaf[]): Promise<void> {
  const [ids, texts, hashes] = [leaves.map((one) => one.outgoing), leaves.map((one) => one.leaf), leaves.map((one) => one.hash)]
  await sql`select documents.log_append(${first}, ${ids}::uuid[], ${texts}::text[], ${hashes}::bytea[])`.execute(tx)
}

export async function addNodes(tx: Tx, nodes: readonly Node[]): Promise<void> {
  const [levels, positions] = [nodes.map((one) => one.level), nodes.map((one) => one.position)]
  const hashes = nodes.map((one) => Buffer.from(one.hash))
  await sql`select documents.log_add_nodes(${levels}::int[], ${positions}::bigint[], ${hashes}::bytea[])`.execute(tx)
}

export async function addHead(tx: Tx, { size, root, at, key, signature }: Head): Promise<void> {
  const [r, k, s] = [root, key, signature].map((bytes) => Buffer.from(bytes))
  await sql`select documents.log_add_head(${size}, ${r}, ${at}, ${k}, ${s})`.execute(tx)
}

export async function indexOf(tx: Tx, hash: Uint8Array): Promise<number | null> {
  const { rows } = await sql<{ index: number | null }>`select documents.log_index_of(${Buffer.from(hash)}) as index`.execute(tx)
  return rows[0]?.index ?? null
}

export async function leafOfCode(tx: Tx, code: string): Promise<{ index: number; leaf: string } | null> {
  const { rows } = await sql<{ index: number; leaf: string }>`select index, leaf from documents.log_leaf_of(${code})`.execute(tx)
  return rows[0] ?? null
}

/** A leaf as it stands in the log, and its document as it stands now. */
export type LogRow = { index: number; leaf: string; hash: Buffer; code: string | null; issuedAt: Date | null } & Pick<
  Logged,
  'codeNumber' | 'codeSuffix' | 'codeNotation' | 'promulgationDate' | 'files'
>

export async function logRows(tx: Tx, after: number, most: number): Promise<LogRow[]> {
  const { rows } = await sql<LogRow>`
    select index, leaf, hash, code, code_number as "codeNumber", code_suffix as "codeSuffix", code_notation as "codeNotation",
      promulgation_date as "promulgationDate", issued_at as "issuedAt", files
    from documents.log_rows(${after}, ${most})`.execute(tx)
  return rows
}

export async function headsAfter(tx: Tx, size: number, most: number): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select size, root, at, key, signature from documents.log_heads(${size}, ${most})`.execute(tx)
  return rows
}

/** Issued documents that wait for their leaf. */
export async function unlogged(tx: Tx): Promise<{ rows: number; oldest: Date | null }> {
  const { rows } = await sql<{ rows: number; oldest: Date | null }>`select rows, oldest from documents.log_tail()`.execute(tx)
  return rows[0] ?? { rows: 0, oldest: null }
}
