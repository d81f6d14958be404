import { has } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { expiringSoon } from '../keys/certificate-of.ts'
import { daysUntil } from '../keys/key.ts'
import { remindedFrom } from './register.ts'

export type Ending = { own: boolean; validTo: Date; daysLeft: number }

/** Certificates that end within a month and concern the person at the desk: the own one, and the agency's for who keeps it. */
export async function endingHome(desk: Desk): Promise<Ending[] | null> {
  const { actor } = desk
  const keeps = has(actor, 'recordsClerk', 'unitAdmin')
  const found = await desk.work(async (work) =>
    (await expiringSoon(work, remindedFrom))
      .filter((key) => (key.holderKind === 'PERSON' ? key.holder === actor.person : keeps && key.agency === actor.agency))
      .map((key) => ({
        own: key.holderKind === 'PERSON',
        validTo: key.validTo,
        daysLeft: daysUntil(key.validTo, work.clock.now),
      })),
  )
  return found.length > 0 ? found : null
}
