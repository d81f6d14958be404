import { X509Certificate } from 'node:crypto'
import type { Work } from '#platform/db/desk.ts'
import { anchorCertificates } from '../anchors/anchor.sql.ts'
import { reaches } from '../certificates/chain.ts'
import { accessesTo } from './access.sql.ts'
import type { Holder } from './key.policy.ts'
import { currentKey, keysSeenBy } from './key.sql.ts'
import { type Asked, type Key, type Lies, obstacle } from './key.ts'
import { mostWrongPins } from './pin.ts'
import { holderAt } from './unlock.ts'

/** A certificate as the sheet for signing and the page of keys show it. */
export type CertificateCard = Key & {
  /** Whether the path ends in an authority that this installation trusts. */
  trusted: boolean
  /** What stands in the way of signing now, PIN aside. */
  obstacle: ReturnType<typeof obstacle>
  /** The actor's own way in: none, locked, or how many wrong PINs are left. */
  access: 'none' | 'locked' | 'open'
  triesLeft: number
  /** Lies elsewhere than here: the PIN is not ours, nothing is copied here. */
  onToken: boolean
  lies: Lies
  asks: Asked[]
}

/** The key in use of the actor, or of the actor's agency (or of the one whose seal it uses); null when there is none. */
export async function certificateOf(work: Work, { holder }: { holder: Holder }): Promise<CertificateCard | null> {
  const { tx, actor, clock } = work
  const whose = await holderAt(work, holder).catch(() => null)
  const found = whose && (await currentKey(tx, whose))
  if (!found) return null
  const own = (await accessesTo(tx, found.key.id)).find(({ person }) => person === actor.person)
  const certificates = found.chain.map((one) => new X509Certificate(one))
  const anchors = (await anchorCertificates(tx)).map((one) => new X509Certificate(one))
  return {
    ...found.key,
    trusted: reaches(certificates, anchors),
    obstacle: obstacle(found.key, clock.now),
    access: own ? (own.lockedAt ? 'locked' : 'open') : 'none',
    onToken: own !== undefined && own.lies !== 'HERE',
    lies: own?.lies ?? 'HERE',
    asks: own?.asks ?? ['pin'],
    triesLeft: own ? mostWrongPins - own.failedAttempts : 0,
  }
}

const day = 86_400_000

/** Keys that the actor may see and that end within so many days or have ended, the first to end in front. */
export const expiringSoon = ({ tx, actor, clock }: Work, days = 30): Promise<Key[]> =>
  keysSeenBy(tx, actor, new Date(clock.now.getTime() + days * day))
