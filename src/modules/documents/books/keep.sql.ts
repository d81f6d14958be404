import { sql } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import type { Tx, Work } from '#platform/db/desk.ts'
import { mayReadBooks } from './book.policy.ts'
import type { Book } from './book.sql.ts'

/** The counter of a book in one year; `lastOn` is null before the first number. */
export type BookYear = { year: number; opening: number; openingReason: string | null; next: number; lastOn: string | null }

/** The book locked to the end of the transaction; another agency's looks like a missing one. @throws Refused not-found */
export async function lockBook({ tx, actor }: Work, id: string): Promise<Book> {
  const book = await tx
    .selectFrom('documents.book')
    .select(['id', 'agency', sql<Book['direction']>`direction`.as('direction'), 'name', 'kinds', 'closed'])
    .where('id', '=', id)
    .where('agency', '=', actor.agency)
    .forUpdate()
    .executeTakeFirst()
  if (!book) throw new Refused('not-found', id)
  return book
}

/** @throws Refused not-found when the actor may not read it */
export async function readBook({ tx, actor }: Work, id: string): Promise<Book> {
  const book = await tx
    .selectFrom('documents.book')
    .select(['id', 'agency', sql<Book['direction']>`direction`.as('direction'), 'name', 'kinds', 'closed'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!book || !mayReadBooks(book, actor)) throw new Refused('not-found', id)
  return book
}

export const yearsOf = (tx: Tx, book: string): Promise<BookYear[]> =>
  tx
    .selectFrom('documents.book_year')
    .select(['year', 'opening', 'opening_reason as openingReason', 'next', 'last_on as lastOn'])
    .where('book', '=', book)
    .orderBy('year', 'desc')
    .execute()

/** Keeps two clerks of one agency from giving a kind to two books at once; to the end of the transaction. */
export const holdBooksOf = (tx: Tx, agency: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`books:${agency}`}, 0))`.execute(tx)

export const updateBook = (tx: Tx, id: string, values: { kinds?: string[]; closed?: boolean }) =>
  tx.updateTable('documents.book').set(values).where('id', '=', id).execute()

/** Sets the first number of a book's year. @throws Refused wrong-state when a number was given already */
export async function putOpening(
  tx: Tx,
  book: Book,
  { year, opening, reason }: { year: number; opening: number; reason: string },
) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('documents.book_year')
    .values({ book: book.id, agency: book.agency, year, opening, opening_reason: reason, next: opening })
    .onConflict((conflict) =>
      conflict
        .columns(['book', 'year'])
        .doUpdateSet({ opening, opening_reason: reason, next: opening })
        .where('documents.book_year.last_on', 'is', null),
    )
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw new Refused('wrong-state', 'opening')
}
