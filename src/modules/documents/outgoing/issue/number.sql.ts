import { type RawBuilder, sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'
import type { Outgoing, OutgoingState } from '../outgoing.ts'

/** Where the number comes from: the next one, one that was held, or one inserted after another (12a), with its reason. */
export type NumberWay =
  | { way: 'NEXT' }
  | { way: 'HELD'; year: number; number: number }
  | { way: 'INSERTED'; year: number; after: number; reason: string }

type Bound = { number: number; suffix: string; year: number; givenOn: string }

/** The number as its book gives it: the next one, one that was held, or one inserted after another. */
function given(book: string, document: string, by: NumberWay): RawBuilder<unknown> {
  switch (by.way) {
    case 'NEXT':
      return sql`select number, ''::text as suffix, year, given_on from documents.take_number(${book}, ${document})`
    case 'INSERTED':
      return sql`select number, suffix, year, given_on
        from documents.insert_number(${book}, ${document}, ${by.year}, ${by.after}, ${by.reason})`
    case 'HELD':
      return sql`update documents.number set document = ${document}, bound_at = app.now()
        where book = ${book} and year = ${by.year} and number = ${by.number} and suffix = '' and kind = 'RESERVED'
          and bound_at is null and voided_at is null
        returning number, suffix, year, given_on`
  }
}

/**
 * Takes a number of the book for a locked document and moves the document with it, history and all, in one statement: the
 * book's row is locked from here to the commit, and every clerk of the agency waits for it. Undefined when there is none to take.
 */
export async function bindNumber(
  { tx, actor }: Work,
  doc: Pick<Outgoing, 'id' | 'agency' | 'state'>,
  { book, to, by }: { book: string; to: OutgoingState; by: NumberWay },
): Promise<Bound | undefined> {
  const { rows } = await sql<Bound>`
    with given as (${given(book, doc.id, by)}),
    moved as (
      update documents.outgoing o set state = ${to}, book = ${book}, year = g.year, code_number = g.number, code_suffix = g.suffix,
        promulgation_date = g.given_on, numbered_at = app.now(), changed_at = app.now()
      from given g where o.id = ${doc.id}
    ),
    noted as (
      insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, post, on_behalf_of, reason)
      select ${doc.id}, ${doc.agency}, 'number', ${doc.state}, ${to}, ${actor.post}, ${actor.onBehalfOf}::uuid,
        ${by.way === 'INSERTED' ? by.reason : ''} from given
    )
    select number, suffix, year, given_on as "givenOn" from given`.execute(tx)
  return rows[0]
}
