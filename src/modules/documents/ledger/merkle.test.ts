import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  consistencyRanges,
  coverOf,
  emptyRoot,
  grown,
  inclusionRanges,
  leafHash,
  type Node,
  nodeHash,
  rangeHash,
} from './merkle.ts'
import { isConsistent, rootFromPath } from './proof.ts'

/** The tree as RFC 6962 defines it, without any sharing: MTH of section 2.1, PATH of 2.1.1 and PROOF of 2.1.2, word for word. */
const mth = (leaves: readonly string[]): Buffer => {
  const [first] = leaves
  if (first === undefined) return createHash('sha256').digest()
  if (leaves.length === 1) return createHash('sha256').update(Buffer.of(0)).update(first).digest()
  const k = below(leaves.length)
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(mth(leaves.slice(0, k)))
    .update(mth(leaves.slice(k)))
    .digest()
}
const below = (n: number) => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
const naivePath = (m: number, leaves: readonly string[]): Buffer[] => {
  if (leaves.length <= 1) return []
  const k = below(leaves.length)
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), mth(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), mth(leaves.slice(0, k))]
}
const naiveProof = (m: number, leaves: readonly string[], whole = true): Buffer[] => {
  if (m === leaves.length) return whole ? [] : [mth(leaves)]
  const k = below(leaves.length)
  return m <= k
    ? [...naiveProof(m, leaves.slice(0, k), whole), mth(leaves.slice(k))]
    : [...naiveProof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))]
}

const held =
  (nodes: readonly Node[]) =>
  ({ level, position }: { level: number; position: number }) => {
    const found = nodes.find((one) => one.level === level && one.position === position)
    if (!found) throw new Error(`no node ${level}/${position}`)
    return found.hash
  }

/** A tree grown in parts, as the log grows, with no more at hand than its right edge. */
function grownIn(leaves: readonly string[], parts: readonly number[]): Node[] {
  const all: Node[] = []
  let size = 0
  const cuts = [...new Set(parts.map((part) => part % (leaves.length + 1)))].toSorted((a, b) => a - b)
  for (const cut of [...cuts, leaves.length]) {
    const edge = coverOf({ start: 0, end: size }).map((place) => ({ ...place, hash: held(all)(place) }))
    all.push(...grown(size, leaves.slice(size, cut).map(leafHash), held(edge)))
    size = cut
  }
  return all
}

const texts = fc.array(fc.string(), { minLength: 1, maxLength: 40 })
const hexes = (hashes: readonly Uint8Array[]) => hashes.map((one) => Buffer.from(one).toString('hex'))

test('the known root of the seven-leaf tree’s own beginnings: empty, one leaf', () => {
  expect(emptyRoot().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(leafHash('').toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
})

test('grown in whatever parts, the tree has the root, the paths and the proofs of the naive one', () => {
  fc.assert(
    fc.property(texts, fc.array(fc.nat(40), { maxLength: 5 }), fc.nat(), fc.nat(), (leaves, parts, some, other) => {
      const hash = held(grownIn(leaves, parts))
      const n = leaves.length
      expect(hexes([rangeHash({ start: 0, end: n }, hash)])).toEqual(hexes([mth(leaves)]))
      const index = some % n
      const path = inclusionRanges(index, n).map((range) => rangeHash(range, hash))
      expect(hexes(path)).toEqual(hexes(naivePath(index, leaves)))
      const first = (other % n) + 1
      const proof = consistencyRanges(first, n).map((range) => rangeHash(range, hash))
      expect(hexes(proof)).toEqual(hexes(naiveProof(first, leaves)))
    }),
  )
})

test('an inclusion proof leads to the root, and with any other leaf, place or node to none', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), (leaves, some, which) => {
      const [size, index] = [leaves.length, some % leaves.length]
      const [path, root, leaf] = [naivePath(index, leaves), mth(leaves), leafHash(leaves[index] ?? '')]
      expect(rootFromPath(leaf, { index, size }, path)).toEqual(root)
      expect(rootFromPath(leafHash(`${leaves[index]} changed`), { index, size }, path)).not.toEqual(root)
      expect(rootFromPath(leaf, { index, size }, [...path, root])).toBeNull()
      if (path.length === 0) return
      const bent = path.with(which % path.length, nodeHash(root, leaf))
      expect(rootFromPath(leaf, { index, size }, bent)).not.toEqual(root)
      expect(rootFromPath(leaf, { index, size }, path.slice(1))).not.toEqual(root)
    }),
  )
})

test('a consistency proof holds between true heads, and never for a tree whose past was changed', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), (leaves, some, which) => {
      const size = (some % leaves.length) + 1
      const [first, second] = [
        { size, root: mth(leaves.slice(0, size)) },
        { size: leaves.length, root: mth(leaves) },
      ]
      const proof = naiveProof(size, leaves)
      expect(isConsistent(first, second, proof)).toBe(true)
      const forged = leaves.with(which % size, 'forged\u0001')
      expect(isConsistent(first, { ...second, root: mth(forged) }, naiveProof(size, forged))).toBe(false)
      expect(isConsistent({ ...first, root: leafHash('x') }, second, proof)).toBe(false)
      expect(isConsistent(first, second, [...proof, second.root])).toBe(false)
      if (proof.length > 0) expect(isConsistent(first, second, proof.slice(0, -1))).toBe(false)
    }),
  )
})
