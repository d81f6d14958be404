import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { type OwnRoadmap, ownTargets } from '../exchange/targets.ts'
import { mayAdopt } from './roadmap.policy.ts'
import { provinceOf, saveAdoption, saveRoadmap, targetsOf } from './target.sql.ts'

/** A roadmap to be bound by: one of the texts by its id, or the province's own rows, which are based on rows of the texts. */
export type Adopting = {
  roadmap: string | (OwnRoadmap & { title: string })
  /** Days (yyyy-mm-dd), both included; null: without beginning or end. */
  from: string | null
  until: string | null
  /** Number and date of the act: "Quyết định 15/QĐ-UBND ngày 05/01/2026". */
  legalBasis: string
}

const basedOn = (own: OwnRoadmap) => [...new Set(own.rows.map(({ based_on }) => based_on.split('-')[0] ?? ''))]

/**
 * Binds the installation's province by a roadmap from a day on; its rows are judged from then.
 * @throws Refused not-allowed; not-found roadmap; bad-input province, legal-basis, until before from
 */
export async function adoptRoadmap(work: Work, { roadmap, from, until, legalBasis }: Adopting): Promise<void> {
  const { tx, actor } = work
  if (!mayAdopt(actor)) throw new Refused('not-allowed', 'adopt-roadmap')
  const province = await provinceOf(tx)
  if (province === null) throw new Refused('bad-input', 'province')
  if (legalBasis.trim() === '') throw new Refused('bad-input', 'legal-basis')
  if (from && until && until < from) throw new Refused('bad-input', 'until')
  const id = typeof roadmap === 'string' ? roadmap : roadmap.roadmap
  if (typeof roadmap !== 'string') {
    const rows = ownTargets(roadmap, await targetsOf(tx, basedOn(roadmap)))
    if (rows.length < roadmap.rows.length) throw new Refused('not-found', 'roadmap')
    await saveRoadmap(tx, { id, province, title: roadmap.title }, rows)
  } else if ((await targetsOf(tx, [id])).length === 0) throw new Refused('not-found', 'roadmap')
  await saveAdoption(tx, { province, roadmap: id, from, until, legal_basis: legalBasis.trim(), status: 'in_force' })
  await note(work, 'statistics.adopt-roadmap', id)
}
