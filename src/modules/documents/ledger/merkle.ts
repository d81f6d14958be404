import { createHash } from 'node:crypto'

/**
 * The Merkle tree of RFC 6962, section 2.1. Leaves are hashed with 0x00 before them, nodes with 0x01, so that neither can pass for the
 * other. `position` counts whole subtrees of one level from the left.
 */
export type Place = { level: number; position: number }
export type Node = Place & { hash: Uint8Array }
/** Leaves from `start` to before `end`. */
export type Range = { start: number; end: number }

const hashed = (...parts: Uint8Array[]): Buffer =>
  parts.reduce<ReturnType<typeof createHash>>((hash, part) => hash.update(part), createHash('sha256')).digest()

export const leafHash = (leaf: string): Buffer => hashed(Buffer.of(0), Buffer.from(leaf, 'utf8'))
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => hashed(Buffer.of(1), left, right)
export const emptyRoot = (): Buffer => hashed()

/** The largest power of two below `count`: where a tree of more than one leaf is parted. */
function parting(count: number): number {
  let half = 1
  while (half * 2 < count) half *= 2
  return half
}

/** The whole subtrees that a range consists of, from the left; it begins where a subtree of its size may begin. */
export function coverOf({ start, end }: Range): Place[] {
  const places: Place[] = []
  let at = start
  while (at < end) {
    let level = 0
    while (at + 2 ** (level + 1) <= end && at % 2 ** (level + 1) === 0) level += 1
    places.push({ level, position: at / 2 ** level })
    at += 2 ** level
  }
  return places
}

/** Looks up a whole subtree's hash. @throws when the tree does not hold it */
export type Held = (place: Place) => Uint8Array

/** The hash of a range: the smaller subtrees at its right end are joined first. */
export function rangeHash(range: Range, held: Held): Uint8Array {
  const parts = coverOf(range).map(held)
  const last = parts.pop()
  if (!last) return emptyRoot()
  return parts.reduceRight<Uint8Array>((right, left) => nodeHash(left, right), last)
}

/** The audit path of leaf `index` in the tree of `size` leaves (2.1.1), from the leaf up. */
export function inclusionRanges(index: number, size: number): Range[] {
  const path = (at: number, { start, end }: Range): Range[] => {
    if (end - start <= 1) return []
    const middle = start + parting(end - start)
    return at < middle
      ? [...path(at, { start, end: middle }), { start: middle, end }]
      : [...path(at, { start: middle, end }), { start, end: middle }]
  }
  return path(index, { start: 0, end: size })
}

/** What shows that the tree of `first` leaves is the beginning of the tree of `second` (2.1.2). */
export function consistencyRanges(first: number, second: number): Range[] {
  const proof = ({ start, end }: Range, whole: boolean): Range[] => {
    if (first === end) return whole ? [] : [{ start, end }]
    const middle = start + parting(end - start)
    return first <= middle
      ? [...proof({ start, end: middle }, whole), { start: middle, end }]
      : [...proof({ start: middle, end }, false), { start, end: middle }]
  }
  return first === 0 ? [] : proof({ start: 0, end: second }, true)
}

/** The subtrees that become whole when `leaves` are appended to a tree of `size`; `held` knows those that were whole before. */
export function grown(size: number, leaves: readonly Uint8Array[], held: Held): Node[] {
  const made: Node[] = []
  const known = new Map<string, Uint8Array>()
  const put = (node: Node) => {
    made.push(node)
    known.set(`${node.level}/${node.position}`, node.hash)
  }
  const find = (place: Place) => known.get(`${place.level}/${place.position}`) ?? held(place)
  for (const [offset, hash] of leaves.entries()) {
    let node: Node = { level: 0, position: size + offset, hash }
    put(node)
    while (node.position % 2 === 1) {
      const left = find({ level: node.level, position: node.position - 1 })
      node = { level: node.level + 1, position: (node.position - 1) / 2, hash: nodeHash(left, node.hash) }
      put(node)
    }
  }
  return made
}
