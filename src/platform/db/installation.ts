import { Refused } from '#kernel/refused.ts'
import type { Tx } from './desk.ts'

/** What this installation is: a demonstration marks every page it makes, a real one never trusts a demonstration's keys. */
export async function installationKind(tx: Tx): Promise<'demo' | 'test' | 'real'> {
  const row = await tx.selectFrom('platform.installation').select('kind').executeTakeFirst()
  if (!row) throw new Refused('not-found', 'installation')
  return row.kind as 'demo' | 'test' | 'real'
}
