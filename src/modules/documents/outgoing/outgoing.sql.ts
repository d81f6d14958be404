import { type Insertable, sql, type Updateable } from 'kysely'
import { type Content, emptyContent } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'
import { fold } from '#kernel/vietnamese.ts'
import { openedInInspection } from '#organisation'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { DocumentsOutgoing } from '#platform/db/schema.gen.ts'
import { frozenFor, visibleTo } from './outgoing.policy.ts'
import type { Outgoing, OutgoingState } from './outgoing.ts'

const openSteps = sql<
  Outgoing['openSteps']
>`(select coalesce(jsonb_agg(jsonb_build_object('id', rs.id, 'post', rs.post, 'task', rs.task)), '[]')
  from documents.review_step rs where rs.outgoing = outgoing.id and rs.state = 'OPEN')`.as('openSteps')

const columns = [
  'id',
  'agency',
  'division',
  'internal',
  'numbered',
  'kind',
  'subject',
  'addressees',
  'places',
  'boxes',
  'version',
  'drafter',
  'signer',
  'book',
  'year',
  'replaces',
  'due_on as dueOn',
  'signed_at as signedAt',
  'code_number as codeNumber',
  'code_suffix as codeSuffix',
  'code_notation as codeNotation',
  'promulgation_date as promulgationDate',
  'issued_at as issuedAt',
  'response_for as responseFor',
  'replaced_by as replacedBy',
] as const

const narrowed = [
  sql<Outgoing['state']>`outgoing.state`.as('state'),
  sql<Outgoing['urgency']>`outgoing.urgency`.as('urgency'),
  sql<Outgoing['circulation']>`outgoing.circulation`.as('circulation'),
  sql<Outgoing['source']>`outgoing.source`.as('source'),
  sql<Content>`outgoing.content`.as('content'),
  sql<Outgoing['signerCompetence']>`outgoing.signer_competence`.as('signerCompetence'),
  sql<Outgoing['signedBy']>`outgoing.signed_by`.as('signedBy'),
  openSteps,
] as const

async function oneFor({ tx, actor }: Pick<Work, 'tx' | 'actor'>, id: string): Promise<Outgoing | undefined> {
  const doc = await tx
    .selectFrom('documents.outgoing as outgoing')
    .select(columns)
    .select(narrowed)
    .select(frozenFor(actor).as('frozen'))
    .where('outgoing.id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst()
  return doc?.frozen ? { ...doc, content: emptyContent() } : doc
}

/** The document if the actor may read it; a forbidden one looks like a missing one (DESIGN 5.15). @throws Refused not-found */
export async function read(work: Work, id: string): Promise<Outgoing> {
  const doc = await oneFor(work, id)
  if (!doc) throw new Refused('not-found', id)
  return doc
}

/** The same where its text and files are wanted. @throws Refused not-found, also when it was recalled from the reader */
export async function readWhole(work: Work, id: string): Promise<Outgoing> {
  const doc = await read(work, id)
  if (doc.frozen) throw new Refused('not-found', id)
  await openedInInspection(work, { agency: doc.agency, direction: 'OUT', about: id })
  return doc
}

/** The document locked to the end of the transaction. @throws Refused not-found */
export async function lock({ tx, actor }: Work, id: string): Promise<Outgoing> {
  const held = await tx
    .selectFrom('documents.outgoing')
    .select('id')
    .where('id', '=', id)
    .where('agency', '=', actor.agency)
    .forUpdate()
    .executeTakeFirst()
  const doc = held && (await oneFor({ tx, actor }, id))
  if (!doc) throw new Refused('not-found', id)
  return doc
}

/** The draft that this form began already; of two sendings at once the second waits here until the first is kept. */
export async function byDraftKey({ tx, actor }: Work, key: string): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`outgoing.draft ${actor.agency} ${key}`}, 0))`.execute(tx)
  const query = tx.selectFrom('documents.outgoing').select('id').where('agency', '=', actor.agency).where('draft_key', '=', key)
  return (await query.executeTakeFirst())?.id ?? null
}

export async function insert(tx: Tx, values: Insertable<DocumentsOutgoing>): Promise<string> {
  const subject_folded = fold(values.subject ?? '')
  return (
    await tx
      .insertInto('documents.outgoing')
      .values({ ...values, subject_folded })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id
}

export const update = (tx: Tx, id: string, values: Updateable<DocumentsOutgoing>) =>
  tx
    .updateTable('documents.outgoing')
    .set({
      ...values,
      ...(typeof values.subject === 'string' ? { subject_folded: fold(values.subject) } : {}),
      changed_at: sql<Date>`app.now()`,
    })
    .where('id', '=', id)
    .execute()

/** The step as history keeps it; `reasonCode` is a row of data/refusal-reasons.yaml. */
export type Taken = { name: string; reason?: string; reasonCode?: string | null; sets?: Parameters<typeof update>[2] }

/** Moves the document, setting what the step sets in the same statement, and writes its history row: who, for whom, when, why. */
export async function move({ tx, actor }: Work, doc: Outgoing, to: OutgoingState, step: Taken) {
  await update(tx, doc.id, { ...step.sets, state: to })
  await tx
    .insertInto('documents.outgoing_history')
    .values({
      outgoing: doc.id,
      agency: doc.agency,
      step: step.name,
      from_state: doc.state,
      to_state: to,
      post: actor.post,
      on_behalf_of: actor.onBehalfOf,
      reason: step.reason ?? '',
      reason_code: step.reasonCode ?? null,
    })
    .execute()
}
