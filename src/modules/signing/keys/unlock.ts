import { Refused, refusalOf } from '#kernel/refused.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Vault, Work } from '#platform/db/desk.ts'
import { type Access, lockAccess, setAttempts } from './access.sql.ts'
import type { Holder } from './key.policy.ts'
import { currentKey, type HolderId } from './key.sql.ts'
import type { Key } from './key.ts'
import { type Opened, openContainer } from './opened.ts'
import { mostWrongPins } from './pin.ts'
import { unwrap } from './wrapping.ts'

/** An opened key: only the course that asked for it holds the private part, for as long as it runs. */
export type Unlocked = { key: Key; chain: Uint8Array[]; wrapped: Buffer; opened: Opened }
/** `verb` is what the audit says of it; `before` may refuse a key that is not fit, without spending a try. */
export type Ask = { holder: Holder; pin: string; verb: string; before?: (work: Work, key: Key) => void }

/** Whose key: the person's own; the agency's, or for a body without seal that of the agency whose seal it uses (DESIGN 6). */
export async function holderAt({ tx, actor }: Work, holder: Holder): Promise<HolderId> {
  if (holder === 'person') return { kind: 'PERSON', id: actor.person }
  const agency = await agencyById(tx, actor.agency)
  const id = agency?.hasSeal ? agency.id : agency?.sealedBy
  if (!id) throw new Refused('no-key', holder)
  return { kind: 'AGENCY', id }
}

async function countWrong(work: Work, key: Key, access: Access): Promise<Refused> {
  const failed = access.failedAttempts + 1
  const locks = failed >= mostWrongPins
  await setAttempts(work.tx, { key: key.id, person: work.actor.person }, failed, locks ? work.clock.now : null)
  await note(work, locks ? 'key.lock' : 'key.wrong-pin', key.id, { failed })
  return locks ? new Refused('key-locked', key.id) : new Refused('wrong-pin', String(mostWrongPins - failed))
}

/** Nothing typed is no guess: it is refused before a try is counted. @throws Refused bad-input (pin) */
function refuseEmpty(pin: string) {
  if (pin.trim() === '') throw new Refused('bad-input', 'pin')
}

async function tryPin(work: Work, vault: Vault, { holder, pin, verb, before }: Ask): Promise<Unlocked | Refused> {
  const { tx, actor } = work
  const found = await currentKey(tx, await holderAt(work, holder))
  const access = found && (await lockAccess(tx, found.key.id, actor.person))
  const leaf = found?.chain[0]
  if (!found || !access || !leaf) throw new Refused('no-key', holder)
  if (access.lockedAt) throw new Refused('key-locked', found.key.id)
  before?.(work, found.key)
  const container = unwrap(vault.keySecret, access.wrapped, { leaf, person: actor.person })
  try {
    const opened = await openContainer(vault, container, { algorithm: found.key.algorithm, leaf, pin })
    if (access.failedAttempts > 0) await setAttempts(tx, { key: found.key.id, person: actor.person }, 0, null)
    await note(work, verb, found.key.id)
    return { key: found.key, chain: found.chain, wrapped: access.wrapped, opened }
  } catch (error) {
    // The copy is whole, its seal says so: what does not open it is the PIN.
    if (refusalOf(error)?.code === 'wrong-file-password') return countWrong(work, found.key, access)
    throw error
  }
}

/**
 * Opens the actor's copy of a key by its PIN. A wrong PIN is counted in a transaction that commits although the act refuses.
 * The person's own row stays locked for the tenth of a second that a PIN takes, so that guesses cannot run side by side.
 * @throws Refused bad-input (pin: nothing typed) | wrong-pin (`about`: tries left) | key-locked | no-key | key-not-wrapped-here |
 *   token-unreachable
 */
export async function unlock(desk: Desk, ask: Ask): Promise<Unlocked> {
  refuseEmpty(ask.pin)
  const outcome = await desk.work((work) => tryPin(work, desk.vault, ask))
  if ('code' in outcome) throw outcome
  return outcome
}
