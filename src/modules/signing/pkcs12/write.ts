import { type KeyObject, randomBytes } from 'node:crypto'
import { OctetString } from 'asn1js'
import { AuthenticatedSafe, CertBag, ContentInfo, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, SafeBag, SafeContents } from 'pkijs'
import { bufferOf } from './der.ts'
import type { KeyPair } from './read.ts'

/** PBKDF2 with HMAC-SHA-512: a tenth of a second for us, the same for each guess of whoever steals the file. */
const iterations = 210_000
/** For a file that nobody can steal (made and read again within one act, in memory alone), or whose password is known to all. */
const passingIterations = 1000
const x509 = '1.2.840.113549.1.9.22.1'

async function shrouded(privateKey: KeyObject, password: string, rounds: number): Promise<SafeBag> {
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  const bag = new PKCS8ShroudedKeyBag({ parsedValue: PrivateKeyInfo.fromBER(bufferOf(pkcs8)) })
  await bag.makeInternalValues({
    password: bufferOf(new TextEncoder().encode(password)),
    // The type asks for an IV; pkijs takes a random one of its own.
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: randomBytes(16) },
    hmacHashAlgorithm: 'SHA-512',
    iterationCount: rounds,
  })
  return new SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue: bag })
}

const certified = (certificate: Uint8Array) =>
  new SafeBag({
    bagId: '1.2.840.113549.1.12.10.1.3',
    bagValue: new CertBag({ certId: x509, certValue: new OctetString({ valueHex: bufferOf(certificate) }) }),
  })

/**
 * Writes a PKCS#12 file: the key encrypted by PBES2 with AES-256, the certificates in the open.
 * It carries no checksum: one is derived so cheaply that guessing passwords against it would undo the strong derivation.
 * OpenSSL reads it with `-nomacver`.
 * @param passing - true for a file that is never stored nor sent, or whose password is printed for everybody
 */
export async function writePkcs12({ privateKey, chain }: KeyPair, password: string, passing = false): Promise<Uint8Array> {
  const key = await shrouded(privateKey, password, passing ? passingIterations : iterations)
  const contents = new SafeContents({ safeBags: [key, ...chain.map(certified)] })
  const plain = new ContentInfo({
    contentType: ContentInfo.DATA,
    content: new OctetString({ valueHex: contents.toSchema().toBER() }),
  })
  const safe = new AuthenticatedSafe({ safeContents: [plain] })
  const authSafe = new ContentInfo({
    contentType: ContentInfo.DATA,
    content: new OctetString({ valueHex: safe.toSchema().toBER() }),
  })
  return new Uint8Array(new PFX({ version: 3, authSafe }).toSchema().toBER())
}
