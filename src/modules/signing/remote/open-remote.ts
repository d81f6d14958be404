import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto'
import { Refused, refusalOf } from '#kernel/refused.ts'
import type { Vault, Work } from '#platform/db/desk.ts'
import { openRemote, type Remote, type Secret, type Service } from '#platform/remote/csc.ts'
import { hashOf, type SignerAlgorithm } from '../signer.ts'
import { openedService } from './name-service.ts'
import type { RemotePlace } from './place.ts'
import { refusedByRemote } from './refused.ts'
import { serviceById } from './service.sql.ts'

const hashOids = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const

/** What is needed to ask the service, read in the transaction; the asking itself happens outside of one. */
export type RemoteKey = { service: Service; place: RemotePlace; algorithm: SignerAlgorithm; leaf: Uint8Array }

/** @throws Refused remote-refused (no-service) | key-not-wrapped-here */
export async function remoteKey(
  { tx }: Work,
  vault: Vault,
  place: RemotePlace,
  of: { algorithm: SignerAlgorithm; leaf: Uint8Array },
): Promise<RemoteKey> {
  const row = await serviceById(tx, place.service)
  if (!row) throw new Refused('remote-refused', 'no-service')
  return { service: openedService(vault, row), place, ...of }
}

/** The consent that is open: its token, how many signatures it still gives, and whether another may be asked for. */
type Consent = { sad: string | null; left: number; over: boolean }
type Opening = { key: RemoteKey; remote: Remote; secrets: Secret[]; consent: Consent; count: number }

const digestOf = ({ algorithm }: RemoteKey, content: Uint8Array) => createHash(hashOf(algorithm)).update(content).digest()

async function authorize({ key, remote, secrets }: Opening, count: number, hash: Uint8Array | null): Promise<string> {
  const hashOid = hashOids[hashOf(key.algorithm)]
  return refusedByRemote(() => remote.authorize({ credential: key.place.credential, count, hash, hashOid, secrets }))
}

/**
 * The token for one signature. One consent serves as many documents as the service allows; where it is bound to the hash each has
 * one of its own, and a code that is good once opens one.
 */
async function sadFor(opening: Opening, hash: Uint8Array): Promise<string> {
  const { key, remote, consent, count } = opening
  const { place } = key
  if (consent.over) throw new Refused('remote-refused', place.otp ? 'otp-spent' : 'stopped')
  if (place.scal === 1 && consent.sad && consent.left > 0) {
    const { sad } = consent
    const fresh = consent.left === Math.min(count, place.multisign)
    return fresh ? sad : refusedByRemote(() => remote.extend({ credential: place.credential, sad }))
  }
  if (consent.sad && place.otp) throw new Refused('remote-refused', 'otp-spent')
  const many = place.scal === 1 ? Math.min(count, place.multisign) : 1
  consent.left = many
  return authorize(opening, many, hash)
}

/** Whoever was refused once is not asked again under the same press: a batch must not lock the key at the service. */
async function signed(opening: Opening, content: Uint8Array): Promise<Uint8Array> {
  const { key, remote, consent } = opening
  const hash = digestOf(key, content)
  try {
    consent.sad = await sadFor(opening, hash)
    consent.left -= 1
    const asked = { credential: key.place.credential, sad: consent.sad, hash, algorithm: key.place.algorithm }
    const signature = await refusedByRemote(() => remote.signHash({ ...asked, hashOid: hashOids[hashOf(key.algorithm)] }))
    const by = { key: new X509Certificate(key.leaf).publicKey, dsaEncoding: 'der' } as const
    if (!verify(hashOf(key.algorithm), content, by, signature)) throw new Refused('remote-refused', 'wrong-signature')
    return signature
  } catch (error) {
    consent.over = true
    // Said to who signs, after the key was open: there is no count of tries here any more, the service has its own.
    throw refusalOf(error)?.code === 'wrong-file-password' ? new Refused('remote-refused', 'wrong-pin') : error
  }
}

/**
 * Opens a key at a service for so many signatures. A PIN alone is proven at once, so that no number is taken on a wrong one; a code
 * that is good once, and a question on the holder's phone, wait for the first hash where the service binds them to it.
 * @throws Refused wrong-file-password (the PIN) | remote-refused
 */
export async function openAtService(
  key: RemoteKey,
  typed: { pin: string; otp: string },
  count: number,
): Promise<(content: Uint8Array) => Promise<Uint8Array>> {
  const { pin, otp, scal, multisign } = key.place
  if (otp && typed.otp.trim() === '') throw new Refused('remote-refused', 'otp-missing')
  const remote = await refusedByRemote(() => openRemote(key.service))
  const secrets = [...(pin ? [{ id: pin, value: typed.pin }] : []), ...(otp ? [{ id: otp, value: typed.otp.trim() }] : [])]
  const opening: Opening = { key, remote, secrets, count, consent: { sad: null, left: 0, over: false } }
  if (scal === 1) {
    const many = Math.min(count, multisign)
    opening.consent.sad = await authorize(opening, many, null)
    opening.consent.left = many
  } else if (pin && !otp) await authorize(opening, 1, digestOf(key, randomBytes(32)))
  return (content) => signed(opening, content)
}
