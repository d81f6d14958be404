import { PDF, type PdfRef } from '@libpdf/core'
import type { Context } from '#platform/pdf/objects.ts'
import type { Revision } from './read.ts'
import { same } from './same.ts'
import { withSearchedObjects } from './search.ts'

/**
 * Readers that doubt a cross-reference search the file for objects and take the last of each number. A forger can therefore
 * append an object that no cross-reference mentions and make such readers show it, while strict ones see no change. Here the
 * appended part is read both ways.
 * @param from - the end of the first signed revision
 * @returns whether both readings show the same
 */
export async function readsOneWay(last: Revision, from: number): Promise<boolean> {
  if (last.bytes.length === from) return true
  const { bytes, context } = last
  const end = Buffer.from(bytes.subarray(-1_024)).toString('latin1')
  const searched = withSearchedObjects(bytes, from, {
    root: context.info.trailer.getRef('Root')?.toString() ?? '',
    previous: /startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1] ?? '0',
    size: context.registry.nextObjectNumber,
  })
  const read = await PDF.load(searched, { lenient: false }).catch(() => null)
  return read !== null && sameGraph(context, read.context)
}

function sameGraph(one: Context, other: Context): boolean {
  const root = one.info.trailer.getRef('Root')
  if (!root) return false
  const seen = new Set<number>([root.objectNumber])
  const queue = [root]
  const follow = (ref: PdfRef) => {
    if (!seen.has(ref.objectNumber)) queue.push(ref)
    seen.add(ref.objectNumber)
  }
  for (let ref = queue.pop(); ref; ref = queue.pop()) {
    if (!same(one.resolve(ref) ?? undefined, other.resolve(ref) ?? undefined, follow)) return false
  }
  return true
}
