import type { KeyObject } from 'node:crypto'
import type { Kept } from '#platform/audit/witness.ts'
import type { Tx } from '#platform/db/desk.ts'
import { heldOf, logStanding } from './append.ts'
import { type Head, headHolds, publicBytes, symbolIn } from './leaf.ts'
import { headsAfter, type LogRow, logRows, nodesAt, unlogged } from './ledger.sql.ts'
import { coverOf, grown, leafHash, type Node, rangeHash } from './merkle.ts'

/** What was done to the log of issued documents behind the program's back. */
export type LogFault =
  | 'leaf-removed'
  | 'leaf-changed'
  | 'document-changed'
  | 'node-changed'
  | 'head-forged'
  | 'head-removed'
  | 'log-rewritten'
  | 'end-removed'
  | 'head-unreadable'

/** `brokenAt` is the index of the leaf, or the size of the head, that does not fit. */
export type LogReport = {
  whole: boolean
  leaves: number
  heads: number
  root: string | null
  brokenAt: number | null
  why: LogFault | null
  waiting: { rows: number; oldest: string | null }
}

type Break = { at: number; why: LogFault }
const most = 1_000

const same = (one: Uint8Array | undefined, other: Uint8Array) => one !== undefined && Buffer.compare(one, other) === 0

/** Whether a document still says what its leaf says of it. Its agency may have taken another identifier since. */
function saysTheSame(row: LogRow): boolean {
  if (row.code === null || row.issuedAt === null) return false
  const said = JSON.parse(row.leaf) as {
    code: string
    date: string | null
    files: string[]
    issued: string
    symbol: string | null
  }
  return (
    said.code === row.code &&
    said.date === row.promulgationDate &&
    said.issued === row.issuedAt.toISOString() &&
    said.symbol === symbolIn({ ...row, code: row.code, issuedAt: row.issuedAt }) &&
    said.files.every((hash) => row.files.includes(hash))
  )
}

function leafFault(row: LogRow, expected: number): LogFault | null {
  if (row.index !== expected) return 'leaf-removed'
  if (!leafHash(row.leaf).equals(row.hash)) return 'leaf-changed'
  return saysTheSame(row) ? null : 'document-changed'
}

/** The tree as it is recounted: how many leaves, and its right edge. */
type Counted = { size: number; edge: Node[] }

/** One page of leaves more, with the nodes that they make whole, compared with those stored. */
async function countOn(tx: Tx, counted: Counted, rows: readonly LogRow[]): Promise<Counted | Break> {
  for (const [offset, row] of rows.entries()) {
    const why = leafFault(row, counted.size + offset)
    if (why) return { at: counted.size + offset, why }
  }
  const hashes = rows.map((row) => row.hash)
  const made = grown(counted.size, hashes, heldOf(counted.edge))
  const stored = new Map((await nodesAt(tx, made)).map((one) => [`${one.level}/${one.position}`, one.hash]))
  const wrong = made.find((one) => !same(stored.get(`${one.level}/${one.position}`), one.hash))
  if (wrong) return { at: wrong.position * 2 ** wrong.level, why: 'node-changed' }
  return { size: counted.size + rows.length, edge: [...counted.edge, ...made] }
}

const rootAt = ({ edge }: Counted, size: number) => rangeHash({ start: 0, end: size }, heldOf(edge))

/** Every signed head up to where the leaves were counted, against the tree of its size. */
function headFault(head: Head, counted: Counted, key: Uint8Array): LogFault | null {
  if (!same(head.key, key) || !headHolds(head)) return 'head-forged'
  return same(head.root, rootAt(counted, head.size)) ? null : 'log-rewritten'
}

/** What is left of the nodes for going on: the edge of the tree as it stands. */
const pruned = ({ size, edge }: Counted): Counted => {
  const held = heldOf(edge)
  return { size, edge: coverOf({ start: 0, end: size }).map((place) => ({ ...place, hash: held(place) })) }
}

type Recounted = { counted: Counted; heads: number; broken: Break | null }

/** From the first leaf to the last, page by page. A head lies at the end of an append, so it may fall within a page or on its end. */
async function recount(tx: Tx, key: Uint8Array): Promise<Recounted> {
  let counted: Counted = { size: 0, edge: [] }
  let heads = 0
  let headed = 0
  for (;;) {
    const next: Head | undefined = (await headsAfter(tx, headed, 1))[0]
    const rows = await logRows(tx, counted.size - 1, next ? Math.min(most, next.size - counted.size) : most)
    if (rows.length === 0) {
      const cut: Break | null = next ? { at: next.size, why: 'end-removed' } : null
      // Leaves and the head over them are written together: leaves that no head covers were left, or put, behind.
      const bare: Break | null = counted.size > headed ? { at: counted.size, why: 'head-removed' } : null
      return { counted, heads, broken: cut ?? bare }
    }
    const on = await countOn(tx, counted, rows)
    if ('why' in on) return { counted, heads, broken: on }
    counted = pruned(on)
    if (next?.size !== counted.size) continue
    const why = headFault(next, counted, key)
    if (why) return { counted, heads, broken: { at: next.size, why } }
    heads += 1
    headed = next.size
  }
}

async function witnessFault(tx: Tx, kept: Kept): Promise<Break | null> {
  const standing = await logStanding(tx, kept)
  if (standing === 'holds' || kept === null) return null
  const why = ({ rewritten: 'log-rewritten', cut: 'end-removed', unreadable: 'head-unreadable' } as const)[standing]
  return { at: kept === 'unreadable' ? 0 : kept.seq, why }
}

/**
 * Recounts the log from its first leaf: every leaf against its hash and against what its document says now, every stored node, every
 * head with its signature by this key, and whether the log still goes through the head remembered outside the database.
 */
export async function verifyLog(tx: Tx, key: KeyObject, kept: Kept): Promise<LogReport> {
  const { counted, heads, broken: found } = await recount(tx, publicBytes(key))
  const broken = found ?? (await witnessFault(tx, kept))
  const tail = await unlogged(tx)
  return {
    whole: broken === null,
    leaves: counted.size,
    heads,
    root: counted.size > 0 ? Buffer.from(rootAt(counted, counted.size)).toString('hex') : null,
    brokenAt: broken?.at ?? null,
    why: broken?.why ?? null,
    waiting: { rows: tail.rows, oldest: tail.oldest?.toISOString() ?? null },
  }
}
