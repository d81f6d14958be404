import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { removeAccess } from './access.sql.ts'
import { mayGrant } from './key.policy.ts'
import { keyById } from './key.sql.ts'

/** Takes a clerk's copy of the agency's key away, for one who changes post or leaves. @throws Refused not-found | not-allowed */
export async function withdrawAgencyKey(work: Work, { key, person }: { key: string; person: string }): Promise<void> {
  const found = await keyById(work.tx, key)
  if (!found) throw new Refused('not-found', 'key')
  if (!mayGrant(found, work.actor)) throw new Refused('not-allowed', 'key.withdraw')
  if (!(await removeAccess(work.tx, { key, person }))) throw new Refused('not-found', 'person')
  await note(work, 'key.withdraw', key, { person })
}
