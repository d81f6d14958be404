import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { mayAdopt } from './roadmap.policy.ts'
import { adoptionsOf, provinceOf, saveAdoption } from './target.sql.ts'

/**
 * A roadmap binds no longer after a day (yyyy-mm-dd, included): periods that end later are not judged by it; closed ones stay.
 * @throws Refused not-allowed; not-found roadmap that the province never adopted; bad-input until, before its first day
 */
export async function endRoadmap(work: Work, { roadmap, until }: { roadmap: string; until: string }): Promise<void> {
  const { tx, actor } = work
  if (!mayAdopt(actor)) throw new Refused('not-allowed', 'end-roadmap')
  const province = await provinceOf(tx)
  const adoptions = province === null ? [] : await adoptionsOf(tx, province)
  const adoption = adoptions.find((one) => one.roadmap === roadmap)
  if (!adoption) throw new Refused('not-found', 'roadmap')
  if (until < (adoption.from ?? '')) throw new Refused('bad-input', 'until')
  await saveAdoption(tx, { ...adoption, until })
  await note(work, 'statistics.end-roadmap', roadmap)
}
