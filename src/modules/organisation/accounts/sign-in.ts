import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { type Account, accountByLogin, postsOf, recordStranger, recordTry } from './account.sql.ts'
import { passwordFits } from './password.ts'
import { endSession, insertSession } from './session.sql.ts'
import { hashOf, newToken, sessionHours } from './session.ts'

export type Caller = { address: string; program: string }
export type Credentials = { login: string; password: string }
const tries = { most: 5, minutes: 15 }

type Tried = Pick<Account, 'failedTries' | 'triesSince'>

/** Wrong passwords counted within the last quarter of an hour. */
export const triesWithin = ({ failedTries, triesSince }: Tried, now: Date): number =>
  triesSince && now.getTime() - triesSince.getTime() < tries.minutes * 60_000 ? failedTries : 0

export const triesLeft = (tried: Tried, now: Date): number => tries.most - triesWithin(tried, now)

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

const tooMany = () => new Refused('too-many-tries', String(tries.minutes))

/** A name that nobody has: the same answers after the same work, so that guessing does not tell which names exist. */
async function refuseStranger({ tx }: Work, { login, password }: Credentials): Promise<Refused> {
  if ((await recordStranger(tx, hashOf(login.trim().toLowerCase()), tries.minutes)) > tries.most) return tooMany()
  await passwordFits(null, password)
  return new Refused('wrong-password', 'login')
}

/**
 * Signs in with login and password. A course: a wrong try must be counted although it is then refused.
 * @throws Refused wrong-password | account-locked | too-many-tries
 */
export async function signIn(desk: Desk, { login, password }: Credentials, caller: Caller): Promise<string> {
  const tried = await desk.work(async (work) => {
    const account = await accountByLogin(work.tx, login)
    if (!account) return refuseStranger(work, { login, password })
    const before = triesWithin(account, work.clock.now)
    if (triesLeft(account, work.clock.now) <= 0) return tooMany()
    const fits = await passwordFits(account.passwordHash, password)
    if (!fits) {
      await recordTry(work.tx, account.person, before + 1, before === 0 ? work.clock.now : account.triesSince)
      await note(work, 'account.wrong-password', account.person)
      return new Refused('wrong-password', 'login')
    }
    if (account.locked) return new Refused('account-locked', 'account')
    await recordTry(work.tx, account.person, 0, null)
    return openSession(work, account.person, caller)
  })
  if (typeof tried !== 'string') throw tried
  return tried
}

export async function signOut(work: Work, token: string): Promise<void> {
  await endSession(work.tx, hashOf(token))
  await note(work, 'account.sign-out', work.actor.person)
}
