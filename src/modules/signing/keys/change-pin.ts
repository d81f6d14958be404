import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { writePkcs12 } from '../pkcs12/write.ts'
import { replaceWrapped } from './access.sql.ts'
import { type Holder, mayImport } from './key.policy.ts'
import { pairOf } from './opened.ts'
import { checkPin, pinText } from './pin.ts'
import { unlock } from './unlock.ts'
import { wrap } from './wrapping.ts'

/**
 * Puts the actor's copy of a key under a new PIN; copies of others keep theirs.
 * @throws Refused not-allowed | pin-too-short | wrong-pin (`about`: tries left) | key-locked | no-key | changed-meanwhile |
 *   key-on-token
 */
export async function changePin(
  desk: Desk,
  { holder, pin, newPin }: { holder: Holder; pin: string; newPin: string },
): Promise<void> {
  if (!mayImport(holder, desk.actor)) throw new Refused('not-allowed', 'key.change-pin')
  checkPin(newPin)
  const { person } = desk.actor
  const { key, chain, wrapped, opened } = await unlock(desk, { holder, pin, verb: 'key.change-pin', pair: true })
  const [leaf = new Uint8Array()] = chain
  const fresh = wrap(desk.vault.keySecret, await writePkcs12(pairOf(opened), pinText(newPin)), { leaf, person })
  const changed = await desk.work(({ tx }) => replaceWrapped(tx, { key: key.id, person }, wrapped, fresh))
  if (!changed) throw new Refused('changed-meanwhile', key.id)
}
