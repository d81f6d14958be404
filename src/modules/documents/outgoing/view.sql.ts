import { sql } from 'kysely'
import { openedInInspection } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { deliveriesOf } from '../deliveries/delivery.sql.ts'
import { circuitOf } from './circuit/circuit.sql.ts'
import { commentsOf } from './circuit/comment.sql.ts'
import { relatedOf } from './compose/related.sql.ts'
import { seenBy, versionsOf } from './compose/version.sql.ts'
import { filesOf } from './file.sql.ts'
import { read } from './outgoing.sql.ts'
import { outgoingStates } from './outgoing.states.ts'
import { recipientsOf } from './recipients/recipient.sql.ts'

export type HistoryRow = {
  id: number
  step: string
  toState: string
  name: string | null
  onBehalf: string | null
  reason: string
  at: Date
}

const historyOf = ({ tx }: Work, outgoing: string): Promise<HistoryRow[]> =>
  tx
    .selectFrom('documents.outgoing_history as h')
    .leftJoin('organisation.post as o', 'o.id', 'h.post')
    .leftJoin('organisation.person as p', 'p.id', 'o.person')
    .leftJoin('organisation.post as b', 'b.id', 'h.on_behalf_of')
    .leftJoin('organisation.person as bp', 'bp.id', 'b.person')
    .select(['h.id', 'h.step', 'h.to_state as toState', 'p.full_name as name', 'bp.full_name as onBehalf', 'h.reason', 'h.at'])
    .where('h.outgoing', '=', outgoing)
    .orderBy('h.id')
    .execute()

/** Everything the document's page shows. Reading is logged by the page's door. */
export async function view(work: Work, id: string) {
  const { tx, actor } = work
  const doc = await read(work, id)
  await openedInInspection(work, { agency: doc.agency, direction: 'OUT', about: id })
  const { kindName } = await tx
    .selectFrom('documents.kind')
    .select('name as kindName')
    .where('code', '=', doc.kind)
    .executeTakeFirstOrThrow()
  const circuit = await circuitOf(tx, id)
  const posts = [
    ...new Set([
      doc.drafter,
      ...(doc.signer ? [doc.signer] : []),
      ...circuit.flatMap((step) => [step.post, ...(step.decidedBy ? [step.decidedBy] : [])]),
    ]),
  ]
  const people = await tx
    .selectFrom('organisation.post as o')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .select(['o.id as post', 'p.full_name as name', 'o.position'])
    .where('o.id', '=', sql<string>`any (${posts}::uuid[])`)
    .execute()
  return {
    doc,
    kindName,
    people,
    circuit,
    history: await historyOf(work, id),
    files: doc.frozen ? [] : await filesOf(tx, id),
    recipients: await recipientsOf(tx, id),
    related: await relatedOf(tx, id),
    comments: await commentsOf(tx, id),
    versions: await versionsOf(tx, id),
    seen: await seenBy(tx, id, actor.post),
    deliveries: await deliveriesOf(tx, id),
    steps: outgoingStates.open(doc, actor),
    mine: doc.openSteps.some((step) => step.post === actor.post || step.post === actor.onBehalfOf),
  }
}
export type OutgoingView = Awaited<ReturnType<typeof view>>
