import { visitor } from '#kernel/actor.ts'
import { installationKey } from '#platform/audit/seal.ts'
import { type Kept, remember, witnessOf } from '#platform/audit/witness.ts'
import { record, routineOf } from '#platform/backup/routine.ts'
import type { Desk, Pool, Tx } from '#platform/db/desk.ts'
import { type Head, leafOf, signedHead } from './leaf.ts'
import { addHead, addLeaves, addNodes, headAt, nodesAt, waitingLeaves } from './ledger.sql.ts'
import { coverOf, grown, type Held, leafHash, type Node, type Place, rangeHash } from './merkle.ts'

/** The Ed25519 key that signs the heads of the log of issued documents, in `secrets/log.key`, made at first use. */
export const logKey = (dataDir: string) => installationKey(dataDir, 'log.key')

/** Leaves appended under one head. */
const mostLeaves = 500

/** Under this name administrators read whether the log still goes through the head that was remembered. */
export const logRoutine = 'documents.log'

/** How the log stands to the head remembered outside the database. */
export type LogStanding = 'holds' | 'rewritten' | 'cut' | 'unreadable'

export async function logStanding(tx: Tx, kept: Kept): Promise<LogStanding> {
  if (kept === null) return 'holds'
  if (kept === 'unreadable') return kept
  const head = await headAt(tx, kept.seq)
  if (!head) return 'cut'
  return Buffer.from(head.root).toString('hex') === kept.hash ? 'holds' : 'rewritten'
}

/** Nodes by their place. @throws when one that is asked for is not there: the tree has a hole */
export function heldOf(nodes: readonly Node[]): Held {
  const known = new Map(nodes.map(({ level, position, hash }) => [`${level}/${position}`, hash]))
  return ({ level, position }: Place) => {
    const hash = known.get(`${level}/${position}`)
    if (!hash) throw new Error(`the log has no node ${level}/${position}`)
    return hash
  }
}

/** The right edge of the tree, from which it grows on; null when it no longer hashes to its signed head. */
async function edgeOf(tx: Tx, head: Head | null): Promise<Node[] | null> {
  if (!head) return []
  const range = { start: 0, end: head.size }
  const edge = await nodesAt(tx, coverOf(range))
  if (edge.length < coverOf(range).length) return null
  return Buffer.compare(rangeHash(range, heldOf(edge)), head.root) === 0 ? edge : null
}

type Appended = { leaves: number; head: Head | null; standing: LogStanding }

async function appendAll(tx: Tx, at: Date, { kept, sign }: { kept: Kept; sign: (head: Unsigned) => Head }): Promise<Appended> {
  const waiting = await waitingLeaves(tx, mostLeaves)
  const standing = await logStanding(tx, kept)
  const head = await headAt(tx)
  if (standing !== 'holds' || waiting.length === 0) return { leaves: 0, head, standing }
  const edge = await edgeOf(tx, head)
  if (edge === null) return { leaves: 0, head, standing: 'rewritten' }
  const first = head?.size ?? 0
  const leaves = waiting.map((one) => ({ outgoing: one.outgoing, leaf: leafOf(one) }))
  const hashed = leaves.map((one) => ({ ...one, hash: leafHash(one.leaf) }))
  const hashes = hashed.map((one) => one.hash)
  const made = grown(first, hashes, heldOf(edge))
  const size = first + leaves.length
  await addLeaves(tx, first, hashed)
  await addNodes(tx, made)
  const next = sign({ size, root: rangeHash({ start: 0, end: size }, heldOf([...edge, ...made])), at })
  await addHead(tx, next)
  return { leaves: leaves.length, head: next, standing }
}
type Unsigned = Pick<Head, 'size' | 'root' | 'at'>

export type LedgerPlace = { pool: Pool; dataDir: string; deskOf: (actor: typeof visitor) => Desk }

/**
 * Appends the leaves of what was issued since, signs the new head and remembers it outside the database. Where the log no longer goes
 * through the head that was remembered, nothing is appended and administrators are told: a newer head would cover it up.
 */
export async function appendIssued({ pool, dataDir, deskOf }: LedgerPlace): Promise<number> {
  const [kept, key] = [await witnessOf(dataDir, 'log'), await logKey(dataDir)]
  const sign = (head: Unsigned) => signedHead(head, key)
  const done = await deskOf(visitor).work(({ tx, clock }) => appendAll(tx, clock.now, { kept, sign }))
  const { leaves, head, standing } = done
  if (standing !== 'holds') {
    if ((await routineOf(pool, logRoutine))?.ok !== false) await record(pool, logRoutine, false, { standing, kept })
  } else if (leaves > 0 && head) {
    await remember(dataDir, { seq: head.size, hash: Buffer.from(head.root).toString('hex') }, 'log')
    if (!kept) await record(pool, logRoutine, true, { size: head.size })
  }
  return leaves
}
