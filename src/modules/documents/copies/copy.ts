import { type Actor, has } from '#kernel/actor.ts'

/** Sao y, trích sao, sao lục (NĐ 30/2020 art. 25); each is a kind of document of its own (data/kinds.yaml, `copies`). */
export const copyForms = ['FULL_COPY', 'EXTRACT', 'COPY_OF_COPY'] as const
export type CopyForm = (typeof copyForms)[number]

export const isCopyForm = (kind: string): kind is CopyForm => (copyForms as readonly string[]).includes(kind)

/** What may be made of a document: a copy of a copy only of a full one; of other copies none (NĐ 30/2020 art. 25.2). */
export function formsFor(kind: string): CopyForm[] {
  if (kind === 'FULL_COPY') return ['COPY_OF_COPY']
  return isCopyForm(kind) ? [] : ['FULL_COPY', 'EXTRACT']
}

/** Văn thư copies what its agency issued or received, as the head lets it (NĐ 30/2020 art. 27). */
export const mayCopy = (doc: { agency: string }, actor: Actor): boolean =>
  doc.agency === actor.agency && has(actor, 'recordsClerk')

const notOurs = ['ARRIVED', 'REFUSED', 'RECALLED', 'VOIDED']
/** What came in and was registered, and not called back since. */
export const isRegistered = ({ state }: { state: string }): boolean => !notOurs.includes(state)

const mostPages = 500

/** "1-3, 5" → 1, 2, 3, 5; in their order, each once. Null: not to be read so. */
export function pagesFrom(typed: string): number[] | null {
  const pages = new Set<number>()
  for (const part of typed.split(/[,;]/u)) {
    const [, first = '', last = first] = /^\s*([1-9]\d{0,3})\s*(?:[-–]\s*([1-9]\d{0,3})\s*)?$/u.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (first === '' || to < from || to - from >= mostPages) return null
    for (let page = from; page <= to; page += 1) pages.add(page)
  }
  return pages.size > mostPages ? null : [...pages].toSorted((one, other) => one - other)
}
