import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { bookFor } from '../../books/book.sql.ts'
import { gave } from '../../books/number.sql.ts'
import { refuseSecretWords } from '../../secrecy.ts'
import { lock } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'
import { bindNumber, type NumberWay } from './number.sql.ts'
import { refuseUnissuable } from './ready.ts'

/** What is wrong with the way itself, as far as it can be seen before the book is held. */
async function refuseWay({ tx }: Work, book: string, by: NumberWay): Promise<void> {
  if (by.way !== 'INSERTED') return
  if (by.reason.trim() === '') throw new Refused('bad-input', 'reason')
  refuseSecretWords(by.reason, 'reason')
  if (!(await gave(tx, book, by))) throw new Refused('no-such-number', String(by.after))
}

/**
 * Binds a number of its book to a signed document for good, with the date; sealing and release come after (NĐ 30 art. 15).
 * Everything that can be asked is asked before the book is held.
 * @throws Refused wrong-state | not-allowed | not-found | book-closed | bad-input (reason) | no-such-number | no-recipient |
 * unreachable-recipient | dissolved-recipient | nothing-to-replace
 */
export async function number(work: Work, id: string, by: NumberWay = { way: 'NEXT' }): Promise<Outgoing> {
  const signed = await lock(work, id)
  const to = outgoingStates.take('number', signed, work.actor)
  const book = await bookFor(work.tx, signed.agency, signed.kind)
  await refuseWay(work, book.id, by)
  await refuseUnissuable(work, signed)
  await note(work, 'outgoing.number', id, { book: book.id, way: by.way })
  await tell(work, 'documents.outgoing-numbered', { id })
  const bound = await bindNumber(work, signed, { book: book.id, to, by })
  if (!bound) throw by.way === 'HELD' ? new Refused('wrong-state', 'reserved') : new Refused('book-closed', book.id)
  const shown = { codeNumber: bound.number, codeSuffix: bound.suffix, promulgationDate: bound.givenOn }
  return { ...signed, state: to, book: book.id, year: bound.year, ...shown }
}
