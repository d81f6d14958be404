import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { booksOf, insertBook } from './book.sql.ts'
import { holdBooksOf } from './keep.sql.ts'

const first = [
  { direction: 'OUT', name: 'Văn bản đi' },
  { direction: 'IN', name: 'Văn bản đến' },
] as const

/**
 * A new agency begins with one book of outgoing and one of incoming documents, both from number 1; its văn thư divides them or
 * sets another opening number before the first is given (NĐ 30/2020 art. 15.2, 22.2). A body that works outside the
 * installation keeps its own. Follows an event and may come twice: a direction that has a book gets none.
 */
export async function foundBooks(work: Work): Promise<void> {
  const { tx, actor } = work
  const agency = await agencyById(tx, actor.agency)
  if (!agency?.reachable) return
  await holdBooksOf(tx, agency.id)
  for (const { direction, name } of first) {
    if ((await booksOf(tx, agency.id, direction)).length > 0) continue
    const id = await insertBook(tx, { agency: agency.id, direction, name, kinds: [] })
    await note(work, 'book.open', id, { direction, kinds: [] })
  }
}
