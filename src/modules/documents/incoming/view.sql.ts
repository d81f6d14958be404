import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import { colleaguesOf, divisionsOf, openedInInspection } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { assignmentsOf } from '../assignments/assignment.sql.ts'
import { isDoerOf, isGiverOf, isHeadOver } from '../assignments/assignment.states.ts'
import type { Assignment } from '../assignments/assignment.ts'
import { digitisedOf } from '../digitised/digitised.sql.ts'
import { incomingFiles, read } from './incoming.sql.ts'
import { incomingStates } from './incoming.states.ts'

export type NoteRow = { id: string; task: 'PROPOSAL' | 'NOTE' | 'REMARK'; body: string; name: string; position: string; at: Date }
export type IncomingHistoryRow = {
  id: number
  step: string
  name: string | null
  onBehalf: string | null
  reason: string
  at: Date
}

const notesOf = ({ tx }: Work, incoming: string): Promise<NoteRow[]> =>
  tx
    .selectFrom('documents.directive_note as n')
    .innerJoin('organisation.post as o', 'o.id', 'n.post')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .select(['n.id', sql<NoteRow['task']>`n.task`.as('task'), 'n.body', 'p.full_name as name', 'o.position', 'n.made_at as at'])
    .where('n.incoming', '=', incoming)
    .orderBy('n.id')
    .execute()

const historyOf = ({ tx }: Work, incoming: string): Promise<IncomingHistoryRow[]> =>
  tx
    .selectFrom('documents.incoming_history as h')
    .leftJoin('organisation.post as o', 'o.id', 'h.post')
    .leftJoin('organisation.person as p', 'p.id', 'o.person')
    .leftJoin('organisation.post as b', 'b.id', 'h.on_behalf_of')
    .leftJoin('organisation.person as bp', 'bp.id', 'b.person')
    .select(['h.id', 'h.step', 'p.full_name as name', 'bp.full_name as onBehalf', 'h.reason', 'h.at'])
    .where('h.incoming', '=', incoming)
    .orderBy('h.id')
    .execute()

/** Who of the agency has opened it, in the order of the first time. */
const seenBy = ({ tx, actor }: Work, incoming: string): Promise<{ name: string; at: Date }[]> =>
  tx
    .selectFrom('documents.incoming_seen as s')
    .innerJoin('organisation.post as o', 'o.id', 's.post')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .select(['p.full_name as name', 's.at'])
    .where('s.incoming', '=', incoming)
    .where('s.agency', '=', actor.agency)
    .orderBy('s.at')
    .execute()

export type AnswerRow = { id: string; state: string; kindName: string; version: number; drafterName: string; changedAt: Date }

/** Drafts and documents that answer it; a draft is shown to whoever works on the document, its text only to who may read it. */
export const answersOf = ({ tx }: Work, incoming: string): Promise<AnswerRow[]> =>
  tx
    .selectFrom('documents.outgoing as o')
    .innerJoin('documents.kind as k', 'k.code', 'o.kind')
    .innerJoin('organisation.post as w', 'w.id', 'o.drafter')
    .innerJoin('organisation.person as p', 'p.id', 'w.person')
    .select(['o.id', 'o.state', 'k.name as kindName', 'o.version', 'p.full_name as drafterName', 'o.changed_at as changedAt'])
    .where('o.response_for', '=', incoming)
    .where('o.state', 'not in', ['CANCELLED', 'VOIDED'])
    .orderBy('o.id')
    .execute()

/** When each status reached the sender, for the five stations; null for a document that came without a delivery. */
async function stationsOf({ tx }: Work, incoming: string) {
  const rows = await tx
    .selectFrom('documents.incoming_history')
    .select(['to_state as state', sql<Date>`min(at)`.as('at')])
    .where('incoming', '=', incoming)
    .groupBy('to_state')
    .execute()
  const at = new Map(rows.map((row) => [row.state, row.at]))
  return {
    arrived: at.get('ARRIVED'),
    registered: at.get('REGISTERED'),
    assigned: at.get('ASSIGNED'),
    started: at.get('IN_PROGRESS'),
    finished: at.get('FINISHED'),
  }
}

/** Everything the incoming document's page shows. */
export async function incomingView(work: Work, id: string) {
  const { tx, actor } = work
  const doc = await read(work, id)
  await openedInInspection(work, { agency: doc.agency, direction: 'IN', about: id })
  const { kindName } = await tx
    .selectFrom('documents.kind')
    .select('name as kindName')
    .where('code', '=', doc.kind)
    .executeTakeFirstOrThrow()
  const assignments = await assignmentsOf(tx, id)
  return {
    doc,
    kindName,
    ...ownDuties(doc.state === 'RECALLED' ? [] : assignments, actor),
    people: await colleaguesOf(tx, doc.agency),
    divisions: await divisionsOf(tx, doc.agency),
    files: await incomingFiles(tx, id),
    digitised: await digitisedOf(tx, id),
    notes: await notesOf(work, id),
    assignments,
    history: await historyOf(work, id),
    seen: await seenBy(work, id),
    stations: doc.delivery ? await stationsOf(work, id) : null,
    steps: incomingStates.open(doc, actor),
    actor: { post: actor.post, onBehalfOf: actor.onBehalfOf, division: actor.division, roles: actor.roles },
  }
}

/** The assignments that the actor works on, heads, or gave; beside the whole list. */
export function ownDuties(assignments: readonly Assignment[], actor: Actor) {
  const open = assignments.filter((one) => ['GIVEN', 'ACCEPTED', 'IN_PROGRESS'].includes(one.state))
  const duties = open
    .map((one) => ({ one, mine: isDoerOf(one, actor), heads: isHeadOver(one, actor) && one.parent === null }))
    .filter(({ mine, heads }) => mine || heads)
  const given = assignments.filter((one) => isGiverOf(one, actor) && one.role !== 'FOR_INFORMATION')
  return { duties, given, hasDuties: duties.length > 0 || given.some((one) => one.state === 'DONE') }
}
export type IncomingView = Awaited<ReturnType<typeof incomingView>>
