import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { type Tokens, tokenFaultOf } from '../token/token.ts'

/** docs/operate/bridge.md describes it. */
const protocol = 1

/** What the person is shown before a PIN is typed. */
export type Shown = { site: string; title: string; agency: string; hash: string }

export type Bridge = {
  tokens: Tokens
  /** Label of the token. */
  token: string
  /** Origins of the pages that may ask ("https://lienthong.tinh.gov.vn"). */
  sites: readonly string[]
  /** Shows what is to be signed and gives the PIN of the token; null when the person says no. */
  ask: (shown: Shown) => Promise<string | null>
  /** Tells a new pairing code to the person. */
  tell: (code: string) => void
}

const largest = 65_536
const mostTries = 3
const algorithms = {
  'RSA-SHA256': { kind: 'rsa', hash: 'sha256', bytes: 32 },
  'ECDSA-P256-SHA256': { kind: 'ecdsa', hash: 'sha256', bytes: 32 },
  'ECDSA-P384-SHA384': { kind: 'ecdsa', hash: 'sha384', bytes: 48 },
} as const

type Answer = { status: number; body: Record<string, unknown> }
const said = (status: number, body: Record<string, unknown>): Answer => ({ status, body })
const no = (status: number, error: string): Answer => said(status, { error })

/** Who may ask: a code that was shown to the person, and for each site that knew it a key until the program ends. */
type Pairing = { code: string; tries: number; keys: Map<string, string> }

const same = (one: string, other: string): boolean => {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}

function newCode(pairing: Pairing, { tell }: Bridge): void {
  pairing.code = String(randomInt(0, 100_000_000)).padStart(8, '0')
  pairing.tries = 0
  tell(pairing.code)
}

function pair(pairing: Pairing, bridge: Bridge, site: string, code: unknown): Answer {
  if (typeof code !== 'string' || !same(code.replace(/\s/g, ''), pairing.code)) {
    pairing.tries += 1
    if (pairing.tries >= mostTries) newCode(pairing, bridge)
    return no(403, 'wrong-code')
  }
  const key = randomBytes(32).toString('base64url')
  pairing.keys.set(site, key)
  newCode(pairing, bridge)
  return said(200, { key })
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const fingerprint = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const line = (text: unknown): string => (typeof text === 'string' ? text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300) : '')

async function sign({ tokens, token, ask }: Bridge, site: string, body: Record<string, unknown>): Promise<Answer> {
  const how = algorithms[String(body.algorithm) as keyof typeof algorithms]
  const digest = Buffer.from(String(body.hash ?? ''), 'base64')
  if (!how || digest.length !== how.bytes || line(body.title) === '') return no(400, 'bad-request')
  const found = (await tokens.certificates(token)).find(({ certificate }) => fingerprint(certificate) === body.certificate)
  if (!found) return no(404, 'no-such-certificate')
  const shown = { site, title: line(body.title), agency: line(body.agency), hash: digest.toString('hex') }
  const pin = await ask(shown)
  if (pin === null || pin === '') return no(403, 'person-refused')
  return said(200, { signature: base64(await tokens.signDigest({ token, id: found.id }, how, { pin, digest })) })
}

async function perform(pairing: Pairing, bridge: Bridge, { method, site, key, body }: Asked): Promise<Answer> {
  const known = pairing.keys.get(site)
  const paired = known !== undefined && key !== null && same(known, key)
  if (method === 'hello') return said(200, { program: 'lienthong-bridge', protocol, paired })
  if (method === 'pair') return pair(pairing, bridge, site, body.code)
  if (method !== 'certificates' && method !== 'sign') return no(404, 'no-such-method')
  if (!paired) return no(401, 'not-paired')
  if (method === 'sign') return sign(bridge, site, body)
  return said(200, {
    certificates: (await bridge.tokens.certificates(bridge.token)).map(({ certificate }) => base64(certificate)),
  })
}

type Asked = { method: string; site: string; key: string | null; body: Record<string, unknown> }

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  if (Number(request.headers['content-length'] ?? Number.NaN) <= largest) {
    const read = await json(request).catch(() => null)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null
  }
  return null
}

/** A page of a site that was named may ask, from this machine's own name only: no other page, no name that was bent to here. */
function refusedDoor({ headers }: IncomingMessage, { sites }: Bridge, port: number): Answer | null {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) return no(403, 'wrong-host')
  return sites.includes(headers.origin ?? '') ? null : no(403, 'wrong-site')
}

async function answer(pairing: Pairing, bridge: Bridge, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
  const closed = refusedDoor(request, bridge, request.socket.localPort ?? 0)
  if (closed) return closed
  const site = request.headers.origin ?? ''
  response.setHeader('access-control-allow-origin', site)
  response.setHeader('vary', 'Origin')
  response.setHeader('access-control-allow-private-network', 'true')
  response.setHeader('access-control-allow-methods', 'POST')
  response.setHeader('access-control-allow-headers', 'content-type, authorization')
  if (request.method === 'OPTIONS') return said(204, {})
  const asked = /^\/lienthong-bridge\/1\/([a-z]+)$/.exec(request.url ?? '')
  if (request.method !== 'POST' || !asked) return no(404, 'no-such-method')
  if (request.headers['content-type'] !== 'application/json') return no(415, 'json-only')
  const body = await bodyOf(request)
  if (!body) return no(400, 'bad-request')
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
  return perform(pairing, bridge, { method: asked[1] ?? '', site, key, body })
}

/** The signing program: a server on this machine's own address that signs hashes by a token, each after the person's yes. */
export function openBridge(bridge: Bridge): Server {
  const pairing: Pairing = { code: '', tries: 0, keys: new Map() }
  // One after the other: two questions at once would not be told apart.
  let last: Promise<unknown> = Promise.resolve()
  newCode(pairing, bridge)
  return createServer((request, response) => {
    const turn = last.then(() => answer(pairing, bridge, request, response))
    last = turn.then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        response.end(status === 204 ? undefined : JSON.stringify(body))
      },
      (error) => {
        const fault = tokenFaultOf(error)
        response.writeHead(fault ? 409 : 500, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: fault ? `token-${fault}` : 'fault' }))
      },
    )
  })
}
