import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { passwordOf, recordTry, setPassword } from './account.sql.ts'
import { hashPassword, passwordFits } from './password.ts'
import { endSessionsOf } from './session.sql.ts'
import { hashOf } from './session.ts'
import { triesLeft, triesWithin } from './tries.ts'

export type PasswordChange = { passwordNow: string; passwordNew: string; passwordAgain: string }

async function changeIn(work: Work, token: string, change: PasswordChange): Promise<Refused | null> {
  const { tx, actor, clock } = work
  const account = await passwordOf(tx, actor.person)
  if (!account) throw new Refused('not-found', 'account')
  if (triesLeft(account, clock.now) <= 0) return new Refused('too-many-tries', 'passwordNow')
  if (!(await passwordFits(account.passwordHash, change.passwordNow))) {
    const before = triesWithin(account, clock.now)
    await recordTry(tx, actor.person, before + 1, before === 0 ? clock.now : account.triesSince)
    await note(work, 'account.wrong-password', actor.person)
    return new Refused('wrong-password', 'passwordNow')
  }
  await setPassword(tx, actor.person, await hashPassword(change.passwordNew, 'passwordNew'))
  const ended = await endSessionsOf(tx, actor.person, hashOf(token))
  await note(work, 'account.change-password', actor.person, { sessionsEnded: ended })
  return null
}

/**
 * Changes one's own password; all other sessions of the person end. A course: a wrong try is counted although it is refused.
 * @throws Refused bad-input passwordNew | passwordAgain, wrong-password, too-many-tries
 */
export async function changePassword(desk: Pick<Desk, 'work'>, token: string, change: PasswordChange): Promise<void> {
  if (change.passwordNew !== change.passwordAgain) throw new Refused('bad-input', 'passwordAgain')
  const refused = await desk.work((work) => changeIn(work, token, change))
  if (refused) throw refused
}
