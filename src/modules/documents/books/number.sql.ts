import { sql } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { NumberKey } from './book.forms.ts'
import type { Taken } from './book.sql.ts'

export type NumberKind = 'GIVEN' | 'RESERVED' | 'INSERTED'

/** One number of a book and what bears it; `outgoing` or `incoming` is null while a reserved number waits. */
export type NumberRow = {
  year: number
  number: number
  suffix: string
  givenOn: string
  kind: NumberKind
  reason: string
  bound: boolean
  voidedAt: Date | null
  voidReason: string | null
  outgoing: string | null
  incoming: string | null
  notation: string | null
  subject: string | null
}

/** Numbers of one book and year, the highest first, inserted ones above the one that they follow. */
export const numbersOf = (
  tx: Tx,
  book: string,
  { year, below, limit }: { year: number; below: number | null; limit: number },
): Promise<NumberRow[]> =>
  tx
    .selectFrom('documents.number as n')
    .leftJoin('documents.outgoing as o', 'o.id', 'n.document')
    .leftJoin('documents.incoming as i', 'i.id', 'n.document')
    .select([
      'n.year',
      'n.number',
      'n.suffix',
      'n.given_on as givenOn',
      sql<NumberKind>`n.kind`.as('kind'),
      'n.reason',
      sql<boolean>`n.kind <> 'RESERVED' or n.bound_at is not null`.as('bound'),
      'n.voided_at as voidedAt',
      'n.void_reason as voidReason',
      'o.id as outgoing',
      'i.id as incoming',
      sql<string | null>`coalesce(o.code_notation, i.code_number || '/' || i.code_notation)`.as('notation'),
      sql<string | null>`coalesce(o.subject, i.subject)`.as('subject'),
    ])
    .where('n.book', '=', book)
    .where('n.year', '=', year)
    .$if(below !== null, (query) => query.where('n.number', '<', below ?? 0))
    .orderBy('n.number', 'desc')
    .orderBy('n.suffix', 'desc')
    .limit(limit)
    .execute()

/** Takes the next number of a book and holds it for a document to come. Locks the book to the commit. @throws Refused book-closed */
export async function holdNumber(tx: Tx, book: string, reason: string): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select number, year, given_on as "givenOn" from documents.take_number(${book}, gen_random_uuid(), 'RESERVED', ${reason})`.execute(
    tx,
  )
  const [taken] = rows
  if (!taken) throw new Refused('book-closed', book)
  return taken
}

/** True when the book gave this number in that year. */
export async function gave(tx: Tx, book: string, { year, after }: { year: number; after: number }): Promise<boolean> {
  const found = await tx
    .selectFrom('documents.number')
    .select('number')
    .where('book', '=', book)
    .where('year', '=', year)
    .where('number', '=', after)
    .where('suffix', '=', '')
    .executeTakeFirst()
  return found !== undefined
}

export const heldNumbers = (tx: Tx, book: string): Promise<{ year: number; number: number; givenOn: string; reason: string }[]> =>
  tx
    .selectFrom('documents.number')
    .select(['year', 'number', 'given_on as givenOn', 'reason'])
    .where('book', '=', book)
    .where('kind', '=', 'RESERVED')
    .where('bound_at', 'is', null)
    .where('voided_at', 'is', null)
    .orderBy('year', 'desc')
    .orderBy('number')
    .limit(100)
    .execute()

/** Marks the number of a document as voided, with its reason; it is never given again. */
export const voidNumberOf = (tx: Tx, document: string, { reason, at }: { reason: string; at: Date }) =>
  tx.updateTable('documents.number').set({ voided_at: at, void_reason: reason }).where('document', '=', document).execute()

/** @throws Refused wrong-state when the number is bound to a document or voided already */
export async function voidHeld(tx: Tx, book: string, { year, number }: NumberKey, { reason, at }: { reason: string; at: Date }) {
  const { numUpdatedRows } = await tx
    .updateTable('documents.number')
    .set({ voided_at: at, void_reason: reason })
    .where('book', '=', book)
    .where('year', '=', year)
    .where('number', '=', number)
    .where('kind', '=', 'RESERVED')
    .where('bound_at', 'is', null)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refused('wrong-state', 'reserved')
}
