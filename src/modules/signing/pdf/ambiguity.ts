import { PDF, type PdfRef } from '@libpdf/core'
import type { Context } from '#platform/pdf/objects.ts'
import type { Revision } from './read.ts'
import { same } from './same.ts'

/**
 * Readers that doubt a cross-reference search the file for objects and take the last of each number. A forger can therefore
 * append an object that no cross-reference mentions and make such readers show it, while strict ones see no change. Here the
 * appended part is read both ways.
 * @param from - the end of the first signed revision
 * @returns whether both readings show the same
 */
export async function readsOneWay(last: Revision, from: number): Promise<boolean> {
  if (last.bytes.length === from) return true
  const searched = await PDF.load(withSearchedObjects(last, from), { lenient: false }).catch(() => null)
  return searched !== null && sameGraph(last.context, searched.context)
}

/** The file with one more cross-reference, of our making: of every number the last object found behind `from`. */
function withSearchedObjects({ bytes, context }: Revision, from: number): Uint8Array {
  const file = Buffer.from(bytes)
  const found = new Map<number, { at: number; generation: string }>()
  for (const match of file.toString('latin1', from).matchAll(/(?<![^\s\0])(\d{1,9})[\s\0]+(\d{1,5})[\s\0]+obj(?![A-Za-z0-9])/g)) {
    found.set(Number(match[1]), { at: from + match.index, generation: match[2] ?? '0' })
  }
  const root = context.info.trailer.getRef('Root')?.toString() ?? ''
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1', Math.max(0, file.length - 1_024)))?.[1] ?? '0'
  const rows = [...found].map(
    ([number, { at, generation }]) => `${number} 1\n${`${at}`.padStart(10, '0')} ${generation.padStart(5, '0')} n \n`,
  )
  const size = Math.max(context.registry.nextObjectNumber, ...[...found.keys()].map((number) => number + 1))
  const table = `\nxref\n${rows.join('')}trailer\n<< /Size ${size} /Root ${root} /Prev ${previous} >>\nstartxref\n${file.length + 1}\n%%EOF\n`
  return Buffer.concat([file, Buffer.from(table, 'latin1')])
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
