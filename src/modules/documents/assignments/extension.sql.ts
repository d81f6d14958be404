import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** A request for more time on an assignment; open while `answer` is null. Dates yyyy-mm-dd. */
export type Extension = {
  id: string
  assignment: string
  askedBy: string
  askedAt: Date
  until: string
  reason: string
  answer: 'GRANTED' | 'REFUSED' | null
  answerReason: string
}

const extensions = (tx: Tx) =>
  tx
    .selectFrom('documents.extension as e')
    .select(['e.id', 'e.assignment', 'e.asked_by as askedBy', 'e.asked_at as askedAt', 'e.until', 'e.reason'])
    .select([sql<Extension['answer']>`e.answer`.as('answer'), 'e.answer_reason as answerReason'])

/** The requests made on one document's assignments, oldest first. */
export const extensionsOf = (tx: Tx, incoming: string): Promise<Extension[]> =>
  extensions(tx)
    .innerJoin('documents.assignment as a', 'a.id', 'e.assignment')
    .where('a.incoming', '=', incoming)
    .orderBy('e.id')
    .execute()

export const lockExtension = (tx: Tx, id: string): Promise<Extension | undefined> =>
  extensions(tx).where('e.id', '=', id).forUpdate().executeTakeFirst()

export const openExtension = (tx: Tx, assignment: string): Promise<Extension | undefined> =>
  extensions(tx).where('e.assignment', '=', assignment).where('e.answer', 'is', null).executeTakeFirst()

export type NewExtension = {
  assignment: string
  agency: string
  askedBy: string
  until: string
  reason: string
  code: string | null
}

export const insertExtension = (tx: Tx, { askedBy, code, ...row }: NewExtension) =>
  tx
    .insertInto('documents.extension')
    .values({ ...row, asked_by: askedBy, reason_code: code })
    .execute()

export type ExtensionAnswer = { answer: 'GRANTED' | 'REFUSED'; reason: string; by: string }

export const answerRow = (tx: Tx, id: string, { answer, reason, by }: ExtensionAnswer) =>
  tx
    .updateTable('documents.extension')
    .set({ answer, answer_reason: reason, answered_by: by, answered_at: sql<Date>`app.now()` })
    .where('id', '=', id)
    .execute()
