import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { bookFor, takeNumber } from '../../books/book.sql.ts'
import { bindHeld, insertAfter } from '../../books/number.sql.ts'
import { refuseSecretWords } from '../../secrecy.ts'
import { lock, move } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'
import { refuseUnissuable } from './ready.ts'

/** Where the number comes from: the next one, one that was held, or one inserted after another (12a), with its reason. */
export type NumberWay =
  | { way: 'NEXT' }
  | { way: 'HELD'; year: number; number: number }
  | { way: 'INSERTED'; year: number; after: number; reason: string }

type Bound = { number: number; suffix: string; year: number; givenOn: string }

async function taken({ tx }: Work, book: string, { id, by }: { id: string; by: NumberWay }): Promise<Bound> {
  if (by.way === 'HELD') return { ...(await bindHeld(tx, book, { ...by, suffix: '' }, id)), suffix: '' }
  if (by.way === 'INSERTED') return insertAfter(tx, book, { ...by, document: id })
  return { ...(await takeNumber(tx, book, id)), suffix: '' }
}

/**
 * Binds a number of its book to a signed document for good, with the date; sealing and release come after (NĐ 30 art. 15).
 * @throws Refused wrong-state | not-allowed | not-found | book-closed | bad-input (reason) | no-recipient |
 * unreachable-recipient | dissolved-recipient | nothing-to-replace
 */
export async function number(work: Work, id: string, by: NumberWay = { way: 'NEXT' }): Promise<Outgoing> {
  const { tx, actor } = work
  const signed = await lock(work, id)
  const to = outgoingStates.take('number', signed, actor)
  if (by.way === 'INSERTED' && by.reason.trim() === '') throw new Refused('bad-input', 'reason')
  if (by.way === 'INSERTED') refuseSecretWords(by.reason, 'reason')
  await refuseUnissuable(work, signed)
  const book = await bookFor(tx, signed.agency, signed.kind)
  await note(work, 'outgoing.number', id, { book: book.id, way: by.way })
  await tell(work, 'documents.outgoing-numbered', { id })
  const given = await taken(work, book.id, { id, by })
  const bound = { book: book.id, year: given.year, code_number: given.number, code_suffix: given.suffix }
  // One statement while the book is held: every clerk of the agency waits for it.
  const sets = { ...bound, promulgation_date: given.givenOn, numbered_at: work.clock.now }
  await move(work, signed, to, { name: 'number', sets, ...(by.way === 'INSERTED' ? { reason: by.reason } : {}) })
  const shown = { codeNumber: given.number, codeSuffix: given.suffix, promulgationDate: given.givenOn }
  return { ...signed, state: to, book: book.id, year: given.year, ...shown }
}
