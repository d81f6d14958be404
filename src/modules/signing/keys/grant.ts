import { Refused } from '#kernel/refused.ts'
import { colleaguesOf } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { writePkcs12 } from '../pkcs12/write.ts'
import { putAccess } from './access.sql.ts'
import { mayGrant } from './key.policy.ts'
import { keyById } from './key.sql.ts'
import { type Key, obstacle } from './key.ts'
import { pairOf } from './opened.ts'
import { checkPin, pinText } from './pin.ts'
import { unlock } from './unlock.ts'
import { wrap } from './wrapping.ts'

export type GrantRequest = {
  key: string
  /** PIN of who gives, and the one that the colleague types for the own copy. */
  ownPin: string
  newPin: string
  person: string
}

/** NĐ 30/2020 art. 32: the agency's key is in the hands of văn thư; who has no such post gets no copy. */
async function mayReceive({ tx, actor, clock }: Work, key: string, person: string): Promise<Key> {
  const found = await keyById(tx, key)
  if (!found) throw new Refused('not-found', 'key')
  if (!mayGrant(found, actor)) throw new Refused('not-allowed', 'key.grant')
  if (found.replacedAt || found.revokedAt) throw new Refused('no-key', key)
  const stands = obstacle(found, clock.now)
  if (stands) throw new Refused(stands, key)
  const clerks = (await colleaguesOf(tx, found.agency)).filter(({ roles }) => roles.includes('recordsClerk'))
  if (person === actor.person || !clerks.some((clerk) => clerk.person === person)) throw new Refused('not-allowed', 'person')
  return found
}

/**
 * Gives another clerk of the agency a copy of its key under an own PIN, opened with the giver's PIN: nobody learns the
 * other's. A copy that the colleague had (locked, say) is replaced.
 * @throws Refused not-found | not-allowed | pin-too-short | wrong-pin (`about`: tries left) | key-locked | no-key |
 *   certificate-expired | key-on-token
 */
export async function grantAgencyKey(desk: Desk, { key, ownPin, newPin, person }: GrantRequest): Promise<void> {
  checkPin(newPin)
  await desk.work((work) => mayReceive(work, key, person))
  const opened = await unlock(desk, { holder: 'agency', pin: ownPin, verb: 'key.open-to-grant', pair: true })
  // The agency's key in use may be another agency's seal; only the one that was asked about is given.
  if (opened.key.id !== key) throw new Refused('no-key', key)
  const [leaf = new Uint8Array()] = opened.chain
  const wrapped = wrap(desk.vault.keySecret, await writePkcs12(pairOf(opened.opened), pinText(newPin)), { leaf, person })
  await desk.work(async (work) => {
    const found = await mayReceive(work, key, person)
    await putAccess(work.tx, found, person, { wrapped, by: work.actor.person, lies: 'HERE', asks: ['pin'] })
    await note(work, 'key.grant', key, { person })
  })
}
