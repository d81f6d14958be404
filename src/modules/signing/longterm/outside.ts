import { createHash, X509Certificate } from 'node:crypto'
import { ask, silenceOf } from '#platform/outward/ask.ts'
import type { AskRevocation } from './gather.ts'
import { addressesIn, type Evidence, ocspQuery, type Pair, readList, readOcsp } from './revocation.ts'
import { type Stamp, stampFrom, stampQuery } from './stamp-token.ts'

/** What was answered before, by the address and the certificate asked about. */
export type Remembered = {
  find: (key: string) => Promise<Uint8Array | null>
  keep: (key: string, said: Pick<Evidence, 'der' | 'until' | 'kind' | 'revokedAt'>) => Promise<void>
}

export type Asking = { now: Date; privateNetworks: boolean; remembered: Remembered }

const longestStamp = 32_768
const longestAnswer = 65_536
/** A list goes into every file that needs it: one that is larger is of no use there. */
const longestList = 1_048_576
const patience = 10_000

/** Asks a time-stamp authority (RFC 3161, 3.4). @throws Unanswered | BadStamp */
export async function askStamp(
  authority: { address: string; privateNetworks: boolean },
  digest: Uint8Array,
  anchors: readonly Uint8Array[],
): Promise<Stamp> {
  const { query, nonce } = stampQuery(digest)
  const post = { type: 'application/timestamp-query', body: query }
  const answer = await ask({ ...authority, post, most: longestStamp, patience })
  const known = anchors.map((one) => new X509Certificate(one))
  return stampFrom(answer, { digest, nonce }, known)
}

const keyOf = (address: string, about: Uint8Array) =>
  createHash('sha256').update(address).update('\n').update(about).digest('hex')

type Source = {
  address: string
  about: Uint8Array
  fetch: () => Promise<Uint8Array>
  read: (answer: Uint8Array) => Promise<Evidence | null>
}

const safely = async (read: Source['read'], answer: Uint8Array) => read(answer).catch(() => null)

/** One place: what it said before when that still speaks of the instant, else what it says now. */
async function askOne({ remembered }: Asking, source: Source, since: Date | null): Promise<Evidence | null> {
  const key = keyOf(source.address, source.about)
  const old = await remembered.find(key)
  const known = old && (await safely(source.read, old))
  if (known && (!since || known.saidAt >= since)) return known
  const answer = await source.fetch().catch((error) => {
    if (silenceOf(error)) return null
    throw error
  })
  const evidence = answer && (await safely(source.read, answer))
  if (evidence) await remembered.keep(key, evidence)
  return evidence ?? known
}

async function sourcesOf({ now, privateNetworks }: Asking, pair: Pair): Promise<Source[]> {
  const { ocsp, lists } = addressesIn(pair.certificate)
  const limits = { patience, privateNetworks }
  const body = await ocspQuery(pair)
  const post = { type: 'application/ocsp-request', body }
  return [
    ...ocsp.map((address) => ({
      ...{ address, about: body },
      fetch: () => ask({ ...limits, address, post, most: longestAnswer }),
      read: (answer: Uint8Array) => readOcsp(answer, pair, now),
    })),
    ...lists.map((address) => ({
      ...{ address, about: new Uint8Array() },
      fetch: () => ask({ ...limits, address, most: longestList }),
      read: async (answer: Uint8Array) => readList(answer, pair, now),
    })),
  ]
}

/** Asks the places that a certificate names, OCSP first, until one speaks of the instant; else the best that was said. */
export const askingRevocation =
  (asking: Asking): AskRevocation =>
  async (pair, since) => {
    const found: { best: Evidence | null } = { best: null }
    for (const source of await sourcesOf(asking, pair)) {
      const evidence = await askOne(asking, source, since)
      if (evidence && (!since || evidence.saidAt >= since)) return evidence
      found.best ??= evidence
    }
    return found.best
  }
