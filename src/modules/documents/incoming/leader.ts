import { Refused } from '#kernel/refused.ts'
import { colleaguesOf } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import type { Incoming } from './incoming.ts'

/** Whoever a document is submitted to works in its agency today. @throws Refused bad-input (leader) */
export async function knownLeader({ tx }: Work, doc: Pick<Incoming, 'agency'>, leader: string): Promise<void> {
  const colleagues = await colleaguesOf(tx, doc.agency)
  if (!colleagues.some((one) => one.post === leader)) throw new Refused('bad-input', 'leader')
}
