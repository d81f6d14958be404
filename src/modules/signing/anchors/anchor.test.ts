import { X509Certificate } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import {
  type Authority,
  anchorCertificates,
  anchorsInUse,
  certificateOf,
  importAnchors,
  importKey,
  issueCertificate,
  makeAuthority,
  removeAnchor,
} from '#signing'
import { type Ground, testGround } from '../testing.ts'

let ground: Ground
let authority: Authority
let admin: Desk
let agency: string
const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })
const pem = (der: Uint8Array) => new X509Certificate(der).toString()

beforeAll(async () => {
  ground = testGround(await testDatabase())
  authority = await makeAuthority('Tỉnh An Hòa', 'ECDSA-P256-SHA256')
  agency = await ground.agency('Sở Thông tin và Truyền thông')
  admin = await ground.desk('Quản trị', agency, ['systemAdmin'])
})
afterAll(() => ground.close())

const span = { validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date('2026-12-31T00:00:00Z') }
const leaf = () =>
  issueCertificate(
    authority,
    { subject: { commonName: 'Hồ Thị Mơ', organisation: 'Sở' }, kind: 'person', ...span },
    'vendor-password',
  )

test('authorities are trusted from DER and from bundles, once each; what is no authority is refused whole', async () => {
  const bundle = new TextEncoder().encode(`Bag Attributes\n${pem(authority.root)}\n${pem(authority.issuing)}`)
  expect(await admin.work((work) => importAnchors(work, authority.root))).toEqual({ added: 1, known: 0 })
  expect(await admin.work((work) => importAnchors(work, bundle))).toEqual({ added: 1, known: 1 })
  expect(await admin.work(({ tx }) => anchorCertificates(tx))).toHaveLength(2)
  const listed = await admin.work(({ tx }) => anchorsInUse(tx))
  expect(listed.map(({ subject }) => subject)).toEqual(['Tỉnh An Hòa – CA cấp phát', 'Tỉnh An Hòa – CA gốc'])
  for (const bad of [
    '',
    'xin chào',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    `${pem(authority.root)}`.slice(0, 300),
  ]) {
    const act = admin.work((work) => importAnchors(work, new TextEncoder().encode(bad)))
    await expect(act).rejects.toEqual(refused('unreadable-certificate'))
  }
  await expect(admin.work((work) => importAnchors(work, new Uint8Array(2_000_000)))).rejects.toEqual(refused('too-large'))
})

test('the certificate of a person is no authority; only the administrator of the system trusts and distrusts', async () => {
  const mo = await ground.desk('Hồ Thị Mơ', agency, ['specialist', 'unitAdmin', 'recordsClerk'])
  await importKey(mo, { file: await leaf(), password: 'vendor-password', pin: '12345678', holder: 'person' })
  const chain = await sql<{ chain: Buffer[] }>`select chain from signing.key`.execute(ground.owner)
  const own = chain.rows[0]?.chain[0] ?? Buffer.alloc(0)
  await expect(admin.work((work) => importAnchors(work, own))).rejects.toEqual(refused('not-an-authority'))
  const card = () => mo.work((work) => certificateOf(work, { holder: 'person' }))
  expect(await card()).toMatchObject({ trusted: true, obstacle: null, access: 'open', triesLeft: 5 })
  const anchors = await admin.work(({ tx }) => anchorsInUse(tx))
  for (const { id } of anchors) {
    await expect(mo.work((work) => removeAnchor(work, id))).rejects.toEqual(refused('not-allowed', 'anchor.remove'))
    await admin.work((work) => removeAnchor(work, id))
    await expect(admin.work((work) => removeAnchor(work, id))).rejects.toEqual(refused('not-found'))
  }
  expect(await card()).toMatchObject({ trusted: false })
})

test('a real installation takes nothing of a demonstration, neither by the code nor by the database', async () => {
  const real = testGround(await testDatabase())
  await sql`alter table platform.installation disable trigger all; update platform.installation set kind = 'real'`.execute(
    real.owner,
  )
  const place = await real.agency('Sở Nội vụ')
  const mo = await real.desk('Hồ Thị Mơ', place, ['systemAdmin'], '')
  await expect(mo.work((work) => importAnchors(work, authority.root))).rejects.toEqual(
    refused('demonstration-material', 'anchor'),
  )
  const key = { file: await leaf(), password: 'vendor-password', pin: '12345678', holder: 'person' } as const
  await expect(importKey(mo, key)).rejects.toEqual(refused('demonstration-material', 'key'))
  const past = sql`insert into signing.anchor (certificate, fingerprint, subject, organisation, issuer, serial, valid_from, valid_to, demonstration)
    values ('x', decode(repeat('00', 32), 'hex'), '', '', '', '', now(), now(), true)`
  await expect(mo.work(({ tx }) => past.execute(tx))).rejects.toMatchObject({ code: 'LT030' })
  await real.close()
})

test('an authority that the file does not name is taken from the trusted ones', async () => {
  const whole = await makeAuthority('Tỉnh Bình Hòa', 'ECDSA-P256-SHA256')
  await admin.work((work) => importAnchors(work, whole.root))
  const bare = { ...whole, root: whole.issuing }
  const request = { subject: { commonName: 'Đỗ Văn Tú', organisation: 'Sở' }, kind: 'person', ...span } as const
  const file = await issueCertificate(bare, request, 'vendor-password')
  const tu = await ground.desk('Đỗ Văn Tú', agency, ['specialist'])
  const key = await importKey(tu, { file, password: 'vendor-password', pin: '12345678', holder: 'person' })
  const { rows } = await sql<{ n: number }>`select cardinality(chain) as n from signing.key where id = ${key.id}`.execute(
    ground.owner,
  )
  expect(rows).toEqual([{ n: 3 }])
})
