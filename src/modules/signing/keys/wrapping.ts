import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'

/** Version 1: one byte 1, 8 bytes that name the secret, nonce of 12, tag of 16, then what is wrapped. */
const version = 1
const [nonceAt, tagAt, contentAt] = [9, 21, 37]

/** Whose copy of which key: bytes moved to another row or person do not open there. */
export type WrappedFor = { leaf: Uint8Array; person: string }

const keyOf = (secret: Uint8Array) => Buffer.from(hkdfSync('sha256', secret, '', 'lien-thong wrapping of signing keys', 32))
const nameOf = (secret: Uint8Array) =>
  createHmac('sha256', secret).update('lien-thong name of the key secret').digest().subarray(0, 8)
const bindingOf = ({ leaf, person }: WrappedFor) =>
  Buffer.concat([createHash('sha256').update(leaf).digest(), Buffer.from(person)])

/** Wraps a PIN-encrypted container by AES-256-GCM under the installation's secret. */
export function wrap(secret: Uint8Array, container: Uint8Array, wrappedFor: WrappedFor): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(bindingOf(wrappedFor))
  const content = Buffer.concat([cipher.update(container), cipher.final()])
  return Buffer.concat([Buffer.from([version]), nameOf(secret), nonce, cipher.getAuthTag(), content])
}

/**
 * The container again, still encrypted under its PIN.
 * @throws Refused key-not-wrapped-here when it was wrapped under another secret; Error when the bytes were altered
 */
export function unwrap(secret: Uint8Array, wrapped: Uint8Array, wrappedFor: WrappedFor): Uint8Array {
  const bytes = Buffer.from(wrapped)
  if (bytes[0] !== version || !bytes.subarray(1, nonceAt).equals(nameOf(secret)))
    throw new Refused('key-not-wrapped-here', 'secret')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(nonceAt, tagAt), { authTagLength: 16 })
  decipher.setAAD(bindingOf(wrappedFor)).setAuthTag(bytes.subarray(tagAt, contentAt))
  return Buffer.concat([decipher.update(bytes.subarray(contentAt)), decipher.final()])
}
