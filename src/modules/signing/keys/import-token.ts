import type { X509Certificate } from 'node:crypto'
import { Refused, refusalOf } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { algorithmOf, factsOf, readCertificate } from '../certificates/certificate.ts'
import { takeIn } from './import.ts'
import { type Holder, mayImport } from './key.policy.ts'
import { type Key, namesHolder } from './key.ts'
import { openOnToken, placeContainer, refusedByToken, tokensOf } from './opened.ts'
import { wrap } from './wrapping.ts'

export type TokenRequest = { token: string; pin: string; holder: Holder }
type Candidate = { id: string; certificate: X509Certificate }

const signs = ({ certificate }: Candidate): boolean => {
  try {
    return algorithmOf(certificate) !== null
  } catch {
    return false
  }
}

/** The certificate that holds longest; of a person's only one that bears the name, so that nobody tries another's PIN. */
function chosen(found: readonly Candidate[], desk: Desk, holder: Holder): Candidate {
  const usable = found
    .filter(signs)
    .toSorted((one, other) => other.certificate.validToDate.getTime() - one.certificate.validToDate.getTime())
  const mine = usable.filter(
    ({ certificate }) => holder === 'agency' || namesHolder(factsOf(certificate).subject, desk.actor.name),
  )
  const [first] = mine
  if (!first)
    throw usable.length > 0
      ? new Refused('foreign-certificate', holder)
      : new Refused('key-unsuitable', 'no-key-with-certificate')
  return first
}

/**
 * Takes a key into use that lies on a token or in a security module and stays there: kept is where it lies. Its PIN is the
 * token's, proven by a signature, and never stored.
 * @throws Refused not-allowed | token-unreachable (wrong-pin too) | key-unsuitable | and as `importKey`
 */
export async function importTokenKey(desk: Desk, { token, pin, holder }: TokenRequest): Promise<Key> {
  if (!mayImport(holder, desk.actor)) throw new Refused('not-allowed', 'key.import')
  const tokens = tokensOf(desk.vault)
  const listed = await tokens.certificates(token).catch((error) => {
    throw refusedByToken(error)
  })
  const found = listed.map(({ id, certificate }) => ({ id, certificate: readCertificate(certificate) }))
  const { id, certificate } = chosen(found, desk, holder)
  const [leaf, place, algorithm] = [new Uint8Array(certificate.raw), { token, id }, algorithmOf(certificate)]
  await openOnToken(tokens, { place, algorithm, leaf, pin }).catch((error) => {
    throw refusalOf(error)?.code === 'wrong-file-password' ? new Refused('token-unreachable', 'wrong-pin') : error
  })
  const wrapped = wrap(desk.vault.keySecret, placeContainer(place), { leaf, person: desk.actor.person })
  const chain = [leaf, ...found.filter((one) => one.id !== id).map((one) => new Uint8Array(one.certificate.raw))]
  return takeIn(desk, holder, { facts: factsOf(certificate), algorithm, chain, wrapped, lies: 'TOKEN', asks: ['pin'] })
}
