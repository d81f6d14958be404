import { colleaguesOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { remindedFrom } from '../register/register.ts'
import { certificateOf } from './certificate-of.ts'
import { keysSeenBy } from './key.sql.ts'
import { daysUntil } from './key.ts'

/** How the keys of an agency stand, for its administrator: others see their own key alone. */
export async function certificateHealth(work: Work) {
  const { tx, actor, clock } = work
  const people = [...new Map((await colleaguesOf(tx, actor.agency)).map((one) => [one.person, one])).values()]
  const keys = (await keysSeenBy(tx, actor)).filter((key) => key.agency === actor.agency)
  const lines = keys.map((key) => ({
    id: key.id,
    holder: key.holderKind === 'PERSON' ? key.holder : null,
    name: key.holderKind === 'PERSON' ? (people.find(({ person }) => person === key.holder)?.name ?? key.subject) : key.subject,
    validTo: key.validTo,
    daysLeft: daysUntil(key.validTo, clock.now),
  }))
  // A body that issues under another agency's seal has that agency's.
  const card = await certificateOf(work, { holder: 'agency' })
  const held = new Set(lines.map(({ holder }) => holder))
  const signers = people.filter(({ roles }) => roles.includes('agencyLeader'))
  return {
    agency: card && { validTo: card.validTo, daysLeft: daysUntil(card.validTo, clock.now) },
    people: lines.filter(({ holder }) => holder !== null).length,
    missing: signers.filter(({ person }) => !held.has(person)).map(({ person, name, position }) => ({ person, name, position })),
    ending: lines.filter(({ daysLeft }) => daysLeft <= remindedFrom),
  }
}
export type CertificateHealth = Awaited<ReturnType<typeof certificateHealth>>
