import type { z } from 'zod'
import { askFor, silenceOf } from '#platform/outward/ask.ts'
import { type AuthObject, CredentialInfo, CredentialList, Failure, Sad, ServiceInfo, Signatures, Token } from './csc.shapes.ts'

/** Why a service of remote signing did not do what was asked. */
export type RemoteFault =
  | 'unreachable'
  | 'too-slow'
  | 'insecure-address'
  | 'bad-answer'
  | 'no-access'
  | 'no-account'
  | 'wrong-pin'
  | 'wrong-otp'
  | 'locked'
  | 'refused'

/** Recognised by `remoteFault`. */
export class RemoteRefused extends Error {
  readonly remoteFault: RemoteFault
  constructor(remoteFault: RemoteFault, about: string) {
    super(`${remoteFault}: ${about}`)
    this.name = 'RemoteRefused'
    this.remoteFault = remoteFault
  }
}

export const remoteFaultOf = (error: unknown): RemoteFault | null =>
  (error as { remoteFault?: RemoteFault } | null)?.remoteFault ?? null

/** A service as its operator made it known: the base of its methods, and of its authorisation where that lies elsewhere. */
export type Service = { address: string; oauth: string | null; clientId: string; clientSecret: string }

/** One credential: its certificates (DER, leaf first) and what its holder must give for a signature. */
export type Credential = {
  id: string
  chain: Uint8Array[]
  usable: boolean
  algorithms: string[]
  mode: string
  asks: AuthObject[]
  /** 2: an authorisation is bound to the very hash (SCAL2). */
  scal: 1 | 2
  multisign: number
}

export type Secret = { id: string; value: string }
export type Authorize = { credential: string; count: number; hash: Uint8Array | null; hashOid: string; secrets: Secret[] }
export type SignHash = { credential: string; sad: string; hash: Uint8Array; hashOid: string; algorithm: string }

/** A service of remote signing, spoken to by the API of the Cloud Signature Consortium, version 2. */
export type Remote = {
  credentials: (account: string) => Promise<Credential[]>
  /** The holder's consent, as a token that is spent by signing (signature activation data). */
  authorize: (asked: Authorize) => Promise<string>
  /** The next signature under a consent that was given for several. */
  extend: (asked: { credential: string; sad: string }) => Promise<string>
  signHash: (asked: SignHash) => Promise<Uint8Array>
}

const longestAnswer = 262_144
const patience = 15_000
/** Somebody confirms on the phone meanwhile. */
const confirming = 60_000
const mostCredentials = 20

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether secrets may go to an address: encrypted, or not leaving this machine. */
export const isSafeAddress = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname)))
}

/** What an error of the service means (API 2.0, 10.1; RFC 6749, 5.2). */
function faultIn(status: number, body: unknown): RemoteFault {
  const { error, error_description: words = '' } = Failure.safeParse(body).data ?? { error: '' }
  if (/lock/i.test(`${error} ${words}`)) return 'locked'
  if (error === 'invalid_otp' || /\bOTP\b/i.test(words)) return 'wrong-otp'
  if (error === 'invalid_pin' || /\bPIN\b/i.test(words)) return 'wrong-pin'
  if (/userID/i.test(words)) return 'no-account'
  if (status === 401 || status === 403 || /^(invalid_client|unauthorized_client|access_denied|invalid_token)$/.test(error))
    return 'no-access'
  return 'refused'
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}

type Call<Shape extends z.ZodType> = {
  address: string
  type: string
  body: string
  shape: Shape
  token?: string
  wait?: number
}

