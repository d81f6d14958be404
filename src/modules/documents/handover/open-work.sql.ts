import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Count, Piece } from './pieces.ts'

/** How much is open in each of these posts, by kind; figures only, so that they may be of any agency. */
export async function openWork(tx: Tx, posts: string[]): Promise<Map<string, Count>> {
  const { rows } = await sql<{ post: string; piece: Piece; count: number }>`
    select post, piece, count from documents.open_work(${posts}::uuid[])`.execute(tx)
  const found = new Map<string, Count>()
  for (const { post, piece, count } of rows) found.set(post, { ...found.get(post), [piece]: count })
  return found
}

export type HandedOver = { from: string; to: string | null; toName: string | null; moved: Count; left: Count; at: Date }

/** What was handed over from these posts, the latest first. */
export async function handedOver(tx: Tx, posts: string[]): Promise<HandedOver[]> {
  const { rows } = await sql<HandedOver>`
    select h.from_post as "from", h.to_post as "to", p.full_name as "toName", h.moved, h.left_over as "left", h.at
    from documents.handed_over(${posts}::uuid[]) h
    left join organisation.post o on o.id = h.to_post left join organisation.person p on p.id = o.person
    order by h.at desc`.execute(tx)
  return rows
}

/** The documents in which these posts hold something open, as far as row security shows them to the actor's agency. */
export async function openDocuments(tx: Tx, posts: string[]): Promise<{ outgoing: string[]; incoming: string[] }> {
  const { rows } = await sql<{ outgoing: string | null; incoming: string | null }>`
    select distinct outgoing, incoming from documents.open_pieces(${posts}::uuid[])`.execute(tx)
  const known = (ids: (string | null)[]) => ids.flatMap((id) => (id === null ? [] : [id]))
  return { outgoing: known(rows.map((row) => row.outgoing)), incoming: known(rows.map((row) => row.incoming)) }
}

/** Posts of an agency whose holder has gone. */
export async function emptyPosts(tx: Tx, agency: string): Promise<string[]> {
  const { rows } = await sql<{ posts: string[] }>`select documents.empty_posts(${agency}) as posts`.execute(tx)
  return rows[0]?.posts ?? []
}
