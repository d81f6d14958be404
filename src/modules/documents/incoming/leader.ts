import { Refused } from '#kernel/refused.ts'
import { colleagueInPost } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import type { Incoming } from './incoming.ts'

/** Whoever a document is submitted to works in its agency today. @throws Refused bad-input (leader) */
export async function knownLeader({ tx }: Work, doc: Pick<Incoming, 'agency'>, leader: string): Promise<void> {
  const found = await colleagueInPost(tx, leader)
  if (found?.agency !== doc.agency) throw new Refused('bad-input', 'leader')
}