/** One method. @throws RemoteRefused */
async function call<Shape extends z.ZodType>({ address, type, body, shape, token, wait }: Call<Shape>): Promise<z.output<Shape>> {
  if (!isSafeAddress(address)) throw new RemoteRefused('insecure-address', 'address')
  const post = { type, body: new TextEncoder().encode(body) }
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const limits = { most: longestAnswer, patience: wait ?? patience, privateNetworks: true }
  const answered = await askFor({ address, post, headers, ...limits }, (status) => status < 300 || status >= 400).catch(
    (error) => {
      const silence = silenceOf(error)
      if (!silence) throw error
      throw new RemoteRefused(
        silence === 'too-slow' ? 'too-slow' : silence === 'too-large' ? 'bad-answer' : 'unreachable',
        silence,
      )
    },
  )
  const said = parsed(answered.body)
  if (answered.status >= 500) throw new RemoteRefused('unreachable', String(answered.status))
  if (answered.status >= 400) throw new RemoteRefused(faultIn(answered.status, said), String(answered.status))
  const read = shape.safeParse(said)
  if (!read.success) throw new RemoteRefused('bad-answer', 'shape')
  return read.data
}

const json = 'application/json'
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** What a service says of itself: asked when its operator names it. @throws RemoteRefused */
export async function serviceInfo(address: string): Promise<{ name: string; oauth: string | null }> {
  const info = await call({ address: `${address}/info`, type: json, body: '{}', shape: ServiceInfo })
  if (!info.specs.startsWith('2.')) throw new RemoteRefused('bad-answer', 'specs')
  return { name: info.name, oauth: info.oauth2 ?? null }
}

/** The right of this installation to call the service (RFC 6749, 4.4). */
async function tokenFor({ address, oauth, clientId, clientSecret }: Service): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'service',
  })
  const to = `${oauth ?? address}/oauth2/token`
  const type = 'application/x-www-form-urlencoded'
  return (await call({ address: to, type, body: form.toString(), shape: Token })).access_token
}

const credentialOf = (id: string, info: z.output<typeof CredentialInfo>): Credential => ({
  id,
  chain: info.cert.certificates.map(bytesOf),
  usable: info.key.status === 'enabled' && (info.cert.status ?? 'valid') === 'valid',
  algorithms: info.key.algo,
  mode: info.auth.mode,
  asks: info.auth.objects,
  scal: info.SCAL === '2' ? 2 : 1,
  multisign: info.multisign,
})

/** Opens a service: this installation proves who it is, every method goes under what it was given. @throws RemoteRefused */
export async function openRemote(service: Service): Promise<Remote> {
  const token = await tokenFor(service)
  const at = <Shape extends z.ZodType>(method: string, body: unknown, shape: Shape, wait = patience) =>
    call({ address: `${service.address}/${method}`, type: json, body: JSON.stringify(body), shape, token, wait })
  return {
    async credentials(account) {
      const { credentialIDs } = await at('credentials/list', { userID: account, maxResults: mostCredentials }, CredentialList)
      const found = []
      for (const credentialID of credentialIDs.slice(0, mostCredentials)) {
        const asked = { credentialID, certificates: 'chain', certInfo: true, authInfo: true }
        found.push(credentialOf(credentialID, await at('credentials/info', asked, CredentialInfo)))
      }
      return found
    },
    async authorize({ credential, count, hash, hashOid, secrets }) {
      const bound = hash ? { hashes: [base64(hash)], hashAlgorithmOID: hashOid } : {}
      const given = secrets.length > 0 ? { authData: secrets } : {}
      const asked = { credentialID: credential, numSignatures: count, ...bound, ...given }
      return (await at('credentials/authorize', asked, Sad, secrets.length > 0 ? patience : confirming)).SAD
    },
    async extend({ credential, sad }) {
      return (await at('credentials/extendTransaction', { credentialID: credential, SAD: sad }, Sad)).SAD
    },
    async signHash({ credential, sad, hash, hashOid, algorithm }) {
      const asked = { hashes: [base64(hash)], hashAlgorithmOID: hashOid, signAlgo: algorithm }
      const { signatures } = await at('signatures/signHash', { credentialID: credential, SAD: sad, ...asked }, Signatures)
      const [signature] = signatures
      if (signatures.length !== 1 || !signature) throw new RemoteRefused('bad-answer', 'signatures')
      return bytesOf(signature)
    },
  }
}
