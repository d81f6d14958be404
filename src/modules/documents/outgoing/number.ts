import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { bookFor, takeNumber } from '../books/book.sql.ts'
import { lock, move, update } from './outgoing.sql.ts'
import { outgoingStates } from './outgoing.states.ts'
import type { Outgoing } from './outgoing.ts'

/**
 * Binds the next number of its book to a signed document for good, with the date; sealing and release come after (NĐ 30 art. 15).
 * @throws Refused wrong-state | not-allowed | not-found | book-closed
 */
export async function number(work: Work, id: string): Promise<Outgoing> {
  const { tx, actor } = work
  const signed = await lock(work, id)
  const to = outgoingStates.take('number', signed, actor)
  const book = await bookFor(tx, signed.agency, signed.kind)
  await note(work, 'outgoing.number', id, { book: book.id })
  await tell(work, 'documents.outgoing-numbered', { id })
  const taken = await takeNumber(tx, book.id, id)
  const bound = { book: book.id, year: taken.year, code_number: taken.number, promulgation_date: taken.givenOn }
  await update(tx, id, { ...bound, numbered_at: work.clock.now })
  await move(work, signed, to, { name: 'number' })
  return { ...signed, state: to, book: book.id, year: taken.year, codeNumber: taken.number, promulgationDate: taken.givenOn }
}
