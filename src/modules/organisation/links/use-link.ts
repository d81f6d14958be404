import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { setPassword } from '../accounts/account.sql.ts'
import { hashPassword } from '../accounts/password.ts'
import { endSessionsOf } from '../accounts/session.sql.ts'
import { hashOf } from '../accounts/session.ts'
import { type Caller, openSession } from '../accounts/sign-in.ts'
import { forgetTries } from '../accounts/tries.sql.ts'
import { type OpenLink, openLinkOf, spendLink } from './link.sql.ts'

/** Whom a link opens; nothing is spent by looking. @throws Refused link-spent | account-locked */
export async function openLink({ tx }: Work, token: string): Promise<OpenLink> {
  const open = await openLinkOf(tx, hashOf(token))
  if (!open) throw new Refused('link-spent', 'link')
  if (open.locked) throw new Refused('account-locked', 'link')
  return open
}

export type FirstPassword = { passwordNew: string; passwordAgain: string }

/**
 * Sets the password that a link allows, once; every session of the person ends and a new one is opened. Returns its token.
 * @throws Refused link-spent | account-locked | bad-input passwordNew | passwordAgain
 */
export async function useLink(work: Work, token: string, wanted: FirstPassword, caller: Caller): Promise<string> {
  const { person, login } = await openLink(work, token)
  if (wanted.passwordNew !== wanted.passwordAgain) throw new Refused('bad-input', 'passwordAgain')
  await forgetTries(work.tx, login)
  await setPassword(work.tx, person, await hashPassword(wanted.passwordNew, 'passwordNew'))
  await spendLink(work.tx, hashOf(token))
  await endSessionsOf(work.tx, person)
  await note(work, 'link.use', person)
  return openSession(work, person, caller)
}
