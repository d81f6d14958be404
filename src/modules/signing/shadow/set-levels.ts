import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { mayTrust } from '../anchors/anchor.policy.ts'
import { putLevels, shadowPolicy } from './shadow.sql.ts'
import { alwaysRefused, type Level, type ShadowCode, type ShadowPolicy, shadowCodes } from './shadow.ts'

/**
 * Says what is done about each kind of hidden content in the whole installation; what is not named stays as it is.
 * @throws Refused not-allowed | bad-input (a kind that is always refused)
 */
export async function setShadowLevels(work: Work, asked: Partial<Record<ShadowCode, Level>>): Promise<ShadowPolicy> {
  const { tx, actor } = work
  if (!mayTrust(actor)) throw new Refused('not-allowed', 'shadow.set')
  const fixed = alwaysRefused.find((code) => (asked[code] ?? 'refuse') !== 'refuse')
  if (fixed) throw new Refused('bad-input', fixed)
  const now = { ...(await shadowPolicy(tx)), ...asked }
  await putLevels(
    tx,
    shadowCodes.filter((code) => !alwaysRefused.includes(code)).map((code) => ({ code, level: now[code] })),
    actor.person,
  )
  await note(work, 'shadow.set', 'installation', { ...asked })
  return shadowPolicy(tx)
}
