import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { json, text } from 'node:stream/consumers'
import { signingModule } from '../module.ts'
import type { TestAuthority } from '../pdf/testing.ts'
import type { SignerAlgorithm } from '../signer.ts'

/** One credential of the service, with what its holder must give. */
export type Held = {
  id: string
  name: string
  algorithm?: SignerAlgorithm
  pin?: string
  /** The codes that are good once, in the order in which they are. */
  otps?: string[]
  scal?: '1' | '2'
  multisign?: number
  status?: 'enabled' | 'disabled'
  mode?: 'explicit' | 'implicit' | 'oauth2code'
}

export type RemoteService = {
  address: string
  client: { clientId: string; secretClient: string }
  /** Methods that were called, in order, and whether they were granted. */
  asked: string[]
  /** Methods that misbehave: hang, answer with something else, sign something else, fail. */
  odd: Map<string, 'hang' | 'nonsense' | 'forge' | 'fault'>
  close(): Promise<void>
}

type Body = Record<string, unknown>
class Failed extends Error {
  readonly status: number
  readonly body: Body
  constructor(status: number, error: string, words: string) {
    super(error)
    this.status = status
    this.body = { error, error_description: words }
  }
}

const sha256 = '2.16.840.1.101.3.4.2.1'
const hashNames: Record<string, string> = { [sha256]: 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384' }
const signatureOids: Record<SignerAlgorithm, string[]> = {
  'RSA-SHA256': ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.11'],
  'ECDSA-P256-SHA256': ['1.2.840.10045.4.3.2'],
  'ECDSA-P384-SHA384': ['1.2.840.10045.4.3.3'],
}

type Grant = { credential: string; left: number; hashes: string[] | null }
type State = {
  authority: TestAuthority
  accounts: Record<string, Held[]>
  grants: Map<string, Grant>
  token: string
  wrong: Map<string, number>
  service: Pick<RemoteService, 'client' | 'odd'>
}

const invalid = (words: string) => new Failed(400, 'invalid_request', words)

function heldBy({ accounts }: State, id: unknown): Held {
  const found = Object.values(accounts)
    .flat()
    .find((one) => one.id === id)
  if (!found) throw invalid('Invalid parameter credentialID')
  return found
}

function infoOf({ authority }: State, held: Held): Body {
  const der = (name: string) =>
    execFileSync('openssl', ['x509', '-in', join(authority.folder, `${name}.pem`), '-outform', 'DER']).toString('base64')
  const objects = [
    ...(held.pin ? [{ type: 'Password', id: 'PIN', format: 'N', label: 'PIN' }] : []),
    ...(held.otps ? [{ type: 'Password', id: 'OTP', format: 'N', label: 'OTP', generator: 'totp' }] : []),
  ]
  return {
    key: { status: held.status ?? 'enabled', algo: signatureOids[held.algorithm ?? 'RSA-SHA256'], len: 2048 },
    cert: { status: 'valid', certificates: [der(held.name), der('Thử Issuing')] },
    auth: { mode: held.mode ?? 'explicit', expression: objects.map(({ id }) => id).join(' AND '), objects },
    SCAL: held.scal ?? '1',
    multisign: held.multisign ?? 1,
    lang: 'vi-VN',
  }
}

function proveHolder({ wrong }: State, held: Held, body: Body): void {
  const data = Array.isArray(body.authData) ? (body.authData as { id: string; value: string }[]) : []
  const given = (id: string) => data.find((one) => one.id === id)?.value
  if ((wrong.get(held.id) ?? 0) >= 3) throw new Failed(400, 'invalid_request', 'The credential is locked')
  if (held.pin && given('PIN') !== held.pin) {
    wrong.set(held.id, (wrong.get(held.id) ?? 0) + 1)
    throw new Failed(400, 'invalid_pin', 'The PIN parameter is invalid')
  }
  if (!held.otps) return
  if (given('OTP') !== held.otps[0]) throw new Failed(400, 'invalid_otp', 'The OTP parameter is invalid')
  held.otps.shift()
}

function grantFor(state: State, grant: Grant): Body {
  const sad = randomBytes(24).toString('base64url')
  state.grants.set(sad, grant)
  return { SAD: sad, expiresIn: 300 }
}

function authorize(state: State, body: Body): Body {
  const held = heldBy(state, body.credentialID)
  const count = Number(body.numSignatures)
  if (!Number.isInteger(count) || count < 1 || count > (held.multisign ?? 1)) throw invalid('Invalid parameter numSignatures')
  const hashes = Array.isArray(body.hashes) ? (body.hashes as string[]) : null
  if (held.scal === '2' && (!hashes || hashes.length !== count)) throw invalid('Missing parameter hashes')
  if (hashes && !hashNames[String(body.hashAlgorithmOID)]) throw invalid('Invalid parameter hashAlgorithmOID')
  proveHolder(state, held, body)
  return grantFor(state, { credential: held.id, left: count, hashes })
}

function spend(state: State, body: Body): Grant {
  const grant = state.grants.get(String(body.SAD))
  if (!grant || grant.credential !== body.credentialID) throw invalid('Invalid parameter SAD')
  state.grants.delete(String(body.SAD))
  return grant
}

/** A token that was used for one of several signatures is given another one for the next (11.7). */
function extend(state: State, body: Body): Body {
  const grant = state.grants.get(`spent ${body.SAD}`)
  if (!grant || grant.left < 1) throw invalid('Invalid parameter SAD')
  state.grants.delete(`spent ${body.SAD}`)
  return grantFor(state, grant)
}

function signHash(state: State, body: Body): Body {
  const held = heldBy(state, body.credentialID)
  const [hash, ...more] = Array.isArray(body.hashes) ? (body.hashes as string[]) : []
  const name = hashNames[String(body.hashAlgorithmOID)]
  if (!hash || more.length > 0 || !name) throw invalid('Invalid parameter hashes')
  if (!signatureOids[held.algorithm ?? 'RSA-SHA256'].includes(String(body.signAlgo))) throw invalid('Invalid parameter signAlgo')
  const grant = spend(state, body)
  if (grant.hashes && !grant.hashes.includes(hash)) throw invalid('Hash is not authorized by the SAD')
  state.grants.set(`spent ${body.SAD}`, { ...grant, left: grant.left - 1 })
  const input = state.service.odd.get('signatures/signHash') === 'forge' ? randomBytes(32) : Buffer.from(hash, 'base64')
  const key = join(state.authority.folder, `${held.name}.key`)
  const signature = execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', key, '-pkeyopt', `digest:${name}`], {
    input,
    stdio: 'pipe',
  })
  return { signatures: [signature.toString('base64')] }
}

