import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { booksOf, insertBook } from '../books/book.sql.ts'
import { holdBooksOf } from '../books/keep.sql.ts'
import { copyForms } from './copy.ts'

const first = 'Bản sao'

/** All forms of copies share one series, from 01 each year (NĐ 30/2020, annex I, part II, II.1c): its book is opened with the first copy. */
export async function keepBookOfCopies({ tx, actor, ...rest }: Work): Promise<void> {
  const kinds = [...copyForms]
  await holdBooksOf(tx, actor.agency)
  const books = await booksOf(tx, actor.agency, 'OUT')
  if (books.some((book) => !book.closed && kinds.some((kind) => book.kinds.includes(kind)))) return
  const names = new Set(books.map((book) => book.name))
  let name = first
  for (let at = 2; names.has(name); at += 1) name = `${first} ${at}`
  const id = await insertBook(tx, { agency: actor.agency, direction: 'OUT', name, kinds })
  await note({ tx, actor, ...rest }, 'book.open', id, { direction: 'OUT', kinds })
}
