import { sql } from 'kysely'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { DirectForm } from '../incoming/incoming.forms.ts'
import type { Assignment, AssignmentState } from './assignment.ts'

/** Gives the assignments of one note in one statement. */
export async function assign(
  { tx, actor }: Work,
  doc: { id: string; agency: string },
  { assignments, dueOn }: DirectForm,
): Promise<void> {
  if (assignments.length === 0) return
  await tx
    .insertInto('documents.assignment')
    .values(
      assignments.map((one) => ({
        incoming: doc.id,
        agency: doc.agency,
        ...one,
        due_on: one.role === 'FOR_INFORMATION' ? null : dueOn,
        given_by: actor.post,
        on_behalf_of: actor.onBehalfOf,
      })),
    )
    .execute()
}

const assignments = (tx: Tx) =>
  tx
    .selectFrom('documents.assignment')
    .select([
      'id',
      'incoming',
      'agency',
      'parent',
      sql<Assignment['role']>`role`.as('role'),
      'division',
      'post',
      sql<AssignmentState>`state`.as('state'),
      'due_on as dueOn',
      'progress',
      'report',
      'reason',
      'read_at as readAt',
      'given_by as givenBy',
      'given_at as givenAt',
      'accepted_at as acceptedAt',
      'done_at as doneAt',
    ])

export const assignmentsOf = (tx: Tx, incoming: string): Promise<Assignment[]> =>
  assignments(tx).where('incoming', '=', incoming).orderBy('id').execute()

export const lockAssignment = (tx: Tx, id: string): Promise<Assignment | undefined> =>
  assignments(tx).where('id', '=', id).forUpdate().executeTakeFirst()

export const updateAssignment = (
  tx: Tx,
  id: string,
  values: {
    state?: AssignmentState
    progress?: number
    report?: string
    reason?: string
    post?: string
    accepted_at?: Date
    done_at?: Date
    read_at?: Date
  },
) =>
  tx
    .updateTable('documents.assignment')
    .set({ ...values, changed_at: sql<Date>`app.now()` })
    .where('id', '=', id)
    .execute()
