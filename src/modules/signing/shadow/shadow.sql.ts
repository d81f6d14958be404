import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import { type Level, policyWith, type ShadowCode, type ShadowFinding, type ShadowPolicy, usualLevels } from './shadow.ts'

/** Rises whenever the looking finds more or less than before: what was kept by an older number is looked for anew. */
const rules = 1

/** What was found in a file of one's agencies; null when nobody has looked by the present rules. */
export async function keptShadow(tx: Tx, sha256: string): Promise<ShadowFinding[] | null> {
  const row = await tx
    .selectFrom('signing.shadow')
    .select(sql<ShadowFinding[]>`findings`.as('findings'))
    .where('sha256', '=', sha256)
    .where('rules', '=', rules)
    .executeTakeFirst()
  return row?.findings ?? null
}

export const keepShadow = (tx: Tx, file: { sha256: string; agency: string }, findings: readonly ShadowFinding[]) => {
  const found = { rules, findings: JSON.stringify(findings), looked_at: sql<Date>`app.now()` }
  return tx
    .insertInto('signing.shadow')
    .values({ ...file, ...found })
    .onConflict((clash) => clash.columns(['agency', 'sha256']).doUpdateSet(found))
    .execute()
}

/** What the installation does about each kind of hidden content. */
export const shadowPolicy = async (tx: Tx): Promise<ShadowPolicy> =>
  policyWith(await tx.selectFrom('signing.shadow_level').select(['code', 'level']).execute())

/** Sets the levels that differ from the usual ones; the others go back to them. */
export async function putLevels(tx: Tx, set: readonly { code: ShadowCode; level: Level }[], by: string): Promise<void> {
  const differing = set.filter(({ code, level }) => usualLevels[code] !== level)
  await tx.deleteFrom('signing.shadow_level').execute()
  if (differing.length > 0)
    await tx
      .insertInto('signing.shadow_level')
      .values(differing.map((one) => ({ ...one, set_by: by })))
      .execute()
}
