import { sql } from 'kysely'
import { colleaguesOf, divisionsOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { assignmentsOf } from '../assignments/assignment.sql.ts'
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
  const { kindName } = await tx
    .selectFrom('documents.kind')
    .select('name as kindName')
    .where('code', '=', doc.kind)
    .executeTakeFirstOrThrow()
  return {
    doc,
    kindName,
    people: await colleaguesOf(tx, doc.agency),
    divisions: await divisionsOf(tx, doc.agency),
    files: await incomingFiles(tx, id),
    notes: await notesOf(work, id),
    assignments: await assignmentsOf(tx, id),
    history: await historyOf(work, id),
    stations: doc.delivery ? await stationsOf(work, id) : null,
    steps: incomingStates.open(doc, actor),
    actor: { post: actor.post, onBehalfOf: actor.onBehalfOf, division: actor.division, roles: actor.roles },
  }
}
export type IncomingView = Awaited<ReturnType<typeof incomingView>>
