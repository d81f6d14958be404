import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import {
  AuthenticatedSafe,
  CertBag,
  type ContentInfo,
  EncryptedData,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  type SafeBag,
  SafeContents,
} from 'pkijs'
import { Refused } from '#kernel/refused.ts'
import { chainFrom } from '../certificates/chain.ts'
import { bufferOf } from './der.ts'
import { type Budget, decrypt } from './derive.ts'

/** A private key with its certificates, DER, leaf first as far as the file has them. */
export type KeyPair = { privateKey: KeyObject; chain: Uint8Array[] }

const data = '1.2.840.113549.1.7.1'
const encryptedData = '1.2.840.113549.1.7.6'
/** A key and a chain of five are below 20 kB. */
const mostBytes = 262_144

const octets = (content: unknown) => new Uint8Array((content as { getValue(): ArrayBuffer }).getValue())

function outer(file: Uint8Array): ContentInfo[] {
  try {
    const { authSafe } = PFX.fromBER(bufferOf(file))
    if (authSafe.contentType !== data) throw new Error('signed by a key, not by a password')
    return AuthenticatedSafe.fromBER(bufferOf(octets(authSafe.content))).safeContents
  } catch {
    throw new Refused('unreadable-key-file', 'file')
  }
}

async function bagsIn(part: ContentInfo, password: string, budget: Budget): Promise<SafeBag[]> {
  if (part.contentType === data) return SafeContents.fromBER(bufferOf(octets(part.content))).safeBags
  if (part.contentType !== encryptedData) return []
  const { encryptedContentInfo } = new EncryptedData({ schema: part.content })
  const content = new Uint8Array(encryptedContentInfo.getEncryptedContent())
  const plain = await decrypt(encryptedContentInfo.contentEncryptionAlgorithm, content, password, budget)
  return SafeContents.fromBER(bufferOf(plain)).safeBags
}

const keyFrom = (pkcs8: Uint8Array) => createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })

async function keyIn(bag: SafeBag, password: string, budget: Budget): Promise<KeyObject | null> {
  const value: unknown = bag.bagValue
  if (value instanceof PrivateKeyInfo) return keyFrom(new Uint8Array(value.toSchema().toBER()))
  if (!(value instanceof PKCS8ShroudedKeyBag)) return null
  return keyFrom(await decrypt(value.encryptionAlgorithm, octets(value.encryptedData), password, budget))
}

function certificateIn(bag: SafeBag): X509Certificate | null {
  const value: unknown = bag.bagValue
  return value instanceof CertBag ? new X509Certificate(octets(value.certValue)) : null
}

async function contents(parts: ContentInfo[], password: string) {
  const budget = { spent: 0 }
  const keys: KeyObject[] = []
  const certificates: X509Certificate[] = []
  for (const part of parts) {
    for (const bag of await bagsIn(part, password, budget)) {
      const key = await keyIn(bag, password, budget)
      const certificate = certificateIn(bag)
      if (key) keys.push(key)
      if (certificate) certificates.push(certificate)
    }
  }
  return { keys, certificates }
}

/**
 * Reads a PKCS#12 file (.p12, .pfx) of any common maker: the key, its certificate and what the file holds of the chain.
 * The file's own checksum is not looked at: who brings the file brings the password too, and a key that does not belong
 * to its certificate is refused.
 * @throws Refused unreadable-key-file | wrong-file-password | key-unsuitable
 */
export async function readPkcs12(file: Uint8Array, password: string): Promise<KeyPair> {
  if (file.length > mostBytes) throw new Refused('unreadable-key-file', 'file')
  const parts = outer(file)
  const found = await contents(parts, password).catch(() => {
    throw new Refused('wrong-file-password', 'password')
  })
  for (const privateKey of found.keys) {
    const leaf = found.certificates.find((certificate) => certificate.checkPrivateKey(privateKey))
    if (leaf) return { privateKey, chain: chainFrom(leaf, found.certificates).map((one) => new Uint8Array(one.raw)) }
  }
  throw new Refused('key-unsuitable', 'no-key-with-certificate')
}
