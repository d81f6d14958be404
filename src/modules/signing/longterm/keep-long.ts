import { Refused } from '#kernel/refused.ts'
import type { Vault, Work } from '#platform/db/desk.ts'
import { insertLongTerm, longTermOf } from './long-term.sql.ts'

/**
 * Has a delivered file of the actor's agency made to last, in the background. Asked for in the transaction that delivers it; the
 * act that delivers is the one that the audit tells of.
 */
export const keepLong = ({ tx, actor }: Work, sha256: string) => insertLongTerm(tx, { sha256, agency: actor.agency })

/**
 * The lasting form of a delivered file: its very bytes, and what was appended to them.
 * @throws Refused not-found while nothing has been appended
 */
export async function lastingFile({ tx }: Work, { files }: Pick<Vault, 'files'>, sha256: string): Promise<Uint8Array> {
  const kept = await longTermOf(tx, sha256)
  if (!kept?.tail) throw new Refused('not-found', 'long-term')
  return Buffer.concat([await files.bytes(tx, sha256), kept.tail])
}