async function tokenOf({ service, token }: State, request: IncomingMessage): Promise<Body> {
  const form = new URLSearchParams(await text(request))
  const known = form.get('client_id') === service.client.clientId && form.get('client_secret') === service.client.secretClient
  if (form.get('grant_type') !== 'client_credentials') throw new Failed(400, 'unsupported_grant_type', '')
  if (!known) throw new Failed(401, 'invalid_client', 'Client authentication failed')
  return { access_token: token, token_type: 'Bearer', expires_in: 3600 }
}

async function answer(state: State, method: string, request: IncomingMessage): Promise<Body> {
  if (method === 'info')
    return {
      specs: '2.0.0.2',
      name: 'Dịch vụ ký thử',
      logo: '',
      region: 'VN',
      lang: 'vi-VN',
      authType: ['oauth2client'],
      methods: [],
    }
  if (method === 'oauth2/token') return tokenOf(state, request)
  if (request.headers.authorization !== `Bearer ${state.token}`)
    throw new Failed(401, 'invalid_token', 'The access token is invalid')
  const body = (await json(request)) as Body
  switch (method) {
    case 'credentials/list': {
      const held = state.accounts[String(body.userID)]
      if (!held) throw invalid('Invalid parameter userID')
      return { credentialIDs: held.map((one) => one.id) }
    }
    case 'credentials/info':
      return infoOf(state, heldBy(state, body.credentialID))
    case 'credentials/authorize':
      return authorize(state, body)
    case 'credentials/extendTransaction':
      return extend(state, body)
    case 'signatures/signHash':
      return signHash(state, body)
    default:
      throw invalid('Unknown method')
  }
}

/** A service of remote signing over HTTP (CSC API 2.0) with keys and certificates of a test authority; openssl signs. */
export async function remoteService(authority: TestAuthority, accounts: Record<string, Held[]>): Promise<RemoteService> {
  const people = new Map(Object.values(accounts).flatMap((all) => all.map((one) => [one.name, one])))
  for (const { name, algorithm } of people.values()) authority.issue(name, algorithm ? { algorithm } : {})
  const client = { clientId: 'lien-thong', secretClient: randomBytes(16).toString('hex') }
  const [asked, odd] = [[] as string[], new Map() as RemoteService['odd']]
  const state: State = {
    ...{ authority, accounts, grants: new Map(), wrong: new Map() },
    ...{ token: randomBytes(24).toString('base64url'), service: { client, odd } },
  }
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').replace(/^\/csc\/v2\//, '')
    const said = (status: number, body: unknown) => {
      asked.push(`${method} ${status}`)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (odd.get(method) === 'hang') return void asked.push(`${method} -`)
    if (odd.get(method) === 'nonsense') return said(200, { hello: 'world' })
    if (odd.get(method) === 'fault') return said(503, {})
    await answer(state, method, request).then(
      (body) => said(200, body),
      (error) => (error instanceof Failed ? said(error.status, error.body) : said(500, {})),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`
  return {
    ...{ address, client, asked, odd },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** The API of this module, for a test that tells a story over several. */
export const signingRoutes = signingModule.api
