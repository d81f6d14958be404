import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { accountByLogin } from '../accounts/account.sql.ts'
import { hashOf, newToken } from '../accounts/session.ts'
import { mayTend } from '../people/person.policy.ts'
import { type PersonCard, personCard } from '../people/person-card.sql.ts'
import { insertLink } from './link.sql.ts'
import { type IssuedLink, type LinkPurpose, linkHours } from './link.ts'

async function issue(work: Work, card: PersonCard, purpose: LinkPurpose): Promise<IssuedLink> {
  const { tx, actor, clock } = work
  if (!card.login) throw new Refused('not-found', 'account')
  if (card.locked) throw new Refused('account-locked', 'link')
  const token = newToken()
  const endsAt = new Date(clock.now.getTime() + linkHours * 3_600_000)
  await insertLink(tx, { tokenHash: hashOf(token), person: card.person, purpose, madeBy: actor.person || null, endsAt })
  await note(work, 'link.issue', card.person, { purpose })
  return { person: card.person, name: card.name, login: card.login, agency: card.posts[0]?.agencyName ?? '', token, endsAt }
}

/**
 * A one-time link with which a person sets a password within 24 hours; earlier links of the person end. The token is
 * returned once and stored only as a hash.
 * @throws Refused not-found | not-allowed (not one's own people) | account-locked
 */
export async function issueLink(work: Work, person: string): Promise<IssuedLink> {
  const card = await personCard(work.tx, person)
  if (!card) throw new Refused('not-found', 'person')
  if (!mayTend(card, work.actor)) throw new Refused('not-allowed', 'link')
  return issue(work, card, card.hasPassword ? 'FORGOTTEN' : 'FIRST')
}

/**
 * The way back for the last administrator, on the machine itself: whoever commands the machine commands the database anyway.
 * Called by the command line only. @throws Refused not-found | account-locked
 */
export async function recoverAccount(work: Work, login: string): Promise<IssuedLink> {
  const account = await accountByLogin(work.tx, login)
  const card = account && (await personCard(work.tx, account.person))
  if (!card) throw new Refused('not-found', 'account')
  return issue(work, card, 'RECOVERY')
}
