import { createHash } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { Signer } from '../signer.ts'
import { type Holder, mayOpen } from './key.policy.ts'
import { recordUse } from './key.sql.ts'
import { type Key, obstacle } from './key.ts'
import type { Pin } from './pin.ts'
import { unlock } from './unlock.ts'

/** A signer that also tells whose key it is: `key` is its row, `subject` the name in its certificate. */
export type OpenedKey = Signer & { key: string; subject: string; demonstration: boolean }

function mustBeValid({ clock }: Work, key: Key) {
  const stands = obstacle(key, clock.now)
  if (stands) throw new Refused(stands, key.id)
}

/**
 * Opens the person's or the agency's key for one signing or one batch. Each signature is written down before it is made,
 * and none is made with a key that was replaced or revoked meanwhile.
 * @throws Refused not-allowed | wrong-pin (`about`: tries left) | key-locked | no-key | certificate-expired |
 *   certificate-not-yet-valid | key-not-wrapped-here | token-unreachable | remote-refused | key-at-desk
 */
export async function openKey(
  desk: Desk,
  { holder, pin, count = 1 }: { holder: Holder; pin: Pin; count?: number },
): Promise<OpenedKey> {
  if (!mayOpen(holder, desk.actor)) throw new Refused('not-allowed', 'key.open')
  const { key, chain, opened } = await unlock(desk, { holder, pin, count, verb: 'key.open', before: mustBeValid })
  return {
    key: key.id,
    subject: key.subject,
    demonstration: key.demonstration,
    chain,
    algorithm: key.algorithm,
    async sign(toBeSigned) {
      const digest = createHash('sha256').update(toBeSigned).digest()
      const written = await desk.work(({ tx, actor }) => recordUse(tx, { key: key.id, digest, actor }))
      if (!written) throw new Refused('no-key', key.id)
      return opened.sign(toBeSigned)
    },
  }
}
