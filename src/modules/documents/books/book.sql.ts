import { sql } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import type { Tx } from '#platform/db/desk.ts'

export type Book = { id: string; agency: string; direction: 'OUT' | 'IN'; name: string; kinds: string[]; closed: boolean }

const books = (tx: Tx, agency: string, direction: Book['direction']) =>
  tx
    .selectFrom('documents.book')
    .select(['id', 'agency', sql<Book['direction']>`direction`.as('direction'), 'name', 'kinds', 'closed'])
    .where('agency', '=', agency)
    .where('direction', '=', direction)

export const booksOf = (tx: Tx, agency: string, direction: Book['direction']): Promise<Book[]> =>
  books(tx, agency, direction).orderBy('name').execute()

/** The book that gives numbers to a kind: the one that names it, else the one for all other kinds. @throws Refused book-closed */
export async function bookFor(tx: Tx, agency: string, kind: string): Promise<Book> {
  const book = await books(tx, agency, 'OUT')
    .where('closed', '=', false)
    .where((eb) => eb.or([eb(sql<string>`${kind}`, '=', sql<string>`any (kinds)`), eb(sql<number>`cardinality(kinds)`, '=', 0)]))
    .orderBy(sql`cardinality(kinds) = 0`)
    .executeTakeFirst()
  if (!book) throw new Refused('book-closed', kind)
  return book
}

/** The book of số đến; an agency has one series for paper and electronic alike (NĐ 30 art. 22.2). @throws Refused book-closed */
export async function incomingBook(tx: Tx, agency: string): Promise<Book> {
  const book = await books(tx, agency, 'IN').where('closed', '=', false).orderBy('name').executeTakeFirst()
  if (!book) throw new Refused('book-closed', 'IN')
  return book
}

export type NewBook = { agency: string; direction: Book['direction']; name: string; kinds: string[] }

export async function insertBook(tx: Tx, book: NewBook): Promise<string> {
  return (await tx.insertInto('documents.book').values(book).returning('id').executeTakeFirstOrThrow()).id
}

export type Taken = { number: number; year: number; givenOn: string }

/**
 * Takes the next number of a book for a document, for good. Locks the book's row to the commit, so it comes last;
 * date and year are read under that lock. @throws Refused book-closed
 */
export async function takeNumber(tx: Tx, book: string, document: string): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select number, year, given_on as "givenOn" from documents.take_number(${book}, ${document})`.execute(tx)
  const [taken] = rows
  if (!taken) throw new Refused('book-closed', book)
  return taken
}
