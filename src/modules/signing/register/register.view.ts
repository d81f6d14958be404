import { Refused } from '#kernel/refused.ts'
import { agencyById, type Colleague, type Contact, colleaguesOf, contactsOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { daysUntil } from '../keys/key.ts'
import { mayKeepRegister } from './register.policy.ts'
import { type RegisteredKey, registeredKeys } from './register.sql.ts'
import { type Line, type Need, needOf } from './register.ts'

export type RegisterLine = Line & { need: Need | null }
export type CertificateRegister = { agency: { name: string; organId: string }; lines: RegisterLine[] }

type Known = { now: Date; keys: readonly RegisteredKey[]; contacts: ReadonlyMap<string, Contact> }

const keyPart = (key: RegisteredKey | undefined, now: Date): Pick<Line, 'key' | 'daysLeft'> => ({
  key: key ?? null,
  daysLeft: key ? daysUntil(key.validTo, now) : null,
})

function personLine({ now, keys, contacts }: Known, one: Colleague): Line {
  const key = keys.find(({ holderKind, holder }) => holderKind === 'PERSON' && holder === one.person)
  const contact = contacts.get(one.person)
  return {
    ...{ id: key?.id ?? one.person, holderKind: 'PERSON', name: one.name, position: one.position, here: true },
    ...{ division: one.divisionName ?? '', email: contact?.email ?? '', phone: contact?.phone ?? '' },
    signs: one.roles.includes('agencyLeader') || one.roles.includes('headOfDivision'),
    ...keyPart(key, now),
  }
}

/** Somebody who has a certificate of the agency's, and no post there any more. */
const goneLine = ({ now, contacts }: Known, key: RegisteredKey): Line => ({
  ...{ id: key.id, holderKind: 'PERSON', name: key.subject, position: 'Đã rời cơ quan', division: '' },
  ...{ email: contacts.get(key.holder)?.email ?? '', phone: '', here: false, signs: false },
  ...keyPart(key, now),
})

/** The whole register of the actor's agency: the agency first, then its people, then who has left. @throws Refused not-allowed */
export async function certificateRegister({ tx, actor, clock }: Work): Promise<CertificateRegister> {
  if (!mayKeepRegister(actor)) throw new Refused('not-allowed', 'certificate.register')
  const agency = await agencyById(tx, actor.agency)
  if (!agency) throw new Refused('not-found', actor.agency)
  const keys = await registeredKeys(tx, actor.agency)
  const people = [...new Map((await colleaguesOf(tx, actor.agency)).map((one) => [one.person, one])).values()]
  const holders = keys.filter(({ holderKind }) => holderKind === 'PERSON').map(({ holder }) => holder)
  const contacts = await contactsOf(tx, [...new Set([...people.map(({ person }) => person), ...holders])])
  const known: Known = { now: clock.now, keys, contacts }
  const own = keys.find(({ holderKind }) => holderKind === 'AGENCY')
  const ours: Line = {
    ...{ id: own?.id ?? agency.id, holderKind: 'AGENCY', name: agency.name, position: '', division: '', email: '', phone: '' },
    ...{ here: true, signs: agency.hasSeal, ...keyPart(own, clock.now) },
  }
  const gone = keys.filter(({ holderKind, holder }) => holderKind === 'PERSON' && !people.some(({ person }) => person === holder))
  const lines = [ours, ...people.map((one) => personLine(known, one)), ...gone.map((key) => goneLine(known, key))]
  return {
    agency: { name: agency.name, organId: agency.organId ?? '' },
    lines: lines.map((line) => ({ ...line, need: needOf(line) })),
  }
}
