import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Agency } from './agency.ts'

const Levels = z.object({ levels: z.array(z.object({ code: z.string(), until: z.iso.date().nullable() })) })

/** The last day of each level, as the data of the territory have it. */
function lastDays(): ReadonlyMap<string, string | null> {
  const { levels } = Levels.parse(parse(readFileSync(join(repositoryFolder, 'data/territory/levels.yaml'), 'utf8')))
  return new Map(levels.map(({ code, until }) => [code, until]))
}

/** Whether an agency of a level may begin on a day: the level has not ended before it. */
export function levelStandsOn(level: Agency['level'], day: string): boolean {
  const until = lastDays().get(level)
  return until === null || (until !== undefined && day <= until)
}
