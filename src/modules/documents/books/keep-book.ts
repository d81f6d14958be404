import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { kinds as allKinds } from '../kinds/kind.sql.ts'
import { refuseSecretWords } from '../secrecy.ts'
import type { BookForm, NumberKey, OpeningForm } from './book.forms.ts'
import { mayKeepBooks } from './book.policy.ts'
import { type Book, booksOf, insertBook, type Taken } from './book.sql.ts'
import { holdBooksOf, lockBook, putOpening, updateBook } from './keep.sql.ts'
import { holdNumber, voidHeld } from './number.sql.ts'

function refuseOthers(work: Work, book: { agency: string }): void {
  if (!mayKeepBooks(book, work.actor)) throw new Refused('not-allowed', 'book')
}

/** A kind has one book, one book takes all other kinds, and of incoming books one is open (NĐ 30 art. 15.2, 22.2). */
async function refuseOverlap(
  work: Work,
  book: Pick<Book, 'agency' | 'direction' | 'kinds'> & { id: string | null },
): Promise<void> {
  const known = new Set((await allKinds(work.tx)).map((kind) => kind.code))
  if (book.kinds.some((kind) => !known.has(kind))) throw new Refused('bad-input', 'kinds')
  if (book.direction === 'IN' && book.kinds.length > 0) throw new Refused('bad-input', 'kinds')
  const open = (await booksOf(work.tx, book.agency, book.direction)).filter((one) => !one.closed && one.id !== book.id)
  const taken = open.find((one) =>
    book.kinds.length === 0 ? one.kinds.length === 0 : one.kinds.some((kind) => book.kinds.includes(kind)),
  )
  if (taken) throw new Refused('already-there', 'kinds')
}

/** Mở sổ: a new book of the agency. @throws Refused not-allowed | bad-input (name, kinds) | already-there */
export async function openBook(work: Work, form: BookForm): Promise<string> {
  const agency = work.actor.agency
  refuseOthers(work, { agency })
  refuseSecretWords(form.name, 'name')
  await holdBooksOf(work.tx, agency)
  const name = form.name.normalize('NFC')
  if ((await booksOf(work.tx, agency, form.direction)).some((one) => one.name === name))
    throw new Refused('already-there', 'name')
  await refuseOverlap(work, { ...form, agency, id: null })
  const id = await insertBook(work.tx, { agency, direction: form.direction, name, kinds: form.kinds })
  await note(work, 'book.open', id, { direction: form.direction, kinds: form.kinds })
  return id
}

/** Which kinds share the series of a book. @throws Refused not-found | not-allowed | bad-input | already-there | book-closed */
export async function setKinds(work: Work, id: string, kinds: string[]): Promise<void> {
  await holdBooksOf(work.tx, work.actor.agency)
  const book = await lockBook(work, id)
  refuseOthers(work, book)
  if (book.closed) throw new Refused('book-closed', id)
  await refuseOverlap(work, { ...book, kinds })
  await updateBook(work.tx, id, { kinds })
  await note(work, 'book.set-kinds', id, { kinds })
}

/** Số bắt đầu of this year, once, before the first number (DESIGN 5.1). @throws Refused wrong-state once a number was given */
export async function setOpening(work: Work, id: string, { opening, reason }: OpeningForm): Promise<void> {
  const book = await lockBook(work, id)
  refuseOthers(work, book)
  if (book.closed) throw new Refused('book-closed', id)
  refuseSecretWords(reason, 'reason')
  await putOpening(work.tx, book, { year: work.clock.year, opening, reason: reason.normalize('NFC') })
  await note(work, 'book.set-opening', id, { opening, year: work.clock.year })
}

/** Khóa sổ: gives no more numbers. @throws Refused not-found | not-allowed | book-closed */
export async function closeBook(work: Work, id: string): Promise<void> {
  const book = await lockBook(work, id)
  refuseOthers(work, book)
  if (book.closed) throw new Refused('book-closed', id)
  await updateBook(work.tx, id, { closed: true })
  await note(work, 'book.close', id)
}

/** Giữ số: the next number, held for a document to come, with its reason. Incoming numbers are not held. */
export async function reserveNumber(work: Work, id: string, reason: string): Promise<Taken> {
  const book = await lockBook(work, id)
  refuseOthers(work, book)
  if (book.direction === 'IN') throw new Refused('wrong-state', 'reserve')
  refuseSecretWords(reason, 'reason')
  await note(work, 'book.reserve', id)
  return holdNumber(work.tx, id, reason.normalize('NFC'))
}

/** Hủy số of a held number that nobody used; it stays in the book, struck, with its reason. */
export async function voidReserved(work: Work, id: string, { reason, ...key }: NumberKey & { reason: string }): Promise<void> {
  const book = await lockBook(work, id)
  refuseOthers(work, book)
  refuseSecretWords(reason, 'reason')
  await voidHeld(work.tx, id, key, { reason: reason.normalize('NFC'), at: work.clock.now })
  await note(work, 'book.void-reserved', id, key)
}
