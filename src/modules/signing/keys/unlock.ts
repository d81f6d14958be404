import { Refused, refusalOf } from '#kernel/refused.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Vault, Work } from '#platform/db/desk.ts'
import { openAtService, type RemoteKey, remoteKey } from '../remote/open-remote.ts'
import { remotePlaceIn } from '../remote/place.ts'
import { type Access, lockAccess, setAttempts } from './access.sql.ts'
import type { Holder } from './key.policy.ts'
import { currentKey, type HolderId } from './key.sql.ts'
import type { Key } from './key.ts'
import { type Opened, openContainer } from './opened.ts'
import { mostWrongPins, type Pin, typedIn } from './pin.ts'
import { unwrap } from './wrapping.ts'

/** An opened key: only the course that asked for it holds the private part, for as long as it runs. */
export type Unlocked = { key: Key; chain: Uint8Array[]; wrapped: Buffer; opened: Opened }
/** `verb` is what the audit says of it; `before` may refuse a key that is not fit, without spending a try. */
export type Ask = {
  holder: Holder
  pin: Pin
  verb: string
  before?: (work: Work, key: Key) => void
  /** Only a pair that lies here will do, to be put under another PIN. */
  pair?: boolean
  /** How many signatures are wanted: one consent at a service may serve them all. */
  count?: number
}
/** A key at a service, found and not asked yet: that happens outside the transaction. */
type Elsewhere = Omit<Unlocked, 'opened'> & { remote: RemoteKey }

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
function refuseEmpty(asks: readonly string[], pin: string) {
  if (asks.includes('pin') && pin.trim() === '') throw new Refused('bad-input', 'pin')
}

async function tryPin(
  work: Work,
  vault: Vault,
  { holder, pin: typed, verb, before, pair }: Ask,
): Promise<Unlocked | Elsewhere | Refused> {
  const { tx, actor } = work
  const { pin } = typedIn(typed)
  const found = await currentKey(tx, await holderAt(work, holder))
  const access = found && (await lockAccess(tx, found.key.id, actor.person))
  const leaf = found?.chain[0]
  if (!found || !access || !leaf) throw new Refused('no-key', holder)
  refuseEmpty(access.asks, pin)
  if (pair && access.lies !== 'HERE') throw new Refused('key-on-token', 'key')
  if (access.lockedAt) throw new Refused('key-locked', found.key.id)
  before?.(work, found.key)
  if (access.lies === 'DESK') throw new Refused('key-at-desk', found.key.id)
  const container = unwrap(vault.keySecret, access.wrapped, { leaf, person: actor.person })
  const { algorithm } = found.key
  const place = access.lies === 'REMOTE' ? remotePlaceIn(container) : null
  const known = { key: found.key, chain: found.chain, wrapped: access.wrapped }
  if (place) return { ...known, remote: await remoteKey(work, vault, place, { algorithm, leaf }) }
  try {
    const opened = await openContainer(vault, container, { algorithm, leaf, pin })
    if (access.failedAttempts > 0) await setAttempts(tx, { key: found.key.id, person: actor.person }, 0, null)
    await note(work, verb, found.key.id)
    return { ...known, opened }
  } catch (error) {
    // The copy is whole, its seal says so: what does not open it is the PIN.
    if (refusalOf(error)?.code === 'wrong-file-password') return countWrong(work, found.key, access)
    throw error
  }
}

/** Counts what a service said to a PIN; false when the key was locked or given up meanwhile. */
async function settle(work: Work, { key }: Elsewhere, verb: string, wrong: boolean): Promise<Refused | null> {
  const access = await lockAccess(work.tx, key.id, work.actor.person)
  if (!access || access.lockedAt) return new Refused(access ? 'key-locked' : 'no-key', key.id)
  if (wrong) return countWrong(work, key, access)
  if (access.failedAttempts > 0) await setAttempts(work.tx, { key: key.id, person: work.actor.person }, 0, null)
  await note(work, verb, key.id)
  return null
}

/** Asks the service, outside any transaction: somebody may have to confirm on a phone. */
async function openElsewhere(desk: Desk, { pin, verb, count = 1 }: Ask, found: Elsewhere): Promise<Unlocked> {
  const { remote, ...known } = found
  const asked = await openAtService(remote, typedIn(pin), count).catch((error) => {
    if (refusalOf(error)?.code === 'wrong-file-password') return null
    throw error
  })
  const refused = await desk.work((work) => settle(work, found, verb, asked === null))
  if (refused) throw refused
  if (!asked) throw new Refused('wrong-pin', '')
  return { ...known, opened: { pair: null, sign: asked } }
}

/**
 * Opens the actor's copy of a key by its PIN. A wrong PIN is counted in a transaction that commits although the act refuses.
 * The person's own row stays locked for the tenth of a second that a PIN takes, so that guesses cannot run side by side.
 * @throws Refused bad-input (pin: nothing typed) | wrong-pin (`about`: tries left) | key-locked | no-key | key-not-wrapped-here |
 *   token-unreachable | remote-refused | key-at-desk
 */
export async function unlock(desk: Desk, ask: Ask): Promise<Unlocked> {
  const outcome = await desk.work((work) => tryPin(work, desk.vault, ask))
  if ('code' in outcome) throw outcome
  return 'remote' in outcome ? openElsewhere(desk, ask, outcome) : outcome
}
