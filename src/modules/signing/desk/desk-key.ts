import { createHash, createHmac, verify, X509Certificate } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Vault, Work } from '#platform/db/desk.ts'
import { algorithmOf, factsOf, fingerprintOf, readCertificate } from '../certificates/certificate.ts'
import { accessesTo } from '../keys/access.sql.ts'
import { takeIn } from '../keys/import.ts'
import { type Holder, mayImport, mayOpen } from '../keys/key.policy.ts'
import { currentKey, recordUse } from '../keys/key.sql.ts'
import { type Key, namesHolder, obstacle } from '../keys/key.ts'
import { holderAt } from '../keys/unlock.ts'
import { wrap } from '../keys/wrapping.ts'
import { hashOf, type SignerAlgorithm } from '../signer.ts'

/** A key on a device at the actor's own machine, ready to be asked beside the browser. */
export type DeskKey = { key: string; chain: Uint8Array[]; algorithm: SignerAlgorithm; fingerprint: string; subject: string }

const mostCertificates = 8
const container = new TextEncoder().encode('{"desk":true}')

/** What a device signs when it is taken into use: of this installation, person, place and day only. */
export function deskChallenge(desk: Pick<Desk, 'actor'> & { vault: Pick<Vault, 'keySecret'> }, today: string): Buffer {
  const { person, agency } = desk.actor
  return createHmac('sha256', desk.vault.keySecret).update(`lien-thong key at a desk\n${person}\n${agency}\n${today}`).digest()
}

type Proven = { certificate: X509Certificate; algorithm: SignerAlgorithm }

/** Whether a signature over these bytes is the certificate's. */
export function isSignedBy({ certificate, algorithm }: Proven, content: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(hashOf(algorithm), content, { key: certificate.publicKey, dsaEncoding: 'der' }, signature)
  } catch {
    return false
  }
}

type Brought = { holder: Holder; certificates: Uint8Array[] }

function usable(certificate: X509Certificate): Proven | null {
  try {
    return { certificate, algorithm: algorithmOf(certificate) }
  } catch {
    return null
  }
}

/**
 * Of what the device holds, the certificate for signing that holds longest; of a person's only one that bears the name.
 * @throws Refused not-allowed | unreadable-certificate | foreign-certificate | key-unsuitable
 */
function chosen({ actor }: Pick<Desk, 'actor'>, { holder, certificates }: Brought): Proven & { others: X509Certificate[] } {
  if (!mayImport(holder, actor)) throw new Refused('not-allowed', 'key.import')
  const all = certificates.slice(0, mostCertificates).map(readCertificate)
  const found = all
    .flatMap((one) => usable(one) ?? [])
    .toSorted((one, other) => other.certificate.validToDate.getTime() - one.certificate.validToDate.getTime())
  const [first] = found.filter(({ certificate }) => holder === 'agency' || namesHolder(factsOf(certificate).subject, actor.name))
  if (!first)
    throw found.length > 0 ? new Refused('foreign-certificate', holder) : new Refused('key-unsuitable', 'no-key-with-certificate')
  return { ...first, others: all.filter((one) => one !== first.certificate) }
}

/** What the device signs as a proof: by which certificate, and the hash. @throws as `importDeskKey` */
export async function deskProof(desk: Desk, brought: Brought) {
  const { certificate, algorithm } = chosen(desk, brought)
  const { today } = await desk.work(async (work) => work.clock)
  const hash = deskHash({ algorithm }, deskChallenge(desk, today))
  return { certificate: fingerprintOf(certificate).toString('hex'), algorithm, hash }
}

/**
 * Takes a key into use that lies on a device at the person's own machine, proven by a signature over today's challenge.
 * @throws Refused not-allowed | key-unsuitable | foreign-certificate | unreadable-certificate | and as `importKey`
 */
export async function importDeskKey(desk: Desk, brought: Brought & { signature: Uint8Array }): Promise<Key> {
  const { certificate, algorithm, others } = chosen(desk, brought)
  const { today } = await desk.work(async (work) => work.clock)
  if (!isSignedBy({ certificate, algorithm }, deskChallenge(desk, today), brought.signature))
    throw new Refused('key-unsuitable', 'no-key-with-certificate')
  const leaf = new Uint8Array(certificate.raw)
  const wrapped = wrap(desk.vault.keySecret, container, { leaf, person: desk.actor.person })
  const chain = [leaf, ...others.map((one) => new Uint8Array(one.raw))]
  const facts = factsOf(certificate)
  return takeIn(desk, brought.holder, { facts, algorithm, chain, wrapped, lies: 'DESK', asks: [] })
}

/** @throws Refused not-allowed | no-key | key-locked | certificate-expired | certificate-not-yet-valid */
export async function deskKey(work: Work, holder: Holder): Promise<DeskKey> {
  const { tx, actor, clock } = work
  if (!mayOpen(holder, actor)) throw new Refused('not-allowed', 'key.open')
  const found = await currentKey(tx, await holderAt(work, holder))
  const own = found && (await accessesTo(tx, found.key.id)).find(({ person }) => person === actor.person)
  if (!found || own?.lies !== 'DESK') throw new Refused('no-key', holder)
  const stands = obstacle(found.key, clock.now)
  if (stands) throw new Refused(stands, found.key.id)
  const { id: key, algorithm, subject } = found.key
  return { key, algorithm, subject, chain: found.chain, fingerprint: found.fingerprint.toString('hex') }
}

/**
 * Takes a signature that a device made, against certificate and content, and writes the use down.
 * @throws Refused wrong-signature | no-key (replaced, revoked or another one meanwhile) | and as `deskKey`
 */
export async function takeSignature(
  work: Work,
  holder: Holder,
  { key, toSign, signature }: { key: string; toSign: Uint8Array; signature: Uint8Array },
): Promise<DeskKey> {
  const found = await deskKey(work, holder)
  const [leaf = new Uint8Array()] = found.chain
  if (found.key !== key) throw new Refused('no-key', key)
  if (!isSignedBy({ certificate: new X509Certificate(leaf), algorithm: found.algorithm }, toSign, signature))
    throw new Refused('wrong-signature', 'signature')
  const digest = createHash('sha256').update(toSign).digest()
  if (!(await recordUse(work.tx, { key, digest, actor: work.actor }))) throw new Refused('no-key', key)
  await note(work, 'key.open', key, { desk: true })
  return found
}

/** The hash that goes to the device, by the key's algorithm. */
export const deskHash = ({ algorithm }: Pick<DeskKey, 'algorithm'>, content: Uint8Array): Buffer =>
  createHash(hashOf(algorithm)).update(content).digest()
