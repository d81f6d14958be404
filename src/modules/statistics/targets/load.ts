import { parse } from 'yaml'
import { z } from 'zod'
import type { Tx } from '#platform/db/desk.ts'
import { TargetFile } from '../exchange/targets.ts'
import { saveAdoption, saveRoadmap } from './target.sql.ts'

const Seeds = z.object({ seeds: z.record(z.string(), z.object({ province: z.string(), title: z.string() })) })

/**
 * Brings the table of targets to what the file of targets says: roadmaps of the texts, their rows, who adopted them.
 * Idempotent; what a province wrote itself stays. `text` is the YAML of `data/targets.yaml`. Returns the number of rows.
 */
export async function loadTargets(tx: Tx, text: string): Promise<number> {
  const file: unknown = parse(text)
  const { seeds } = Seeds.parse(file)
  const { targets, adoptions } = TargetFile.parse(file)
  for (const [id, { province, title }] of Object.entries(seeds)) {
    await saveRoadmap(
      tx,
      { id, province, title },
      targets.filter(({ seed }) => seed === id),
    )
  }
  for (const adoption of adoptions.rows) await saveAdoption(tx, adoption)
  return targets.length
}
