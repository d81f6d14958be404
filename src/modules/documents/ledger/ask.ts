import { Refused } from '#kernel/refused.ts'
import type { Tx, Work } from '#platform/db/desk.ts'
import { typedCode } from '../checking/look-up.ts'
import { heldOf } from './append.ts'
import type { Head } from './leaf.ts'
import { headAt, indexOf, leafOfCode, nodesAt } from './ledger.sql.ts'
import { consistencyRanges, coverOf, inclusionRanges, leafHash, type Range, rangeHash } from './merkle.ts'

/** @throws Refused not-found: nothing was issued yet, or no head was ever signed at that size */
async function headOr(tx: Tx, size: number | null): Promise<Head> {
  const head = await headAt(tx, size)
  if (!head) throw new Refused('not-found', 'head')
  return head
}

async function hashesOf(tx: Tx, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const held = heldOf(await nodesAt(tx, ranges.flatMap(coverOf)))
  return ranges.map((range) => rangeHash(range, held))
}

/** The newest signed head. @throws Refused not-found */
export const newestHead = ({ tx }: Work): Promise<Head> => headOr(tx, null)

/** That the log of `first` leaves is the beginning of that of `second`, between two signed heads. @throws Refused not-found */
export async function consistency({ tx }: Work, { first, second }: { first: number; second: number }) {
  const [from, to] = [await headOr(tx, first), await headOr(tx, second)]
  if (from.size > to.size) throw new Refused('bad-input', 'second')
  return { first: from, second: to, path: await hashesOf(tx, consistencyRanges(from.size, to.size)) }
}

/** That a leaf, known by its hash alone, stands in the log under a signed head (the newest, when none is named). @throws Refused not-found */
export async function inclusion({ tx }: Work, { hash, size }: { hash: Uint8Array; size: number | null }) {
  const head = await headOr(tx, size)
  const index = await indexOf(tx, hash)
  if (index === null || index >= head.size) throw new Refused('not-found', 'hash')
  return { index, head, path: await hashesOf(tx, inclusionRanges(index, head.size)) }
}

/** Everything with which somebody without this installation proves that the document was issued. */
export type Proof = { leaf: string; hash: Buffer; index: number; head: Head; path: Uint8Array[] }

/**
 * The proof of one document, by its code. Its leaf is told only to who has the code.
 * @throws Refused bad-input (code) | not-found: unknown, not issued, or not in the log yet
 */
export async function proofOf(work: Work, typed: string): Promise<Proof> {
  const code = typedCode(typed)
  const found = await leafOfCode(work.tx, code)
  if (!found) throw new Refused('not-found', code)
  const hash = leafHash(found.leaf)
  return { leaf: found.leaf, hash, ...(await inclusion(work, { hash, size: null })) }
}
