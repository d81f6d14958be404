import { sql } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import { colleaguesOf, divisionsOf } from '#organisation'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { DirectForm } from '../incoming/incoming.forms.ts'
import type { Assignment, AssignmentState } from './assignment.ts'

/** Every assignee works in the agency of the document today. @throws Refused bad-input (assignee) */
export async function knownAssignees(tx: Tx, agency: string, assignments: DirectForm['assignments']): Promise<void> {
  const named = assignments.some(({ post }) => post !== null)
  const posts = new Set(named ? (await colleaguesOf(tx, agency)).map((one) => one.post) : [])
  const parted = assignments.some(({ division }) => division !== null)
  const divisions = new Set(parted ? (await divisionsOf(tx, agency)).map((one) => one.id) : [])
  const known = assignments.every(
    (one) => (one.post === null || posts.has(one.post)) && (one.division === null || divisions.has(one.division)),
  )
  const once = new Set(assignments.map((one) => `${one.division} ${one.post}`))
  if (!known || once.size !== assignments.length) throw new Refused('bad-input', 'assignee')
}

/** Gives the assignments of one note in one statement. @throws Refused bad-input (assignee) */
export async function assign(
  { tx, actor }: Work,
  doc: { id: string; agency: string },
  { assignments, dueOn }: DirectForm,
): Promise<void> {
  if (assignments.length === 0) return
  await knownAssignees(tx, doc.agency, assignments)
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
    post?: string | null
    hand_back_code?: string
    due_on?: string
    confirmed_at?: Date
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

/** Helpers inside a division, beside the person who leads it there: part of the same assignment, with its due date. */
export async function insertHelpers({ tx, actor }: Work, one: Assignment, posts: readonly string[]): Promise<void> {
  if (posts.length === 0) return
  const row = { incoming: one.incoming, agency: one.agency, parent: one.id, role: 'COOPERATE', division: one.division }
  const given = { due_on: one.dueOn, given_by: actor.post, on_behalf_of: actor.onBehalfOf }
  await tx
    .insertInto('documents.assignment')
    .values(posts.map((post) => ({ ...row, ...given, post })))
    .execute()
}

/** Marks what is for information as read, once, by whoever it was given to. */
export async function markRead({ tx, actor }: Work, incoming: string): Promise<void> {
  const posts = [actor.post, actor.onBehalfOf ?? actor.post]
  await tx
    .insertInto('documents.incoming_seen')
    .values({ incoming, agency: actor.agency, post: actor.post })
    .onConflict((conflict) => conflict.columns(['incoming', 'post']).doNothing())
    .execute()
  await tx
    .updateTable('documents.assignment')
    .set({ read_at: sql<Date>`app.now()` })
    .where('incoming', '=', incoming)
    .where('read_at', 'is', null)
    .where((eb) => eb.or([eb('post', 'in', posts), eb.and([eb('post', 'is', null), eb('division', '=', actor.division)])]))
    .execute()
}
