import type { Tx } from '#platform/db/desk.ts'

/** True when a document of the agency is out, or was called back, and nothing stands in its place yet. */
export async function replaceable(tx: Tx, agency: string, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('documents.outgoing')
    .select('id')
    .where('id', '=', id)
    .where('agency', '=', agency)
    .where('state', 'in', ['ISSUED', 'RECALLED'])
    .executeTakeFirst()
  return found !== undefined
}
