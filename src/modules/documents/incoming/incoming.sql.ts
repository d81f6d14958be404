import { type Insertable, sql, type Updateable } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import { codeKey, fold } from '#kernel/vietnamese.ts'
import type { Tx, Work } from '#platform/db/desk.ts'
import type { DocumentsIncoming } from '#platform/db/schema.gen.ts'
import { queueScans } from '../digitised/digitised.sql.ts'
import { visibleTo } from './incoming.policy.ts'
import type { Incoming, IncomingState, Proposal } from './incoming.ts'

const columns = [
  'id',
  'agency',
  'delivery',
  'sender',
  'kind',
  'subject',
  'electronic',
  'paper',
  'book',
  'year',
  'outcome',
  'issuing_agency as issuingAgency',
  'code_number as codeNumber',
  'code_notation as codeNotation',
  'promulgation_date as promulgationDate',
  'due_on as dueOn',
  'signer_name as signerName',
  'verdict_reasons as verdictReasons',
  'verdict_trust as verdictTrust',
  'replaces_paper as replacesPaper',
  'arrival_number as arrivalNumber',
  'arrival_date as arrivalDate',
  'arrived_at as arrivedAt',
  'registered_at as registeredAt',
  'to_direct as toDirect',
  'finished_at as finishedAt',
  'answered_by as answeredBy',
  'refusal_code as refusalCode',
  'refusal_reason as refusalReason',
  'recall_asked_at as recallAskedAt',
  'recall_reason as recallReason',
  'recall_answer as recallAnswer',
  'paper_arrived_on as paperArrivedOn',
  'duplicate_reason as duplicateReason',
  'bookless',
] as const

const narrowed = [
  sql<Incoming['state']>`incoming.state`.as('state'),
  sql<Incoming['urgency']>`incoming.urgency`.as('urgency'),
  sql<Incoming['purpose']>`incoming.purpose`.as('purpose'),
  sql<Incoming['verdict']>`incoming.verdict`.as('verdict'),
  sql<Incoming['proposed']>`incoming.proposed`.as('proposed'),
  sql<Incoming['handlers']>`(select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'post', a.post, 'division', a.division,
    'role', a.role, 'state', a.state) order by a.id), '[]') from documents.assignment a where a.incoming = incoming.id)`.as(
    'handlers',
  ),
] as const

const incomings = (tx: Tx) => tx.selectFrom('documents.incoming as incoming').select(columns).select(narrowed)

/** The document if the actor may read it; a forbidden one looks like a missing one. @throws Refused not-found */
export async function read({ tx, actor }: Work, id: string): Promise<Incoming> {
  const doc = await incomings(tx).where('incoming.id', '=', id).where(visibleTo(actor)).executeTakeFirst()
  if (!doc) throw new Refused('not-found', id)
  return doc
}

/** The document for the installation itself at work in its agency. @throws Refused not-found */
export async function readHere({ tx, actor }: Pick<Work, 'tx' | 'actor'>, id: string): Promise<Incoming> {
  const doc = await incomings(tx).where('incoming.id', '=', id).where('incoming.agency', '=', actor.agency).executeTakeFirst()
  if (!doc) throw new Refused('not-found', id)
  return doc
}

/** The document locked to the end of the transaction. @throws Refused not-found */
export async function lock(work: Work, id: string): Promise<Incoming> {
  const { tx, actor } = work
  await tx
    .selectFrom('documents.incoming')
    .select('id')
    .where('id', '=', id)
    .where('agency', '=', actor.agency)
    .forUpdate()
    .execute()
  return read(work, id)
}

export const symbolKey = (number: string, notation: string): string =>
  notation ? codeKey(`${number}/${notation}`).toLowerCase() : number.toLowerCase()

