import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCertificate } from '../certificates/certificate.ts'
import { ocspQuery, type Pair, readList, readOcsp } from './revocation.ts'
import { type Services, testServices } from './testing.ts'

let services: Services
let good: Pair
let bad: Pair
const now = new Date()
const at = (name: string) => join(services.authority.folder, name)

beforeAll(async () => {
  services = await testServices()
  const pair = (chain: readonly Uint8Array[]): Pair => ({
    certificate: readCertificate(chain[0] ?? new Uint8Array()),
    issuer: readCertificate(chain[1] ?? new Uint8Array()),
  })
  good = pair(services.authority.issue('Người còn hạn').chain)
  bad = pair(services.authority.issue('Người bị thu hồi').chain)
  services.authority.issue('Kẻ mạo danh')
  services.authority.revoke('Người bị thu hồi')
})
afterAll(() => services.close())

/** What openssl answers to a question, signed by whom one likes. */
async function answer(pair: Pair, { by = 'Responder', ...options }: { by?: string; days?: string } = {}): Promise<Uint8Array> {
  writeFileSync(at('q.der'), await ocspQuery(pair))
  const signer = ['-rsigner', at(`${by}.pem`), '-rkey', at(`${by}.key`), '-CA', at('Thử Issuing.pem'), '-index', at('index.txt')]
  const old = options.days ? ['faketime', '-f', `-${options.days}d`] : []
  const [command = '', ...rest] = [
    ...old,
    'openssl',
    'ocsp',
    ...signer,
    '-reqin',
    at('q.der'),
    '-respout',
    at('a.der'),
    '-nmin',
    '60',
  ]
  execFileSync(command, rest, { stdio: 'pipe' })
  return new Uint8Array(readFileSync(at('a.der')))
}

const list = async (name: string) => new Uint8Array(await (await fetch(`${services.address}/${name}`)).arrayBuffer())

test('an OCSP responder that the authority appointed, or the authority itself, is believed', async () => {
  expect(await readOcsp(await answer(good), good, now)).toMatchObject({ kind: 'ocsp', revokedAt: null })
  const own = await readOcsp(await answer(good, { by: 'Thử Issuing' }), good, now)
  expect([own?.revokedAt, own?.responder]).toEqual([null, null])
  const said = await readOcsp(await answer(bad), bad, now)
  expect(Math.abs((said?.revokedAt?.getTime() ?? 0) - now.getTime())).toBeLessThan(600_000)
})

test('nobody else is believed: another certificate of the authority, an old answer, one about somebody else, a changed one', async () => {
  expect(await readOcsp(await answer(good, { by: 'Kẻ mạo danh' }), good, now)).toBeNull()
  expect(await readOcsp(await answer(good, { days: '3' }), good, now)).toBeNull()
  expect(await readOcsp(await answer(bad), good, now)).toBeNull()
  const answered = await answer(good)
  for (const place of [60, Math.floor(answered.length / 3), answered.length - 20]) {
    const flipped = Buffer.from(answered)
    flipped[place] = (flipped[place] ?? 0) ^ 1
    expect(await readOcsp(flipped, good, now).catch(() => null), `byte ${place}`).toBeNull()
  }
})

test('a list is believed from the authority itself and within its time; it names who was revoked', async () => {
  const lists = { own: await list('issuing.crl'), other: await list('root.crl') }
  expect(readList(lists.own, good, now)).toMatchObject({ kind: 'crl', revokedAt: null })
  expect(readList(lists.own, bad, now)?.revokedAt).toBeInstanceOf(Date)
  expect(readList(lists.other, good, now)).toBeNull()
  expect(readList(lists.own, good, new Date(now.getTime() + 40 * 86_400_000))).toBeNull()
  expect(readList(lists.own, good, new Date(now.getTime() - 86_400_000))).toBeNull()
  const forged = Buffer.from(lists.own)
  const place = forged.length - 40
  forged[place] = (forged[place] ?? 0) ^ 1
  expect(readList(forged, good, now)).toBeNull()
})
