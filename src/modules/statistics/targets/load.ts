import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Tx } from '#platform/db/desk.ts'
import { TargetFile } from '../exchange/targets.ts'
import { rememberAdoption, saveRoadmap } from './target.sql.ts'

const Seeds = z.object({ seeds: z.record(z.string(), z.object({ province: z.string(), title: z.string() })) })

const supplied = () => readFileSync(path.join(repositoryFolder, 'data', 'targets.yaml'), 'utf8')

/**
 * Brings the table of targets to what the file of targets says: roadmaps of the texts, their rows, who adopted them.
 * Idempotent; what a province wrote or ended itself stays. `text`: another file's YAML, in tests. Returns the number of rows.
 */
export async function loadTargets(tx: Tx, text = supplied()): Promise<number> {
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
  for (const adoption of adoptions.rows) await rememberAdoption(tx, adoption)
  return targets.length
}
