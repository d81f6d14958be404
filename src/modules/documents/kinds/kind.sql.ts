import { Refused } from '#kernel/refused.ts'
import type { Tx } from '#platform/db/desk.ts'

/** A kind of document: the 29 of NĐ 30/2020 art. 7 for what goes out, an open catalogue for what comes in. */
export type Kind = { code: string; name: string; abbreviation: string; template: string; ordinal: number; outgoing: boolean }

const columns = ['code', 'name', 'abbreviation', 'template', 'ordinal', 'outgoing'] as const

/** @throws Refused bad-input (kind) */
export async function kindByCode(tx: Tx, code: string): Promise<Kind> {
  const kind = await tx.selectFrom('documents.kind').select(columns).where('code', '=', code).executeTakeFirst()
  if (!kind) throw new Refused('bad-input', 'kind')
  return kind
}

/** What an agency's own documents bear: the 29 kinds, and its copies of others (template `copy`). */
export const isIssued = (kind: Kind): boolean => kind.outgoing || kind.template === 'copy'

export const kinds = (tx: Tx): Promise<Kind[]> => tx.selectFrom('documents.kind').select(columns).orderBy('ordinal').execute()

export const putKind = (tx: Tx, kind: Kind & { basis: string }) =>
  tx
    .insertInto('documents.kind')
    .values(kind)
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ ...kind }))
    .execute()
