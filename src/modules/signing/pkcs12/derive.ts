import { createDecipheriv, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { Integer, type OctetString, type Sequence } from 'asn1js'
import forge from 'node-forge'
import { type AlgorithmIdentifier, PBES2Params, PBKDF2Params } from 'pkijs'

/** What a file may cost to open: a crafted one could ask for hours. Windows and OpenSSL use 2,000, NSS 600,000. */
const mostIterations = 1_000_000

const prfHash: Record<string, string> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
const pbes2Cipher: Record<string, [name: string, keyBytes: number]> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
}
/** PKCS#12 appendix C: the schemes of older vendors' files. */
const oldSchemes: Record<string, { keyBytes: number; rc2Bits?: number }> = {
  '1.2.840.113549.1.12.1.3': { keyBytes: 24 },
  '1.2.840.113549.1.12.1.4': { keyBytes: 16 },
  '1.2.840.113549.1.12.1.5': { keyBytes: 16, rc2Bits: 128 },
  '1.2.840.113549.1.12.1.6': { keyBytes: 5, rc2Bits: 40 },
}
const derive = promisify(pbkdf2)

/** Counts the derivations that one file has asked for. */
export type Budget = { spent: number }

function spend(budget: Budget, iterations: number) {
  budget.spent += iterations
  if (!(iterations >= 1) || budget.spent > mostIterations) throw new Error('the file asks for too many derivations')
}

const bytesOf = (value: OctetString) => new Uint8Array(value.getValue())
const forged = (bytes: Uint8Array) => forge.util.createBuffer(Buffer.from(bytes).toString('binary'))

async function openPbes2(parameters: PBES2Params, content: Uint8Array, password: string, budget: Budget): Promise<Uint8Array> {
  const derivation = new PBKDF2Params({ schema: parameters.keyDerivationFunc.algorithmParams })
  const hash = prfHash[derivation.prf?.algorithmId ?? '1.2.840.113549.2.7']
  const [cipher, keyBytes] = pbes2Cipher[parameters.encryptionScheme.algorithmId] ?? []
  if (!hash || !cipher || !keyBytes) throw new Error('unknown PBES2 scheme')
  spend(budget, derivation.iterationCount)
  // The standard leaves the password's encoding open; OpenSSL, Java and NSS use its UTF-8 bytes here.
  const key = await derive(password, bytesOf(derivation.salt as OctetString), derivation.iterationCount, keyBytes, hash)
  const decipher = createDecipheriv(cipher, key, bytesOf(parameters.encryptionScheme.algorithmParams as OctetString))
  return Buffer.concat([decipher.update(content), decipher.final()])
}

function openRc2(
  key: forge.util.ByteStringBuffer,
  iv: forge.util.ByteStringBuffer,
  bits: number,
  content: Uint8Array,
): Uint8Array {
  const decipher = forge.rc2.createDecryptionCipher(key, bits)
  decipher.start(iv)
  decipher.update(forged(content))
  if (!decipher.finish()) throw new Error('bad padding')
  return Buffer.from(decipher.output.getBytes(), 'binary')
}

function openOld(algorithm: AlgorithmIdentifier, content: Uint8Array, password: string, budget: Budget): Uint8Array {
  const scheme = oldSchemes[algorithm.algorithmId]
  if (!scheme) throw new Error('unknown encryption scheme')
  const [salt, count] = (algorithm.algorithmParams as Sequence).valueBlock.value
  if (!salt || !(count instanceof Integer)) throw new Error('unreadable parameters')
  const iterations = count.valueBlock.valueDec
  spend(budget, 2 * iterations)
  const derived = (purpose: 1 | 2, bytes: number) =>
    forge.pkcs12.generateKey(password, forged(bytesOf(salt as OctetString)), purpose, iterations, bytes)
  const key = derived(1, scheme.keyBytes)
  const iv = derived(2, 8)
  if (scheme.rc2Bits) return openRc2(key, iv, scheme.rc2Bits, content)
  const raw = Buffer.from(key.getBytes(), 'binary')
  // Two-key triple DES repeats its first key as the third.
  const tripleKey = raw.length === 16 ? Buffer.concat([raw, raw.subarray(0, 8)]) : raw
  const decipher = createDecipheriv('des-ede3-cbc', tripleKey, Buffer.from(iv.getBytes(), 'binary'))
  return Buffer.concat([decipher.update(content), decipher.final()])
}

/**
 * Decrypts one encrypted part of a PKCS#12 file: PBES2 with AES or 3DES, or the old PBE with 3DES or RC2.
 * @throws Error for a wrong password and for schemes that nobody can name
 */
export async function decrypt(
  algorithm: AlgorithmIdentifier,
  content: Uint8Array,
  password: string,
  budget: Budget,
): Promise<Uint8Array> {
  if (algorithm.algorithmId !== '1.2.840.113549.1.5.13') return openOld(algorithm, content, password, budget)
  return openPbes2(new PBES2Params({ schema: algorithm.algorithmParams }), content, password, budget)
}
