import type { X509Certificate } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { type Credential, openRemote } from '#platform/remote/csc.ts'
import { algorithmOf, factsOf, readCertificate } from '../certificates/certificate.ts'
import { takeIn } from '../keys/import.ts'
import { type Holder, mayImport } from '../keys/key.policy.ts'
import { type Key, namesHolder } from '../keys/key.ts'
import { wrap } from '../keys/wrapping.ts'
import type { SignerAlgorithm } from '../signer.ts'
import { openedService } from './name-service.ts'
import { type RemotePlace, remoteContainer } from './place.ts'
import { refusedByRemote } from './refused.ts'
import type { LinkForm } from './service.forms.ts'
import { serviceById } from './service.sql.ts'

/** What a service may call a kind of signature: the whole of it, or the key alone (its hash is named beside). */
const names: Readonly<Record<SignerAlgorithm, readonly string[]>> = {
  'RSA-SHA256': ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'],
  'ECDSA-P256-SHA256': ['1.2.840.10045.4.3.2', '1.2.840.10045.2.1'],
  'ECDSA-P384-SHA384': ['1.2.840.10045.4.3.3', '1.2.840.10045.2.1'],
}

type Candidate = { credential: Credential; certificate: X509Certificate; algorithm: SignerAlgorithm; name: string }

function candidateOf(credential: Credential): Candidate | null {
  try {
    const certificate = readCertificate(credential.chain[0] ?? new Uint8Array())
    const algorithm = algorithmOf(certificate)
    const name = names[algorithm].find((one) => credential.algorithms.includes(one))
    return name && credential.usable ? { credential, certificate, algorithm, name } : null
  } catch {
    return null
  }
}

/** The credential that was named, else the one that holds longest; of a person's only one that bears the name. */
function chosen(found: readonly Credential[], desk: Desk, holder: Holder, wanted: string): Candidate {
  const usable = found
    .filter(({ id }) => wanted === '' || id === wanted)
    .flatMap((one) => candidateOf(one) ?? [])
    .toSorted((one, other) => other.certificate.validToDate.getTime() - one.certificate.validToDate.getTime())
  const [first] = usable.filter((one) => holder === 'agency' || namesHolder(factsOf(one.certificate).subject, desk.actor.name))
  if (first) return first
  throw usable.length > 0 ? new Refused('foreign-certificate', holder) : new Refused('remote-refused', 'no-credential')
}

/** How a credential is opened: by a PIN, a code that is good once, both, or on the holder's phone. @throws Refused remote-refused */
function placeOf({ credential, name }: Candidate, service: string): RemotePlace {
  const { mode, asks, id, scal, multisign } = credential
  const once = asks.filter((one) => one.generator !== undefined || /otp/i.test(one.id))
  const lasting = asks.filter((one) => !once.includes(one))
  const known = mode === 'implicit' || (mode === 'explicit' && asks.every(({ type }) => type === 'Password'))
  if (!known || once.length > 1 || lasting.length > 1) throw new Refused('remote-refused', 'unknown-consent')
  const explicit = mode === 'explicit'
  const asked = { pin: explicit ? (lasting[0]?.id ?? null) : null, otp: explicit ? (once[0]?.id ?? null) : null }
  return { service, credential: id, algorithm: name, scal, multisign, ...asked }
}

/**
 * Takes a key into use that lies with a service of remote signing. Kept is where it lies; its PIN is the service's own and proven
 * only by signing, for which the holder may have to confirm on the phone.
 * @throws Refused not-allowed | not-found (service) | remote-refused | foreign-certificate | and as `importKey`
 */
export async function linkRemoteKey(desk: Desk, holder: Holder, { service, account, credential }: LinkForm): Promise<Key> {
  if (!mayImport(holder, desk.actor)) throw new Refused('not-allowed', 'key.import')
  const row = await desk.work(({ tx }) => serviceById(tx, service))
  if (!row) throw new Refused('not-found', 'service')
  const found = await refusedByRemote(async () => (await openRemote(openedService(desk.vault, row))).credentials(account))
  const one = chosen(found, desk, holder, credential)
  const place = placeOf(one, service)
  const leaf = new Uint8Array(one.certificate.raw)
  const wrapped = wrap(desk.vault.keySecret, remoteContainer(place), { leaf, person: desk.actor.person })
  const asks = [...(place.pin ? (['pin'] as const) : []), ...(place.otp ? (['otp'] as const) : [])]
  const facts = factsOf(one.certificate)
  return takeIn(desk, holder, { facts, algorithm: one.algorithm, chain: one.credential.chain, wrapped, lies: 'REMOTE', asks })
}
