import { nodeHash } from './merkle.ts'

const same = (one: Uint8Array | null, other: Uint8Array): boolean => one !== null && Buffer.compare(one, other) === 0

/** The root that a leaf and its audit path lead to, by RFC 9162 section 2.1.3.2; null when the path does not fit the tree. */
export function rootFromPath(leaf: Uint8Array, at: { index: number; size: number }, path: readonly Uint8Array[]): Buffer | null {
  if (at.index < 0 || at.index >= at.size) return null
  let [node, last] = [at.index, at.size - 1]
  let root: Buffer = Buffer.from(leaf)
  for (const sibling of path) {
    if (last === 0) return null
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      root = nodeHash(root, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 ? root : null
}

export type TreeHead = { size: number; root: Uint8Array }

const isPowerOfTwo = (size: number) => Number.isInteger(Math.log2(size))

/** Whether the earlier tree is the beginning of the later one, by RFC 9162 section 2.1.4.2. */
export function isConsistent(first: TreeHead, second: TreeHead, path: readonly Uint8Array[]): boolean {
  if (first.size < 1 || first.size > second.size) return false
  if (first.size === second.size) return path.length === 0 && same(Buffer.from(first.root), second.root)
  const [start, ...rest] = isPowerOfTwo(first.size) ? [first.root, ...path] : path
  if (!start) return false
  let [node, last] = [first.size - 1, second.size - 1]
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  let [was, is]: [Buffer, Buffer] = [Buffer.from(start), Buffer.from(start)]
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      ;[was, is] = [nodeHash(sibling, was), nodeHash(sibling, is)]
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      is = nodeHash(is, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && same(was, first.root) && same(is, second.root)
}
