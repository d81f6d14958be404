import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Proposal } from '../incoming/incoming.ts'
import type { Count, Piece } from './pieces.ts'

/** From which post to which. */
export type Way = { agency: string; from: string; to: string }
type Open = { piece: Piece; outgoing: string | null; incoming: string | null; item: string }

/**
 * What the post still holds, with every document concerned locked in the order of its key: whoever is signing, returning or
 * finishing one of them right now comes before or after, never between.
 */
export async function holdOpenPieces(tx: Tx, post: string): Promise<Open[]> {
  await sql`select from documents.outgoing where id in (select outgoing from documents.open_pieces(array[${post}]::uuid[]))
    order by id for update`.execute(tx)
  await sql`select from documents.incoming where id in (select incoming from documents.open_pieces(array[${post}]::uuid[]))
    order by id for update`.execute(tx)
  const { rows } = await sql<Open>`select piece, outgoing, incoming, item from documents.open_pieces(array[${post}]::uuid[])
    order by item`.execute(tx)
  return rows
}

const changed = sql<Date>`app.now()`

/** The heir's own step of the same turn is enough: the other one falls away. */
async function moveReviews(tx: Tx, ids: string[], { to }: Way): Promise<void> {
  await sql`update documents.review_step s set state = 'SKIPPED' where s.id = any (${ids}::uuid[]) and exists (
    select from documents.review_step h where h.outgoing = s.outgoing and h.round = s.round and h.ordinal = s.ordinal
      and h.post = ${to} and h.state = s.state)`.execute(tx)
  await sql`update documents.review_step set post = ${to} where id = any (${ids}::uuid[]) and state <> 'SKIPPED'`.execute(tx)
}

/** The heir stands in the place of who left among the recipients, unless the heir is one already. */
async function moveRecipients(tx: Tx, ids: string[], { to }: Way): Promise<void> {
  await sql`delete from documents.outgoing_recipient r where r.id = any (${ids}::uuid[]) and exists (
    select from documents.outgoing_recipient h where h.outgoing = r.outgoing and h.recipient_post = ${to})`.execute(tx)
  await sql`update documents.outgoing_recipient set recipient_post = ${to}, recipient_name = (
      select p.full_name from organisation.post o join organisation.person p on p.id = o.person where o.id = ${to})
    where id = any (${ids}::uuid[])`.execute(tx)
}

const moves: Record<Exclude<Piece, 'proposed'>, (tx: Tx, ids: string[], way: Way) => Promise<unknown>> = {
  draft: (tx, ids, { to }) =>
    tx.updateTable('documents.outgoing').set({ drafter: to, changed_at: changed }).where('id', 'in', ids).execute(),
  sign: (tx, ids, { to }) =>
    tx.updateTable('documents.outgoing').set({ signer: to, changed_at: changed }).where('id', 'in', ids).execute(),
  review: moveReviews,
  recipient: moveRecipients,
  read: (tx, ids, { to }) =>
    tx.updateTable('documents.delivery').set({ handed_to: to, changed_at: changed }).where('id', 'in', ids).execute(),
  direct: (tx, ids, { to }) =>
    tx.updateTable('documents.incoming').set({ to_direct: to, changed_at: changed }).where('id', 'in', ids).execute(),
  do: (tx, ids, { to }) =>
    tx.updateTable('documents.assignment').set({ post: to, changed_at: changed }).where('id', 'in', ids).execute(),
  given: (tx, ids, { to }) =>
    tx.updateTable('documents.assignment').set({ given_by: to, changed_at: changed }).where('id', 'in', ids).execute(),
}

/** Moves the pieces of one kind to the heir. */
export const movePieces = (tx: Tx, piece: Exclude<Piece, 'proposed'>, ids: string[], way: Way): Promise<unknown> =>
  moves[piece](tx, ids, way)

/** The capacity in which the heir signs follows from the heir's own post. */
export const setCompetence = (tx: Tx, ids: string[], competence: string) =>
  tx.updateTable('documents.outgoing').set({ signer_competence: competence }).where('id', 'in', ids).execute()

export const proposalsOf = (tx: Tx, ids: string[]): Promise<{ id: string; proposed: Proposal | null }[]> =>
  tx
    .selectFrom('documents.incoming')
    .select(['id', sql<Proposal | null>`proposed`.as('proposed')])
    .where('id', 'in', ids)
    .execute()

/** One line in the history of every document that something of went over: from whom, to whom; done by nobody's hand. */
export async function rememberHandOver(tx: Tx, docs: { outgoing: string[]; incoming: string[] }, reason: string): Promise<void> {
  await sql`insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, reason)
    select id, agency, 'handOver', state, state, ${reason} from documents.outgoing where id = any (${docs.outgoing}::uuid[])`.execute(
    tx,
  )
  await sql`insert into documents.incoming_history (incoming, agency, step, from_state, to_state, reason)
    select id, agency, 'handOver', state, state, ${reason} from documents.incoming where id = any (${docs.incoming}::uuid[])`.execute(
    tx,
  )
}

export const insertHandOver = (
  tx: Tx,
  { agency, from, to, moved, left }: { agency: string; from: string; to: string | null; moved: Count; left: Count },
) =>
  tx
    .insertInto('documents.hand_over')
    .values({ agency, from_post: from, to_post: to, moved: JSON.stringify(moved), left_over: JSON.stringify(left) })
    .execute()

/** Whether the same hand-over was written down before: an event may be heard twice. */
export async function handedBefore(tx: Tx, from: string, to: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('documents.hand_over')
    .select('id')
    .where('from_post', '=', from)
    .where('to_post', 'is not distinct from', to)
    .executeTakeFirst()
  return row !== undefined
}

/** Name and position of a post, also of one that has ended. */
export const seatOf = (tx: Tx, post: string): Promise<{ name: string; position: string; division: string | null } | undefined> =>
  tx
    .selectFrom('organisation.post as o')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .select(['p.full_name as name', 'o.position', 'o.division'])
    .where('o.id', '=', post)
    .executeTakeFirst()
