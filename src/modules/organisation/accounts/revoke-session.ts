import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { endSession, endSessionsOf, type OpenSession, openSessionsOf } from './session.sql.ts'
import { hashOf } from './session.ts'

/** The person's own open sessions; `current` is the one asking. */
export async function ownSessions({ tx, actor }: Work, token: string): Promise<(OpenSession & { current: boolean })[]> {
  const here = hashOf(token).toString('hex')
  return (await openSessionsOf(tx, actor.person)).map((one) => ({ ...one, current: one.id === here }))
}

/** Ends one of the own sessions. @throws Refused not-found when it is not one's own or has ended */
export async function revokeSession(work: Work, session: string): Promise<void> {
  const own = (await openSessionsOf(work.tx, work.actor.person)).some((one) => one.id === session)
  if (!own) throw new Refused('not-found', 'session')
  await endSession(work.tx, Buffer.from(session, 'hex'))
  await note(work, 'account.revoke-session', work.actor.person)
}

/** Ends all own sessions but the one asking. */
export async function revokeOthers(work: Work, token: string): Promise<void> {
  const ended = await endSessionsOf(work.tx, work.actor.person, hashOf(token))
  await note(work, 'account.revoke-sessions', work.actor.person, { sessionsEnded: ended })
}
