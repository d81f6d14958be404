import { lookup } from 'node:dns'
import { request as plain, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Why nothing usable came back. */
export type Silence = 'bad-address' | 'private-address' | 'unreachable' | 'too-slow' | 'too-large' | 'refused'

/** A question that got no answer. Recognised by `silence`. */
export class Unanswered extends Error {
  readonly silence: Silence
  constructor(silence: Silence, about: string) {
    super(`${silence}: ${about}`)
    this.name = 'Unanswered'
    this.silence = silence
  }
}

export const silenceOf = (error: unknown): Silence | null => (error as { silence?: Silence } | null)?.silence ?? null

export type Question = {
  address: string
  /** Posted with its media type; without it the address is read. */
  post?: { type: string; body: Uint8Array }
  /** Sent besides, such as who asks. */
  headers?: Readonly<Record<string, string>>
  /** Bytes that are read at most, and milliseconds that the whole may take. */
  most: number
  patience: number
  /** Whether the answer may come from this machine or a private network. */
  privateNetworks: boolean
}

/** Loopback, private, link-local, carrier-grade, documentation and multicast: nothing that a stranger's address may lead to. */
const inner = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, bits, 'ipv6')

/** Whether an address of the network belongs to this machine or a private network. */
export function isPrivate(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  return inner.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4')
}

/** Looks a name up and connects only to what was looked at: a name cannot lead elsewhere between question and connection. */
const publicOnly: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const fault = error ?? (found.some(({ address }) => isPrivate(address)) ? new Unanswered('private-address', host) : null)
    const [first] = found ?? []
    if (fault || !first) done(fault ?? new Unanswered('unreachable', host), '', 4)
    else if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}

/** Names that lead nowhere, for ever (RFC 2606): nobody is looked up for them. */
const reserved = /(^|\.)(example|invalid|test|example\.(com|net|org))$/i

function addressOf({ address, privateNetworks }: Question): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new Unanswered('bad-address', address)
  if (reserved.test(url.hostname)) throw new Unanswered('bad-address', url.host)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!privateNetworks && isIP(host) !== 0 && isPrivate(host)) throw new Unanswered('private-address', url.host)
  return url
}

function optionsOf({ post, privateNetworks, headers: more = {} }: Question, signal: AbortSignal): RequestOptions {
  const headers = post ? { 'content-type': post.type, 'content-length': post.body.length } : {}
  return {
    method: post ? 'POST' : 'GET',
    headers: { ...more, ...headers, accept: '*/*', 'user-agent': 'lien-thong' },
    signal,
    agent: false,
    ...(privateNetworks ? {} : { lookup: publicOnly }),
  }
}

export type Answer = { status: number; body: Uint8Array }

/**
 * Asks a server outside by HTTP and reads what it answers, within limits of size and time. It follows no redirection.
 * @throws Unanswered (refused: any status but 200)
 */
export const ask = async (question: Question): Promise<Uint8Array> => (await askFor(question, (status) => status === 200)).body

/** The same where the answer speaks also when it refuses: only statuses that `reads` says no to are refused here. */
export async function askFor(question: Question, reads: (status: number) => boolean): Promise<Answer> {
  const url = addressOf(question)
  const signal = AbortSignal.timeout(question.patience)
  const fault = (error: unknown): Unanswered => {
    const known = silenceOf(error) ?? silenceOf((error as { cause?: unknown }).cause)
    return known ? (error as Unanswered) : new Unanswered(signal.aborted ? 'too-slow' : 'unreachable', url.host)
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain
    const request = send(url, optionsOf(question, signal), (response) => {
      const chunks: Buffer[] = []
      let size = 0
      const stop = (silence: Silence) => {
        reject(new Unanswered(silence, url.host))
        response.destroy()
      }
      const status = response.statusCode ?? 0
      if (!reads(status)) return stop('refused')
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > question.most) return stop('too-large')
        chunks.push(chunk)
      })
      response.on('end', () => resolve({ status, body: new Uint8Array(Buffer.concat(chunks)) }))
      response.on('error', (error) => reject(fault(error)))
      response.on('close', () => reject(new Unanswered('unreachable', url.host)))
    })
    request.on('error', (error) => reject(fault(error)))
    request.end(question.post?.body)
  })
}
