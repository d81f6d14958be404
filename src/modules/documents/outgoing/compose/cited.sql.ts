import { sql } from 'kysely'
import { parseCode } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { visibleTo as visibleIncoming } from '../../incoming/incoming.policy.ts'
import { visibleTo } from '../outgoing.policy.ts'

export type Cited = { kind: 'OUTGOING' | 'INCOMING'; id: string; number: string; suffix: string; notation: string }

const most = 5

/** Documents of the own agency that bear a symbol ("168/UBND-TH") and that the actor may read, newest first. */
export async function citedDocuments({ tx, actor }: Work, symbol: string): Promise<Cited[]> {
  const code = parseCode(symbol)
  if (!code) return []
  const sent = tx
    .selectFrom('documents.outgoing as outgoing')
    .select([
      sql<Cited['kind']>`'OUTGOING'`.as('kind'),
      'outgoing.id',
      sql<string>`outgoing.code_number::text`.as('number'),
      'outgoing.code_suffix as suffix',
      sql<string>`outgoing.code_notation`.as('notation'),
    ])
    .where('outgoing.agency', '=', actor.agency)
    .where('outgoing.code_number', '=', code.number)
    .where(sql<boolean>`upper(outgoing.code_notation) = ${code.notation.toLocaleUpperCase('vi')}`)
    .where(visibleTo(actor))
  const come = tx
    .selectFrom('documents.incoming as incoming')
    .select([
      sql<Cited['kind']>`'INCOMING'`.as('kind'),
      'incoming.id',
      'incoming.code_number as number',
      sql<string>`''`.as('suffix'),
      'incoming.code_notation as notation',
    ])
    .where('incoming.agency', '=', actor.agency)
    .where('incoming.symbol_folded', '=', symbol.toLowerCase())
    .where(visibleIncoming(actor))
  const [out, into] = [
    await sent.orderBy('outgoing.id', 'desc').limit(most).execute(),
    await come.orderBy('incoming.id', 'desc').limit(most).execute(),
  ]
  return [...into, ...out]
}

/** Which of some documents of the own agency the actor may read, going out or come in: only those are worth a link. */
export async function readableAmong({ tx, actor }: Work, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const [out, into] = [
    await tx
      .selectFrom('documents.outgoing as outgoing')
      .select('outgoing.id')
      .where('outgoing.id', 'in', ids)
      .where('outgoing.agency', '=', actor.agency)
      .where(visibleTo(actor))
      .execute(),
    await tx
      .selectFrom('documents.incoming as incoming')
      .select('incoming.id')
      .where('incoming.id', 'in', ids)
      .where('incoming.agency', '=', actor.agency)
      .where(visibleIncoming(actor))
      .execute(),
  ]
  return new Set([...out, ...into].map(({ id }) => id))
}
