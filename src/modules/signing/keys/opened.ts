import { createHash, type KeyObject, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Vault } from '#platform/db/desk.ts'
import { type TokenPlace, type Tokens, tokenFaultOf } from '#platform/token/token.ts'
import { type KeyPair, readPkcs12 } from '../pkcs12/read.ts'
import { hashOf, type SignerAlgorithm } from '../signer.ts'
import { pinText } from './pin.ts'

/** What a PIN opened: the pair out of its container, or null for a key on a token, which signs by itself. */
export type Opened = { pair: KeyPair | null; sign: (content: Uint8Array) => Promise<Uint8Array> }

type By = { key: KeyObject; hash: string }
const signBytes = promisify((content: Uint8Array, by: By, done: (error: Error | null, signature: Uint8Array) => void) =>
  sign(by.hash, content, { key: by.key, dsaEncoding: 'der' }, done),
)

const Place = z.object({ token: z.string().min(1).max(64), id: z.string().regex(/^[0-9a-f]{1,128}$/) })

/** What is wrapped of a key on a token: where it lies. A container of PKCS#12 never begins like this. */
export const placeContainer = (place: TokenPlace): Uint8Array => new TextEncoder().encode(JSON.stringify(place))

function placeIn(container: Uint8Array): TokenPlace | null {
  return container[0] === 0x7b ? Place.parse(JSON.parse(Buffer.from(container).toString('utf8'))) : null
}

/** @throws Refused token-unreachable (no-driver) */
export function tokensOf({ tokens }: Pick<Vault, 'tokens'>): Tokens {
  if (!tokens) throw new Refused('token-unreachable', 'no-driver')
  return tokens
}

/** A token's refusal in the words of the house: a wrong PIN is one like any other. */
export function refusedByToken(error: unknown): unknown {
  const fault = tokenFaultOf(error)
  if (!fault) return error
  return fault === 'wrong-pin' ? new Refused('wrong-file-password', 'pin') : new Refused('token-unreachable', fault)
}

type OnToken = { place: TokenPlace; algorithm: SignerAlgorithm; leaf: Uint8Array; pin: string }

/**
 * Opens a key on a token: it must sign something by this PIN that its certificate proves. Every signature asks the token anew.
 * @throws Refused token-unreachable | wrong-file-password (the PIN) | key-unsuitable
 */
export async function openOnToken(tokens: Tokens, { place, algorithm, leaf, pin }: OnToken): Promise<Opened> {
  const how = { kind: algorithm === 'RSA-SHA256' ? 'rsa' : 'ecdsa', hash: hashOf(algorithm) } as const
  const ask = (content: Uint8Array) =>
    tokens.sign(place, how, { pin, content }).catch((error) => {
      throw refusedByToken(error)
    })
  const proof = createHash('sha256').update(randomBytes(32)).digest()
  const by = { key: new X509Certificate(leaf).publicKey, dsaEncoding: 'der' } as const
  if (!verify(how.hash, proof, by, await ask(proof))) throw new Refused('key-unsuitable', 'no-key-with-certificate')
  return { pair: null, sign: ask }
}

/** Opens what was wrapped. @throws Refused wrong-file-password (the PIN) | token-unreachable */
export async function openContainer(
  { tokens }: Pick<Vault, 'tokens'>,
  container: Uint8Array,
  { algorithm, leaf, pin }: Omit<OnToken, 'place'>,
): Promise<Opened> {
  const place = placeIn(container)
  if (place) return openOnToken(tokensOf({ ...(tokens ? { tokens } : {}) }), { place, algorithm, leaf, pin })
  const pair = await readPkcs12(container, pinText(pin))
  return { pair, sign: (content) => signBytes(content, { key: pair.privateKey, hash: hashOf(algorithm) }) }
}

/** The pair of a key that lies here; one on a token is never copied nor put under another PIN. @throws Refused key-on-token */
export function pairOf({ pair }: Opened): KeyPair {
  if (!pair) throw new Refused('key-on-token', 'key')
  return pair
}
