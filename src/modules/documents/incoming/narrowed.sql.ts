import { sql } from 'kysely'
import type { Work } from '#platform/db/desk.ts'
import { symbolTyped, wordsTyped } from '../search/search.ts'
import { type IncomingFilter, type IncomingRow, incomingList, pageSize } from './list.sql.ts'

/** So many matches are taken from the index at once; the list's own filters and policy choose among them. */
const perRound = 2_000

/** The newest documents of the actor's agencies with these words or this number, before `before`. */
async function matching({ tx }: Work, find: string, { kind, before }: IncomingFilter): Promise<string[]> {
  const symbol = symbolTyped(find)
  const words = symbol === null ? wordsTyped(find) : null
  if (symbol === null && words === null) return []
  const { rows } = await sql<{ id: string }>`
    select id from documents.find(${symbol}, ${words}, null, ${kind ?? null}, 'IN', null, null, ${before ?? null}, ${perRound})`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/**
 * One page of the list narrowed by words of the subject, a symbol, or an arrival number, newest first. Behind row security a
 * comparison of words cannot use an index, so the search gives the candidates and the list decides, until the page is full.
 */
export async function narrowedIncoming(
  work: Work,
  { find, ...filter }: IncomingFilter & { find?: string | undefined },
  limit = pageSize,
): Promise<IncomingRow[]> {
  if (!find) return incomingList(work, filter, limit)
  const rows: IncomingRow[] = []
  for (let { before } = filter; ; ) {
    const ids = await matching(work, find, before ? { ...filter, before } : filter)
    if (ids.length > 0) rows.push(...(await incomingList(work, { ...filter, ids }, limit - rows.length)))
    if (rows.length === limit || ids.length < perRound) return rows
    before = ids.at(-1)
  }
}
