import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { accountByLogin, postsOf } from './account.sql.ts'
import { passwordFits } from './password.ts'
import { endSession, insertSession } from './session.sql.ts'
import { hashOf, newToken, sessionHours } from './session.ts'
import { forgetTriesFrom, isOneTooMany } from './tries.sql.ts'
import { tries } from './tries.ts'

export type Caller = { address: string; program: string }
export type Credentials = { login: string; password: string }

/** Opens a session for a person in the first of their posts; the caller has proven who it is. Returns the cookie's token. */
export async function openSession(work: Work, person: string, { address, program }: Caller): Promise<string> {
  const [first] = await postsOf(work.tx, person, work.clock.today)
  if (!first) throw new Refused('account-locked', 'post')
  const { post, agency } = first
  const token = newToken()
  const endsAt = new Date(work.clock.now.getTime() + sessionHours * 3_600_000)
  await insertSession(work.tx, { tokenHash: hashOf(token), person, post, endsAt, address, program: program.slice(0, 200) })
  // From here on it is known who acts: the agency's audit shows the sign-in.
  await note({ ...work, actor: { ...work.actor, person, post, agency } }, 'account.sign-in', person)
  return token
}

/**
 * Signs in with login and password. A course: a wrong try must be counted although it is then refused. A name that nobody has is
 * answered as one that somebody has, after the same work, so that guessing does not tell which names exist.
 * @throws Refused wrong-password | account-locked | too-many-tries
 */
export async function signIn(desk: Desk, { login, password }: Credentials, caller: Caller): Promise<string> {
  const tried = await desk.work(async (work) => {
    if (await isOneTooMany(work.tx, login, caller.address)) return new Refused('too-many-tries', String(tries.minutes))
    const account = await accountByLogin(work.tx, login)
    const fits = await passwordFits(account?.passwordHash ?? null, password)
    if (!account || !fits) {
      if (account) await note(work, 'account.wrong-password', account.person)
      return new Refused('wrong-password', 'login')
    }
    if (account.locked) return new Refused('account-locked', 'account')
    await forgetTriesFrom(work.tx, login, caller.address)
    return openSession(work, account.person, caller)
  })
  if (typeof tried !== 'string') throw tried
  return tried
}

export async function signOut(work: Work, token: string): Promise<void> {
  await endSession(work.tx, hashOf(token))
  await note(work, 'account.sign-out', work.actor.person)
}
