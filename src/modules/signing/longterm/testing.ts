import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type TestAuthority, testAuthority } from '../pdf/testing.ts'

/** An authority of openssl's making with a real time-stamp authority, OCSP responder and lists behind HTTP. */
export type Services = {
  authority: TestAuthority
  address: string
  /** Names of what does not answer: tsa, ocsp, issuing.crl, root.crl. */
  down: Set<string>
  /** What was asked, in order. */
  asked: string[]
  /** The services' clock: null is the machine's, else as faketime takes it ("2036-11-20 10:00:00"). */
  clock: { at: string | null }
  /** Who stamps; another name after the first has run out. */
  stamper: { name: string }
  close(): Promise<void>
}

type Place = { folder: string; clock: Services['clock']; stamper: Services['stamper'] }

/** openssl at the clock of the services. */
function openssl({ clock }: Place, ...args: string[]): Buffer {
  const [command, ...rest] = clock.at ? ['faketime', '-f', `@${clock.at}`, 'openssl', ...args] : ['openssl', ...args]
  return execFileSync(command ?? '', rest, { stdio: 'pipe', env: { ...process.env, TZ: 'UTC' } })
}

function stamped(place: Place, query: Uint8Array): Buffer {
  const at = (name: string) => join(place.folder, name)
  writeFileSync(at('asked.tsq'), query)
  const signer = [
    '-signer',
    at(`${place.stamper.name}.pem`),
    '-inkey',
    at(`${place.stamper.name}.key`),
    '-chain',
    at('Thử Issuing.pem'),
  ]
  const files = ['-queryfile', at('asked.tsq'), '-out', at('given.tsr')]
  openssl(place, 'ts', '-reply', '-config', at('ca.cnf'), '-section', 'stamper', ...signer, ...files)
  return readFileSync(at('given.tsr'))
}

function answered(place: Place, query: Uint8Array): Buffer {
  const at = (name: string) => join(place.folder, name)
  writeFileSync(at('asked.ocsp'), query)
  const by = [
    '-rsigner',
    at('Responder.pem'),
    '-rkey',
    at('Responder.key'),
    '-CA',
    at('Thử Issuing.pem'),
    '-index',
    at('index.txt'),
  ]
  openssl(place, 'ocsp', ...by, '-reqin', at('asked.ocsp'), '-respout', at('given.ocsp'), '-nmin', '60')
  return readFileSync(at('given.ocsp'))
}

function listed(place: Place, authority: string): Buffer {
  const at = (name: string) => join(place.folder, name)
  const by = ['-cert', at(`${authority}.pem`), '-keyfile', at(`${authority}.key`)]
  openssl(place, 'ca', '-config', at('ca.cnf'), ...by, '-gencrl', '-crldays', '30', '-out', at('list.pem'))
  return openssl(place, 'crl', '-in', at('list.pem'), '-outform', 'DER')
}

async function answer(place: Place, request: IncomingMessage, what: string): Promise<Buffer> {
  switch (what) {
    case 'tsa':
      return stamped(place, await buffer(request))
    case 'ocsp':
      return answered(place, await buffer(request))
    case 'issuing.crl':
      return listed(place, 'Thử Issuing')
    default:
      return listed(place, 'Thử Root')
  }
}

/** Starts them all on one port of this machine. */
export async function testServices(): Promise<Services> {
  const [down, asked] = [new Set<string>(), [] as string[]]
  const place: Place = { folder: '', clock: { at: null }, stamper: { name: 'Dấu thời gian' } }
  const server = createServer(async (request, response) => {
    const what = (request.url ?? '').slice(1)
    asked.push(what)
    if (down.has(what)) return void response.writeHead(503).end()
    response.end(await answer(place, request, what).catch(() => Buffer.from('fault')))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const authority = testAuthority('Thử', address)
  place.folder = authority.folder
  authority.issue('Dấu thời gian', { usage: 'stamp' })
  authority.issue('Responder', { usage: 'ocsp' })
  return {
    ...{ authority, address, down, asked, clock: place.clock, stamper: place.stamper },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      authority.remove()
    },
  }
}
