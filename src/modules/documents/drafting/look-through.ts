import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { judgedBy, type ShadowFinding, shadowIn, shadowPolicy } from '#signing'
import type { SeenFile } from './look-at.ts'

/**
 * What a PDF that is taken in holds that its reader does not see; null for a file of another kind. What the installation refuses is
 * refused here, before anything is stored. @throws Refused hidden-content (`about`: which kind)
 */
export async function lookThrough(desk: Desk, file: Pick<SeenFile, 'read' | 'content'>): Promise<ShadowFinding[] | null> {
  if (!file.read) return null
  const findings = await shadowIn(file.content)
  const policy = await desk.work(({ tx }) => shadowPolicy(tx))
  const [worst] = judgedBy(findings, policy)
  if (worst?.level === 'refuse') throw new Refused('hidden-content', worst.code)
  return findings
}
