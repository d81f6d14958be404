import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { buffer, text } from 'node:stream/consumers'

/** Why a token did not do what was asked. */
export type TokenFault = 'no-token' | 'wrong-pin' | 'locked' | 'broken'

/** Recognised by `tokenFault`. */
export class TokenRefused extends Error {
  readonly tokenFault: TokenFault
  constructor(tokenFault: TokenFault, about: string) {
    super(`${tokenFault}: ${about}`)
    this.name = 'TokenRefused'
    this.tokenFault = tokenFault
  }
}

export const tokenFaultOf = (error: unknown): TokenFault | null =>
  (error as { tokenFault?: TokenFault } | null)?.tokenFault ?? null

/** Where a key lies: the label of its token, its identifier there in hexadecimal. */
export type TokenPlace = { token: string; id: string }
export type TokenSignature = { kind: 'rsa' | 'ecdsa'; hash: 'sha256' | 'sha384' }

/** The tokens that a PKCS#11 driver reaches: cards, USB sticks, security modules. */
export type Tokens = {
  /** Certificates on a token, DER, with the identifiers of their keys. No PIN is needed for them. */
  certificates: (token: string) => Promise<{ id: string; certificate: Uint8Array }[]>
  /** Signs by a key that never leaves the token; ECDSA in DER. The PIN goes to the token and nowhere else. @throws TokenRefused */
  sign: (at: TokenPlace, how: TokenSignature, asked: { pin: string; content: Uint8Array }) => Promise<Uint8Array>
  /** The same for what was hashed elsewhere. @throws TokenRefused */
  signDigest: (at: TokenPlace, how: TokenSignature, asked: { pin: string; digest: Uint8Array }) => Promise<Uint8Array>
}

/** Milliseconds that a token may take. */
const patience = 20_000
const pinVariable = 'TOKEN_PIN'

/** What the driver says, by its return values (PKCS#11, 5.1). */
function faultIn(said: string): TokenFault {
  if (/CKR_PIN_LOCKED/.test(said)) return 'locked'
  if (/CKR_PIN_(INCORRECT|INVALID|LEN_RANGE)/.test(said)) return 'wrong-pin'
  return /No slot with token named|CKR_TOKEN_NOT_PRESENT|CKR_DEVICE_REMOVED|No slots/.test(said) ? 'no-token' : 'broken'
}

type Call = { module: string; args: readonly string[]; input?: Uint8Array; pin?: string }

/** One call of the driver, in a process of its own: a driver that falls over takes nothing with it. */
async function call({ module, args, input = new Uint8Array(), pin }: Call): Promise<Buffer> {
  const env = { ...process.env, LC_ALL: 'C', ...(pin === undefined ? {} : { [pinVariable]: pin }) }
  const child = spawn('pkcs11-tool', ['--module', module, ...args], { env, timeout: patience, stdio: 'pipe' })
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
  // A driver that ends before it has read all is judged by its words.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [out, said, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new TokenRefused(code === null ? 'broken' : faultIn(said), args[0] ?? '')
  return out
}

/** What stands before a digest in a signature of RSASSA-PKCS1-v1_5 (RFC 8017, 9.2, note 1). */
const digestInfo = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
} as const

async function signDigest(module: string, { token, id }: TokenPlace, { kind, hash }: TokenSignature, { pin, digest }: Asked) {
  const at = ['--token-label', token, '--id', id, '--login', '--pin', `env:${pinVariable}`]
  const rsa = kind === 'rsa'
  const how = rsa ? ['--mechanism', 'RSA-PKCS'] : ['--mechanism', 'ECDSA', '--signature-format', 'openssl']
  const input = rsa ? Buffer.concat([digestInfo[hash], digest]) : digest
  return new Uint8Array(await call({ module, args: ['--sign', ...at, ...how], input, pin }))
}

type Asked = { pin: string; digest: Uint8Array }

/** Opens a driver by the path of its library, by the program pkcs11-tool of OpenSC. */
export function openTokens(module: string): Tokens {
  return {
    async certificates(token) {
      const at = ['--token-label', token]
      const listed = (await call({ module, args: ['--list-objects', '--type', 'cert', ...at] })).toString('utf8')
      const ids = [...new Set([...listed.matchAll(/^\s*ID:\s+([0-9a-f]+)\s*$/gim)].map(([, id = '']) => id.toLowerCase()))]
      const found = []
      for (const id of ids) {
        const certificate = await call({ module, args: ['--read-object', '--type', 'cert', '--id', id, ...at] })
        found.push({ id, certificate: new Uint8Array(certificate) })
      }
      return found
    },
    sign: (at, how, { pin, content }) =>
      signDigest(module, at, how, { pin, digest: createHash(how.hash).update(content).digest() }),
    signDigest: (at, how, asked) => signDigest(module, at, how, asked),
  }
}
