import { Refused } from '#kernel/refused.ts'
import { personSortKey } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { endSessionsOf } from '../accounts/session.sql.ts'
import { forgetTries } from '../accounts/tries.sql.ts'
import { endLinksOf } from '../links/link.sql.ts'
import { givePost, keepAdministrator } from '../posts/tend-post.ts'
import { loginsLike, loginTaken, setLeft, setLocked, setLogin, updatePerson } from './account-state.sql.ts'
import { loginFor } from './login.ts'
import type { NewPersonForm, NewPostForm, PersonForm } from './person.forms.ts'
import { mayAdminister, mayTend } from './person.policy.ts'
import { insertAccount, insertPerson } from './person.sql.ts'
import { type PersonCard, personCard } from './person-card.sql.ts'

async function freeLogin(work: Work, fullName: string, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) {
    if (await loginTaken(work.tx, wanted, null)) throw new Refused('already-there', 'login')
    return wanted
  }
  const taken = await loginsLike(
    work.tx,
    loginFor(fullName, () => false),
  )
  return loginFor(fullName, (login) => taken.has(login))
}

/**
 * Adds a person with a first post and an account without password; a one-time link sets it. Returns the person's id.
 * @throws Refused not-allowed | bad-input | already-there login
 */
export async function addPerson(work: Work, form: NewPersonForm): Promise<string> {
  if (!mayAdminister(form.agency, work.actor)) throw new Refused('not-allowed', 'person')
  const { fullName, email = null, phone = null } = form
  const login = await freeLogin(work, fullName, form.login)
  const person = await insertPerson(work.tx, { fullName, sortKey: personSortKey(fullName), email, phone })
  await insertAccount(work.tx, person, login, null)
  await note(work, 'person.add', person)
  await givePost(work, person, form.agency, form)
  return person
}

/** The card of a person whom the actor looks after. @throws Refused not-found | not-allowed person */
export async function tendedPerson(work: Work, person: string): Promise<PersonCard> {
  const card = await personCard(work.tx, person)
  if (!card) throw new Refused('not-found', 'person')
  if (!mayTend(card, work.actor)) throw new Refused('not-allowed', 'person')
  return card
}

/** Name, contact and login. @throws Refused not-found | not-allowed | already-there login */
export async function editPerson(work: Work, person: string, form: PersonForm): Promise<void> {
  const card = await tendedPerson(work, person)
  if (await loginTaken(work.tx, form.login, person)) throw new Refused('already-there', 'login')
  const { fullName, email = null, phone = null } = form
  await updatePerson(work.tx, person, { fullName, sortKey: personSortKey(fullName), email, phone })
  if (card.login !== form.login) await setLogin(work.tx, person, form.login)
  await note(work, 'person.edit', person)
}

/** A further post for somebody who is there already, in an agency that the actor administers; who had left is back. */
export async function addPost(work: Work, person: string, form: NewPostForm): Promise<string> {
  const card = await personCard(work.tx, person)
  if (!card) throw new Refused('not-found', 'person')
  const id = await givePost(work, person, form.agency, form)
  if (card.leftOn) await setLeft(work.tx, person, null)
  return id
}

/** Locks an account at once: sessions end, links open nothing. @throws Refused not-found | not-allowed | last-administrator */
export async function lockAccount(work: Work, person: string): Promise<void> {
  const card = await tendedPerson(work, person)
  if (person === work.actor.person) throw new Refused('not-allowed', 'self')
  await setLocked(work.tx, person, true)
  await endSessionsOf(work.tx, person)
  await endLinksOf(work.tx, person)
  if (card.roles.includes('systemAdmin')) await keepAdministrator(work)
  await note(work, 'account.lock', person)
}

/** Opens a locked account again; the password is as it was. Who has left has to be given a post first. */
export async function unlockAccount(work: Work, person: string): Promise<void> {
  const card = await tendedPerson(work, person)
  if (card.leftOn) throw new Refused('wrong-state', 'left')
  if (card.login) await forgetTries(work.tx, card.login)
  await setLocked(work.tx, person, false)
  await note(work, 'account.unlock', person)
}