export async function insert(tx: Tx, values: Insertable<DocumentsIncoming>): Promise<string> {
  const row = await tx
    .insertInto('documents.incoming')
    .values({
      ...values,
      subject_folded: fold(values.subject),
      symbol_folded: symbolKey(values.code_number ?? '', values.code_notation ?? ''),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** What is searched by, folded anew whenever the words change. */
const foldedOf = ({ subject, code_number: number, code_notation: notation }: Updateable<DocumentsIncoming>) => ({
  ...(subject === undefined ? {} : { subject_folded: fold(subject) }),
  ...(number === undefined ? {} : { symbol_folded: symbolKey(number, notation ?? '') }),
})

export const update = (tx: Tx, id: string, values: Updateable<DocumentsIncoming>) =>
  tx
    .updateTable('documents.incoming')
    .set({ ...values, ...foldedOf(values), changed_at: sql<Date>`app.now()` })
    .where('id', '=', id)
    .execute()

export const setProposal = (tx: Tx, id: string, proposed: Proposal | null) =>
  tx
    .updateTable('documents.incoming')
    .set({ proposed: proposed === null ? null : sql`${JSON.stringify(proposed)}::jsonb` })
    .where('id', '=', id)
    .execute()

/** The step as history keeps it, with what it sets beside the state. */
export type Taken = { name: string; reason?: string; sets?: Parameters<typeof update>[2] }

/** Moves the document, setting what the step sets in the same statement, and writes its history row: who, on whose behalf, when, why. */
export async function move({ tx, actor }: Work, doc: Incoming, to: IncomingState, step: Taken) {
  await update(tx, doc.id, { ...step.sets, state: to })
  await remember({ tx, actor }, doc, to, step)
}

/** A history row without a change of state: a note, a hand-over, a reminder. */
export async function remember(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  doc: Incoming,
  to: IncomingState,
  step: { name: string; reason?: string },
) {
  await tx
    .insertInto('documents.incoming_history')
    .values({
      incoming: doc.id,
      agency: doc.agency,
      step: step.name,
      from_state: doc.state,
      to_state: to,
      // The installation itself holds no post.
      post: actor.post === '' ? null : actor.post,
      on_behalf_of: actor.onBehalfOf,
      reason: step.reason ?? '',
    })
    .execute()
}

export type IncomingFile = {
  id: string
  role: 'MAIN' | 'ATTACHMENT' | 'SCAN'
  name: string
  sha256: string
  mediaType: string
  size: number
  hasText: boolean
  /** What it is where it is no annex: "Bài báo" filed as the evidence of a text. */
  kind: string | null
  kindName: string | null
  /** The signature that lies beside it. */
  signature: { name: string; sha256: string } | null
}

export const incomingFiles = (tx: Tx, incoming: string): Promise<IncomingFile[]> =>
  tx
    .selectFrom('documents.incoming_file as f')
    .leftJoin('documents.kind as k', 'k.code', 'f.kind')
    .select(['f.id', sql<IncomingFile['role']>`f.role`.as('role'), 'f.name', 'f.sha256', 'f.media_type as mediaType', 'f.size'])
    .select(['f.has_text as hasText', 'f.kind', 'k.name as kindName'])
    .select(
      sql<IncomingFile['signature']>`case when f.signature_sha256 is not null then
        jsonb_build_object('name', f.signature_name, 'sha256', f.signature_sha256) end`.as('signature'),
    )
    .where('incoming', '=', incoming)
    .orderBy('f.role', 'desc')
    .orderBy('f.ordinal')
    .execute()

export type NewFile = {
  name: string
  hasText: boolean
  kind?: string
  kept: { sha256: string; mediaType: string; size: number }
  signature?: { name: string; kept: { sha256: string } }
}

/** The scans of a document that came on paper: the first is the document itself. */
export async function addFiles(tx: Tx, doc: { id: string; agency: string }, files: readonly NewFile[]): Promise<void> {
  if (files.length === 0) return
  const there = await incomingFiles(tx, doc.id)
  const rows = files.map(({ name, hasText, kept, kind = null, signature }, at) => ({
    incoming: doc.id,
    agency: doc.agency,
    role: there.length + at === 0 ? 'MAIN' : 'ATTACHMENT',
    ordinal: there.length + at,
    name,
    sha256: kept.sha256,
    media_type: kept.mediaType,
    size: kept.size,
    has_text: hasText,
    kind,
    signature_sha256: signature?.kept.sha256 ?? null,
    signature_name: signature?.name ?? null,
  }))
  const added = await tx
    .insertInto('documents.incoming_file')
    .values(rows)
    .returning(['id', 'has_text as hasText', 'media_type as mediaType'])
    .execute()
  await queueScans(tx, doc, added)
}

/** Says what a file is; null: what its document is. */
export const putFileKind = (tx: Tx, file: string, kind: string | null) =>
  tx.updateTable('documents.incoming_file').set({ kind }).where('id', '=', file).execute()

/** Puts a signature beside a file that has none. */
export const putSignature = (tx: Tx, file: string, { name, kept }: NonNullable<NewFile['signature']>) =>
  tx
    .updateTable('documents.incoming_file')
    .set({ signature_sha256: kept.sha256, signature_name: name })
    .where('id', '=', file)
    .where('signature_sha256', 'is', null)
    .execute()
