import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { type Desk, openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { api } from '#platform/http/api.ts'
import { changePin, openKey } from '#signing'
import { signingModule } from '../module.ts'
import { certify } from '../pdf/certify.ts'
import { fillNumber } from '../pdf/fill.ts'
import { judgePdf } from '../pdf/judge.ts'
import { seal } from '../pdf/seal.ts'
import { preparedLetter, type TestAuthority, testAuthority } from '../pdf/testing.ts'
import { type Ground, testGround } from '../testing.ts'
import { type RemoteService, remoteService } from './csc.testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-remote-'))
const at = new Date('2026-11-20T03:00:00Z')
let ground: Ground
let pool: Pool
let authority: TestAuthority
let service: RemoteService
let agency: string
let app: FastifyInstance
let address: string
let serviceId: string
const desks = new Map<string, Desk>()
const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })

async function signedIn(name: string, ...roles: Role[]): Promise<Desk> {
  const vault = { keySecret: new Uint8Array(32), files: openFiles(folder) }
  const desk = openDesk(pool, (await ground.desk(name, agency, roles)).actor, { seedNow: at.toISOString(), vault })
  desks.set(desk.actor.post, desk)
  return desk
}

async function call(desk: Desk | null, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      ...(desk ? { cookie: `lt_session=${desk.actor.post}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
}

const otps = Array.from({ length: 9 }, (_, at) => `00000${at}`)

beforeAll(async () => {
  const database = await testDatabase()
  ground = testGround(database)
  pool = openPool(roleUrl(database.ownerUrl, 'lt_seed'), 4)
  agency = await ground.agency('Sở Tài chính')
  authority = testAuthority()
  service = await remoteService(authority, {
    hoa: [
      { id: 'tắt', name: 'Trần Thị Hòa', pin: '1234', status: 'disabled' },
      { id: 'hoa-1', name: 'Trần Thị Hòa', pin: '246810', multisign: 3 },
    ],
    so: [{ id: 'so-1', name: 'Sở Tài chính', algorithm: 'ECDSA-P384-SHA384', pin: '13579', otps, scal: '2' }],
    kim: [{ id: 'kim-1', name: 'Lý Thị Kim', algorithm: 'ECDSA-P256-SHA256', mode: 'implicit', scal: '2' }],
    lam: [{ id: 'lam-1', name: 'Đỗ Văn Lâm', algorithm: 'ECDSA-P256-SHA256', mode: 'oauth2code', pin: '1' }],
    ba: [{ id: 'ba-1', name: 'Vũ Thị Ba', algorithm: 'ECDSA-P256-SHA256', pin: '5555', scal: '2' }],
  })
  const actors = { actorOf: async (token: string) => desks.get(token)?.actor ?? null, pool: ground.owner, publicUrl: null }
  app = Fastify()
  await app.register(api, {
    prefix: '/api/v1',
    ground: { ...actors, deskOf: ({ post }: Desk['actor']) => desks.get(post) as Desk },
    version: '0',
    apiBytes: 1_000_000,
    mounts: [signingModule.api],
  })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
  const admin = await signedIn('Võ Thị Quản', 'systemAdmin')
  serviceId = (
    (await call(admin, 'POST', '/remote-services', { address: service.address, ...service.client })).body as { id: string }
  ).id
}, 120_000)
afterAll(async () => {
  await app.close()
  await pool.destroy()
  await ground.close()
  await service.close()
  authority.remove()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  service.odd.clear()
  service.asked.length = 0
})

const linked = (desk: Desk, holder: string, account: string, credential = '') =>
  call(desk, 'POST', `/certificates/${holder}/remote`, { service: serviceId, account, ...(credential ? { credential } : {}) })

test('a key at a service signs as the person and seals as the agency: PIN, code that is good once, hash bound to the consent', async () => {
  const [hoa, clerk] = [await signedIn('Trần Thị Hòa', 'agencyLeader'), await signedIn('Lê Thu Na', 'recordsClerk')]
  expect(await linked(hoa, 'person', 'hoa')).toMatchObject({
    status: 201,
    body: { lies: 'REMOTE', asks: ['pin'], access: 'open' },
  })
  expect(await linked(clerk, 'agency', 'so')).toMatchObject({ status: 201, body: { asks: ['pin', 'otp'] } })
  const person = await openKey(hoa, { holder: 'person', pin: '246810' })
  const signed = await certify(await preparedLetter(), { signer: person, at, name: 'Trần Thị Hòa' })
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  const signer = await openKey(clerk, { holder: 'agency', pin: { pin: '13579', otp: otps[0] ?? '' } })
  const sealed = await seal(numbered, { signer, at, name: 'Sở Tài chính' })
  const judged = await judgePdf(sealed, { anchors: [authority.root], at: null })
  expect(judged.signatures.map(({ signer: who, integrity, verdict }) => [who, integrity, verdict])).toEqual([
    ['Trần Thị Hòa', 'intact', 'valid'],
    ['Sở Tài chính', 'intact', 'valid'],
  ])
  // The consent of the first was given for one, that of the second for the very hash; a code opens one document.
  await expect(signer.sign(new Uint8Array([1]))).rejects.toEqual(refused('remote-refused', 'otp-spent'))
  const { rows } = await sql`select u.digest, a.lies, octet_length(a.wrapped) < 400 as small from signing.use u
    join signing.key_access a on a.key = u.key and a.person = u.person where octet_length(u.digest) = 32 order by u.id`.execute(
    ground.owner,
  )
  expect(rows).toMatchObject([{ lies: 'REMOTE', small: true }, { lies: 'REMOTE' }, { lies: 'REMOTE' }])
  const kept = await sql<{
    all: string
  }>`select string_agg(encode(wrapped, 'escape'), '') as all from signing.key_access`.execute(ground.owner)
  expect(kept.rows[0]?.all).not.toMatch(/246810|13579|hoa-1/)
})

test('one consent serves a batch as far as the service allows, each signature under a token of its own; a phone is asked per document', async () => {
  const [hoa, kim] = [await signedIn('Trần Thị Hòa', 'agencyLeader'), await signedIn('Lý Thị Kim', 'agencyLeader')]
  await linked(hoa, 'person', 'hoa')
  expect(await linked(kim, 'person', 'kim')).toMatchObject({ status: 201, body: { asks: [] } })
  service.asked.length = 0
  const signer = await openKey(hoa, { holder: 'person', pin: '246810', count: 4 })
  for (const byte of [1, 2, 3, 4]) await signer.sign(new Uint8Array([byte]))
  const sent = (method: string) => service.asked.filter((one) => one === `${method} 200`).length
  expect([sent('credentials/authorize'), sent('credentials/extendTransaction'), sent('signatures/signHash')]).toEqual([2, 2, 4])
  service.asked.length = 0
  const phone = await openKey(kim, { holder: 'person', pin: '' })
  for (const byte of [1, 2]) await phone.sign(new Uint8Array([byte]))
  expect([sent('credentials/authorize'), sent('signatures/signHash')]).toEqual([2, 2])
})

test('a wrong PIN is counted here too and found before anything is numbered; whoever was refused once is not asked again', async () => {
  const [ba, clerk] = [await signedIn('Vũ Thị Ba', 'agencyLeader'), await signedIn('Lê Thu Na', 'recordsClerk')]
  await linked(ba, 'person', 'ba')
  await linked(clerk, 'agency', 'so')
  await expect(openKey(ba, { holder: 'person', pin: '' })).rejects.toEqual(refused('bad-input', 'pin'))
  await expect(openKey(ba, { holder: 'person', pin: '0000' })).rejects.toEqual(refused('wrong-pin', '4'))
  const card = await call(ba, 'GET', '/certificates/person')
  expect(card.body).toMatchObject({ triesLeft: 4 })
  await (await openKey(ba, { holder: 'person', pin: '5555' })).sign(new Uint8Array([1]))
  expect((await call(ba, 'GET', '/certificates/person')).body).toMatchObject({ triesLeft: 5 })
  for (const left of ['4', '3'])
    await expect(openKey(ba, { holder: 'person', pin: '0000' })).rejects.toEqual(refused('wrong-pin', left))
  await expect(openKey(ba, { holder: 'person', pin: '5555' })).rejects.toEqual(refused('remote-refused', 'locked'))

  const missing = openKey(clerk, { holder: 'agency', pin: { pin: '13579', otp: ' ' } })
  await expect(missing).rejects.toEqual(refused('remote-refused', 'otp-missing'))
  const signer = await openKey(clerk, { holder: 'agency', pin: { pin: '13579', otp: '999999' } })
  service.asked.length = 0
  await expect(signer.sign(new Uint8Array([1]))).rejects.toEqual(refused('remote-refused', 'wrong-otp'))
  await expect(signer.sign(new Uint8Array([2]))).rejects.toEqual(refused('remote-refused', 'otp-spent'))
  expect(service.asked).toEqual(['credentials/authorize 400'])
  await expect(changePin(clerk, { holder: 'agency', pin: '13579', newPin: 'khác-hẳn-1' })).rejects.toEqual(
    refused('key-on-token'),
  )
})

test('what a service gets wrong is refused by name: no answer, another answer, a forged signature, a service that was removed', async () => {
  const hoa = await signedIn('Trần Thị Hòa', 'agencyLeader')
  await linked(hoa, 'person', 'hoa')
  const sign = async () => (await openKey(hoa, { holder: 'person', pin: '246810' })).sign(new Uint8Array([1]))
  service.odd.set('signatures/signHash', 'forge')
  await expect(sign()).rejects.toEqual(refused('remote-refused', 'wrong-signature'))
  service.odd.set('signatures/signHash', 'nonsense')
  await expect(sign()).rejects.toEqual(refused('remote-refused', 'bad-answer'))
  service.odd.set('credentials/authorize', 'fault')
  await expect(sign()).rejects.toEqual(refused('remote-refused', 'unreachable'))
  service.odd.clear()
  const admin = await signedIn('Võ Thị Quản', 'systemAdmin')
  const other = { address: service.address.replace('127.0.0.1', 'localhost'), ...service.client }
  const { body } = await call(admin, 'POST', '/remote-services', other)
  const second = (body as { id: string }).id
  await call(hoa, 'POST', '/certificates/person/remote', { service: second, account: 'hoa' })
  expect(await call(hoa, 'DELETE', `/remote-services/${second}`)).toMatchObject({ status: 403 })
  expect(await call(admin, 'DELETE', `/remote-services/${second}`)).toMatchObject({ status: 204 })
  expect(await call(admin, 'DELETE', `/remote-services/${second}`)).toMatchObject({ status: 404 })
  await expect(sign()).rejects.toEqual(refused('remote-refused', 'no-service'))
})

test('nobody links another’s key, nor what the service cannot sign with; services are the administrator’s, over TLS beyond this machine', async () => {
  const [hoa, admin, lam] = [
    await signedIn('Trần Thị Hòa', 'agencyLeader'),
    await signedIn('Võ Thị Quản', 'systemAdmin'),
    await signedIn('Đỗ Văn Lâm', 'agencyLeader'),
  ]
  const refusals: [Desk, string, string, string, number, string][] = [
    [hoa, 'person', 'ba', '', 409, 'foreign-certificate'],
    [hoa, 'person', 'nobody', '', 409, 'remote-refused'],
    [hoa, 'person', 'hoa', 'tắt', 409, 'remote-refused'],
    [hoa, 'agency', 'so', '', 403, 'not-allowed'],
    [lam, 'person', 'lam', '', 409, 'remote-refused'],
  ]
  for (const [desk, holder, account, credential, status, code] of refusals)
    expect(await linked(desk, holder, account, credential)).toMatchObject({ status, body: { code } })
  const good = { address: service.address, ...service.client }
  expect(await call(hoa, 'POST', '/remote-services', good)).toMatchObject({ status: 403 })
  expect(await call(hoa, 'GET', '/remote-services')).toMatchObject({ status: 403 })
  expect(await call(null, 'POST', '/remote-services', good)).toMatchObject({ status: 401 })
  expect(JSON.stringify((await call(admin, 'GET', '/remote-services')).body)).not.toContain(service.client.secretClient)
  for (const wrong of ['http://ky.nha-cung-cap.vn/csc/v2', 'ftp://127.0.0.1/', 'https://a:b@ky.vn/csc', 'không'])
    expect(await call(admin, 'POST', '/remote-services', { ...good, address: wrong })).toMatchObject({ status: 400 })
  const stranger = { ...good, secretClient: 'sai' }
  expect(await call(admin, 'POST', '/remote-services', stranger)).toMatchObject({ status: 409, body: { code: 'remote-refused' } })
  service.odd.set('info', 'nonsense')
  expect(await call(admin, 'POST', '/remote-services', good)).toMatchObject({ status: 409 })
})
