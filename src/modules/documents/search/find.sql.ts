import { sql } from 'kysely'
import { parseDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { incomingSymbol } from '../incoming/incoming.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { outgoingList } from '../outgoing/list/list.sql.ts'
import { symbolOf } from '../outgoing/outgoing.ts'
import type { SearchAddress } from './search.forms.ts'
import { symbolTyped, wordsTyped } from './search.ts'

export type Found = {
  direction: 'OUT' | 'IN'
  id: string
  symbol: string
  agency: string
  kindName: string
  subject: string
  on: string | null
  state: string
}

export const pageSize = 30
/** So many candidates are looked at for one page before it is shown with what was found. */
const mostRounds = 5
const perRound = 100

type Key = { direction: 'OUT' | 'IN'; id: string }

async function candidates({ tx, clock }: Work, asked: SearchAddress, before: string | null): Promise<Key[]> {
  const symbol = symbolTyped(asked.q)
  const words = symbol === null ? wordsTyped(asked.q) : null
  const { rows } = await sql<Key>`
    select direction, id from documents.find(${symbol}, ${words}, ${wordsTyped(asked.coQuan)}, ${asked.loai || null},
      ${asked.huong || null}, ${parseDate(asked.tu, clock.today)}, ${parseDate(asked.den, clock.today)}, ${before}, ${perRound})`.execute(
    tx,
  )
  return rows
}

/** Of the candidates those that the actor may read: the lists apply the policies' `visibleTo`. */
async function readable(work: Work, keys: Key[]): Promise<Map<string, Found>> {
  const ids = (direction: Key['direction']) => keys.filter((key) => key.direction === direction).map((key) => key.id)
  const out = await outgoingList(work, { ids: ids('OUT') }, perRound)
  const come = await incomingList(work, { ids: ids('IN') }, perRound)
  const rows: Found[] = [
    ...out.map((row) => ({
      direction: 'OUT' as const,
      id: row.id,
      symbol: symbolOf(row) ?? 'Chưa cấp số',
      agency: row.recipients.join(', '),
      kindName: row.kindName,
      subject: row.subject,
      on: row.promulgationDate,
      state: row.state,
    })),
    ...come.map((row) => ({
      direction: 'IN' as const,
      id: row.id,
      symbol: incomingSymbol(row) || 'Không số',
      agency: row.issuingAgency,
      kindName: row.kindName,
      subject: row.subject,
      on: row.promulgationDate,
      state: row.state,
    })),
  ]
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * One page of what the actor may read, newest first. The search itself runs under the search role for the actor's agencies, the
 * policies decide afterwards; nothing of a document that may not be read comes out. `next` is the key of the next page.
 */
export async function find(work: Work, asked: SearchAddress): Promise<{ found: Found[]; next: string | null }> {
  const found: Found[] = []
  let before = asked.truoc
  for (let round = 0; round < mostRounds && found.length < pageSize; round++) {
    const keys = await candidates(work, asked, before)
    const shown = await readable(work, keys)
    for (const { id } of keys) {
      before = id
      const row = shown.get(id)
      if (row) found.push(row)
      if (found.length === pageSize) return { found, next: before }
    }
    if (keys.length < perRound) return { found, next: null }
  }
  return { found, next: before }
}
