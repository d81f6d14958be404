import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { accountOf } from './account.sql.ts'
import { type Caller, openSession } from './sign-in.ts'

/** In a demonstration one press becomes a person; a real installation knows no such door. @throws Refused not-allowed | account-locked */
export async function becomePerson(work: Work, person: string, caller: Caller): Promise<string> {
  if ((await installationKind(work.tx)) !== 'demo') throw new Refused('not-allowed', 'become')
  const account = await accountOf(work.tx, person)
  if (!account) throw new Refused('not-found', 'account')
  if (account.locked) throw new Refused('account-locked', 'account')
  const token = await openSession(work, person, caller)
  await note(work, 'account.become', person)
  return token
}
