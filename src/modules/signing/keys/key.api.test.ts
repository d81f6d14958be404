import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { api } from '#platform/http/api.ts'
import { type Authority, issueCertificate, makeAuthority, openKey } from '#signing'
import { signingModule } from '../module.ts'
import { type Ground, testGround } from '../testing.ts'

let ground: Ground
let authority: Authority
let agency: string
let app: FastifyInstance
let address: string
const desks = new Map<string, Desk>()

beforeAll(async () => {
  ground = testGround(await testDatabase())
  authority = await makeAuthority('Tỉnh An Hòa', 'ECDSA-P256-SHA256')
  agency = await ground.agency('Sở Tài chính')
  const actors = { actorOf: async (token: string) => desks.get(token)?.actor ?? null, pool: ground.owner, publicUrl: null }
  const deskOf = ({ post }: Desk['actor']) => desks.get(post) as Desk
  app = Fastify()
  await app.register(api, {
    prefix: '/api/v1',
    ground: { ...actors, deskOf },
    version: '0',
    apiBytes: 1_000_000,
    mounts: [signingModule.api],
  })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await ground.close()
})

/** A person signed in; the session's token is the post. */
async function signedIn(...roles: Role[]) {
  const desk = await ground.desk('Trần Thị Hòa', agency, roles)
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

const span = { validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date('2026-12-31T00:00:00Z') }
async function file(commonName: string, kind: 'person' | 'agency') {
  const subject = { commonName, organisation: 'Sở Tài chính' }
  return Buffer.from(await issueCertificate(authority, { subject, kind, ...span }, 'vendor-pass')).toString('base64')
}

test('a key is brought in, shown and given a new PIN over the API; secrets never come back', async () => {
  const hoa = await signedIn('specialist')
  expect(await call(hoa, 'GET', '/certificates/person')).toMatchObject({ status: 404 })
  const made = await call(hoa, 'POST', '/certificates/person', {
    file: await file('Trần Thị Hòa', 'person'),
    password: 'vendor-pass',
    pin: 'first-pin',
  })
  expect(made).toMatchObject({ status: 201, body: { holder: 'PERSON', subject: 'Trần Thị Hòa', access: 'open', triesLeft: 5 } })
  expect(JSON.stringify(made.body)).not.toMatch(/wrapped|vendor-pass|first-pin|chain/)
  expect(await call(hoa, 'POST', '/certificates/person/pin', { pin: 'wrong-one', newPin: 'second-pin' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-pin' },
  })
  expect(await call(hoa, 'POST', '/certificates/person/pin', { pin: 'first-pin', newPin: 'second-pin' })).toMatchObject({
    status: 204,
  })
  await openKey(hoa, { holder: 'person', pin: 'second-pin' })
})

test('the agency’s key: import, keepers and end, each refused to who may not', async () => {
  const clerk = await signedIn('recordsClerk')
  const other = await signedIn('recordsClerk')
  const specialist = await signedIn('specialist')
  const admin = await signedIn('unitAdmin')
  const body = { file: await file('Sở Tài chính', 'agency'), password: 'vendor-pass', pin: 'first-pin' }
  expect(await call(specialist, 'POST', '/certificates/agency', body)).toMatchObject({ status: 403 })
  const made = await call(clerk, 'POST', '/certificates/agency', body)
  const { key } = made.body as { key: string }
  const grant = { person: other.actor.person, ownPin: 'first-pin', newPin: 'second-pin' }
  expect(await call(specialist, 'POST', `/keys/${key}/keepers`, grant)).toMatchObject({ status: 403 })
  expect(await call(clerk, 'POST', `/keys/${key}/keepers`, grant)).toMatchObject({ status: 204 })
  await openKey(other, { holder: 'agency', pin: 'second-pin' })
  expect(await call(specialist, 'DELETE', `/keys/${key}/keepers/${other.actor.person}`)).toMatchObject({ status: 403 })
  expect(await call(clerk, 'DELETE', `/keys/${key}/keepers/${other.actor.person}`)).toMatchObject({ status: 204 })
  expect(await call(clerk, 'POST', `/keys/${key}/revocation`)).toMatchObject({ status: 403 })
  expect(await call(admin, 'POST', `/keys/${key}/revocation`)).toMatchObject({ status: 204 })
  expect(await call(clerk, 'GET', '/certificates/agency')).toMatchObject({ status: 404 })
})

test('trusted authorities are the administrator’s', async () => {
  const admin = await signedIn('systemAdmin')
  const clerk = await signedIn('recordsClerk')
  const body = { file: Buffer.from(authority.root).toString('base64') }
  expect(await call(clerk, 'POST', '/authorities', body)).toMatchObject({ status: 403 })
  expect(await call(clerk, 'GET', '/authorities')).toMatchObject({ status: 403 })
  expect(await call(admin, 'POST', '/authorities', body)).toEqual({ status: 200, body: { added: 1, known: 0 } })
  const listed = await call(admin, 'GET', '/authorities')
  expect(listed.body).toMatchObject([{ subject: 'Tỉnh An Hòa – CA gốc', demonstration: true }])
  const [{ id }] = listed.body as [{ id: string }]
  expect(await call(clerk, 'DELETE', `/authorities/${id}`)).toMatchObject({ status: 403 })
  expect(await call(admin, 'DELETE', `/authorities/${id}`)).toMatchObject({ status: 204 })
})

test('bad input is answered in 4xx, stores nothing, and a visitor is turned away', async () => {
  const hoa = await signedIn('specialist')
  const good = { file: await file('Trần Thị Hòa', 'person'), password: 'vendor-pass', pin: 'first-pin' }
  const bad = [
    {},
    { ...good, file: 'không phải base64' },
    { ...good, file: '' },
    { ...good, file: 'AAAA' },
    { ...good, file: 'A'.repeat(400_000) },
    { ...good, password: 'x'.repeat(5000) },
    { ...good, password: 7 },
    { ...good, pin: '1234567' },
    { ...good, pin: null },
    { ...good, pin: ['12345678'] },
    [good],
  ]
  for (const body of bad) {
    const { status } = await call(hoa, 'POST', '/certificates/person', body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  }
  expect(await call(hoa, 'POST', '/certificates/somebody', good)).toMatchObject({ status: 400 })
  expect(await call(hoa, 'POST', '/keys/not-a-key/revocation')).toMatchObject({ status: 400 })
  expect(await call(hoa, 'GET', '/certificates/person')).toMatchObject({ status: 404 })
  for (const [method, path] of [
    ['GET', '/certificates/person'],
    ['POST', '/certificates/person'],
    ['GET', '/authorities'],
  ] as const) {
    expect(await call(null, method, path, method === 'POST' ? good : undefined)).toMatchObject({ status: 401 })
  }
})

test('the picture of the seal is put and seen by the agency’s clerk and administrator, by nobody else', async () => {
  const image = readFileSync(new URL('../../../platform/pdf/testing/signature.png', import.meta.url)).toString('base64')
  const path = '/certificates/agency/seal-image'
  const clerk = await signedIn('recordsClerk')
  const picture = async (desk: Desk | null) => {
    const answer = await fetch(`${address}/api/v1${path}`, desk ? { headers: { cookie: `lt_session=${desk.actor.post}` } } : {})
    return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  expect((await picture(clerk)).status).toBe(404)
  expect(await call(clerk, 'PUT', path, { image })).toMatchObject({ status: 204 })
  const shown = await picture(await signedIn('unitAdmin'))
  expect(shown).toMatchObject({ status: 200, type: 'image/png' })
  expect(shown.bytes.toString('base64')).toBe(image)
  const head = await signedIn('agencyLeader')
  expect(await call(head, 'PUT', path, { image })).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect((await picture(head)).status).toBe(404)
  const elsewhere = await ground.desk('Phan Thị Bên', await ground.agency('Sở Y tế'), ['recordsClerk'])
  desks.set(elsewhere.actor.post, elsewhere)
  expect((await picture(elsewhere)).status).toBe(404)
  expect((await picture(null)).status).toBe(401)
  for (const wrong of ['', 'không phải base64', Buffer.from('x'.repeat(100)).toString('base64'), 'A'.repeat(800_000)])
    expect(await call(clerk, 'PUT', path, { image: wrong })).toMatchObject({ status: 400 })
})
