import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import {
  type Authority,
  certificateOf,
  changePin,
  expiringSoon,
  grantAgencyKey,
  importAnchors,
  importKey,
  issueCertificate,
  makeAuthority,
  openKey,
  revokeKey,
  type Signer,
  withdrawAgencyKey,
} from '#signing'
import { type Ground, testGround } from '../testing.ts'

let ground: Ground
let authority: Authority
let finance: string
let health: string
const pin = 'mã-Đúng-12'
const other = 'mã-khác-34'
const bytes = new TextEncoder().encode('một văn bản')
const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })

beforeAll(async () => {
  ground = testGround(await testDatabase())
  authority = await makeAuthority('Tỉnh An Hòa', 'ECDSA-P256-SHA256')
  finance = await ground.agency('Sở Tài chính tỉnh An Hòa')
  health = await ground.agency('Sở Y tế tỉnh An Hòa')
})
afterAll(() => ground.close())

const span = { validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date('2026-12-31T00:00:00Z') }
const fileFor = (commonName: string, kind: 'person' | 'agency', dates = span) =>
  issueCertificate(authority, { subject: { commonName, organisation: 'Sở Tài chính' }, kind, ...dates }, 'from-the-vendor')

async function bring(desk: Desk, holder: 'person' | 'agency', { as = pin, name = desk.actor.name, dates = span } = {}) {
  return importKey(desk, { file: await fileFor(name, holder, dates), password: 'from-the-vendor', pin: as, holder })
}
const people = (...roles: Role[]) => ground.desk('Trần Thị Hòa', finance, roles)

async function proves(signer: Signer): Promise<boolean> {
  const key = createPublicKey(
    new X509Certificate(signer.chain[0] ?? new Uint8Array()).publicKey.export({ format: 'pem', type: 'spki' }),
  )
  return verify('sha256', bytes, { key, dsaEncoding: 'der' }, await signer.sign(bytes))
}

test('a person imports a key, opens it by the PIN alone, and each signature is written down', async () => {
  const hoa = await people('specialist')
  const key = await bring(hoa, 'person')
  expect(key).toMatchObject({ subject: 'Trần Thị Hòa', holderKind: 'PERSON', demonstration: true, ...span })
  const signer = await openKey(hoa, { holder: 'person', pin })
  expect(signer).toMatchObject({ algorithm: 'ECDSA-P256-SHA256', subject: 'Trần Thị Hòa' })
  expect(signer.chain).toHaveLength(3)
  expect(await proves(signer)).toBe(true)
  const { rows } = await sql`select verb from platform.audit where about = ${key.id} order by id`.execute(ground.owner)
  expect(rows).toEqual([{ verb: 'key.import' }, { verb: 'key.open' }])
  const used = await sql`select person, octet_length(digest) as size from signing.use where key = ${key.id}`.execute(ground.owner)
  expect(used.rows).toEqual([{ person: hoa.actor.person, size: 32 }])
})

test('a key on P-384 is imported and signs with SHA-384', async () => {
  const hoa = await people('specialist')
  const request = { subject: { commonName: 'Trần Thị Hòa', organisation: 'Sở Tài chính' }, kind: 'person', ...span } as const
  const file = await issueCertificate(authority, { ...request, algorithm: 'ECDSA-P384-SHA384' }, 'from-the-vendor')
  const key = await importKey(hoa, { file, password: 'from-the-vendor', pin, holder: 'person' })
  expect(key.algorithm).toBe('ECDSA-P384-SHA384')
  const signer = await openKey(hoa, { holder: 'person', pin })
  const certificate = new X509Certificate(signer.chain[0] ?? new Uint8Array())
  const by = { key: certificate.publicKey, dsaEncoding: 'der' } as const
  expect(verify('sha384', bytes, by, await signer.sign(bytes))).toBe(true)
})

test('nothing in the database opens a key: not the PIN without the secret, not another row’s bytes', async () => {
  const hoa = await people('specialist')
  const key = await bring(hoa, 'person')
  const found = await sql<{ wrapped: Buffer }>`select wrapped from signing.key_access where key = ${key.id}`.execute(ground.owner)
  expect(found.rows[0]?.wrapped.includes(Buffer.from('06092a864886f70d010701', 'hex'))).toBe(false)
  await expect(openKey(ground.elsewhere(hoa), { holder: 'person', pin })).rejects.toEqual(refused('key-not-wrapped-here'))
  const lan = await people('specialist')
  const lanKey = await bring(lan, 'person')
  await sql`update signing.key_access set wrapped = ${found.rows[0]?.wrapped} where key = ${lanKey.id}`.execute(ground.owner)
  await expect(openKey(lan, { holder: 'person', pin })).rejects.toThrow(/authenticate/)
})

test('five wrong PINs lock the key for good, also side by side and although each refuses', async () => {
  const hoa = await people('specialist')
  const key = await bring(hoa, 'person')
  const wrong = () =>
    openKey(hoa, { holder: 'person', pin: 'not-the-pin' }).catch((error: { code: string; about: string }) => error)
  expect(await wrong()).toEqual(refused('wrong-pin', '4'))
  await openKey(hoa, { holder: 'person', pin })
  const answers = await Promise.all(Array.from({ length: 8 }, wrong))
  const codes = answers.map((answer) => ('code' in answer ? answer.code : 'opened')).sort()
  expect(codes).toEqual([...Array(4).fill('key-locked'), ...Array(4).fill('wrong-pin')])
  await expect(openKey(hoa, { holder: 'person', pin })).rejects.toEqual(refused('key-locked', key.id))
  await expect(changePin(hoa, { holder: 'person', pin, newPin: other })).rejects.toEqual(refused('key-locked'))
  const unlocked = sql`update signing.key_access set failed_attempts = 0, locked_at = null where key = ${key.id}`
  await expect(unlocked.execute(ground.owner)).rejects.toMatchObject({ code: 'LT032' })
  expect((await hoa.work((work) => certificateOf(work, { holder: 'person' })))?.access).toBe('locked')
  // Forgotten or locked: the same file again, never a recovery by somebody else.
  const again = await importKey(hoa, {
    file: await fileFor('Trần Thị Hòa', 'person'),
    password: 'from-the-vendor',
    pin,
    holder: 'person',
  })
  expect(again.id).not.toBe(key.id)
  await openKey(hoa, { holder: 'person', pin })
})

test('the same certificate again mends only the own copy; a new certificate replaces the old', async () => {
  const clerk = await people('recordsClerk')
  const file = await fileFor('Sở Tài chính', 'agency')
  const ask = { file, password: 'from-the-vendor', holder: 'agency' } as const
  const first = await importKey(clerk, { ...ask, pin })
  const colleague = await people('recordsClerk')
  await grantAgencyKey(clerk, { key: first.id, ownPin: pin, person: colleague.actor.person, newPin: other })
  expect((await importKey(clerk, { ...ask, pin: 'quite-another' })).id).toBe(first.id)
  await openKey(clerk, { holder: 'agency', pin: 'quite-another' })
  await openKey(colleague, { holder: 'agency', pin: other })
  const second = await bring(clerk, 'agency')
  expect(second.id).not.toBe(first.id)
  await expect(openKey(colleague, { holder: 'agency', pin: other })).rejects.toEqual(refused('no-key'))
  const back = sql`update signing.key set replaced_at = null where id = ${first.id}`
  await expect(back.execute(ground.owner)).rejects.toMatchObject({ code: 'LT031' })
})

test('a PIN is changed by its owner who knows the old one, and has eight signs', async () => {
  const hoa = await people('specialist')
  await bring(hoa, 'person')
  await expect(changePin(hoa, { holder: 'person', pin, newPin: '1234567' })).rejects.toEqual(refused('pin-too-short'))
  await expect(changePin(hoa, { holder: 'person', pin: other, newPin: other })).rejects.toEqual(refused('wrong-pin', '4'))
  await changePin(hoa, { holder: 'person', pin, newPin: other })
  await expect(openKey(hoa, { holder: 'person', pin })).rejects.toEqual(refused('wrong-pin', '4'))
  expect(await proves(await openKey(hoa, { holder: 'person', pin: other }))).toBe(true)
})

test('several clerks open the agency’s key, each with an own PIN; only clerks, only of this agency, only while they may', async () => {
  const clerk = await people('recordsClerk')
  const key = await bring(clerk, 'agency', { name: 'Sở Tài chính' })
  const colleague = await people('recordsClerk')
  const give = (person: Desk, ownPin = pin) =>
    grantAgencyKey(clerk, { key: key.id, ownPin, person: person.actor.person, newPin: other })
  await expect(openKey(colleague, { holder: 'agency', pin })).rejects.toEqual(refused('no-key'))
  await expect(give(colleague, 'not-the-pin')).rejects.toEqual(refused('wrong-pin', '4'))
  await expect(give(await people('specialist'))).rejects.toEqual(refused('not-allowed', 'person'))
  await expect(give(await ground.desk('Lê Văn Y', health, ['recordsClerk']))).rejects.toEqual(refused('not-allowed', 'person'))
  await give(colleague)
  expect(await proves(await openKey(colleague, { holder: 'agency', pin: other }))).toBe(true)
  expect(await proves(await openKey(clerk, { holder: 'agency', pin }))).toBe(true)
  const withdraw = (desk: Desk) => desk.work((work) => withdrawAgencyKey(work, { key: key.id, person: colleague.actor.person }))
  await expect(withdraw(await people('specialist'))).rejects.toEqual(refused('not-allowed'))
  await expect(withdraw(await ground.desk('Lê Văn Z', health, ['unitAdmin']))).rejects.toEqual(refused('not-found'))
  await withdraw(await people('unitAdmin'))
  await expect(openKey(colleague, { holder: 'agency', pin: other })).rejects.toEqual(refused('no-key'))
})

test('who may not: import the agency’s key, open it, grant it, revoke another’s, trust an authority', async () => {
  const hoa = await people('specialist')
  const clerk = await people('recordsClerk')
  const admin = await people('unitAdmin')
  const stranger = await ground.desk('Lê Văn A', health, ['recordsClerk', 'unitAdmin'])
  await expect(bring(hoa, 'agency')).rejects.toEqual(refused('not-allowed', 'key.import'))
  const key = await bring(admin, 'agency', { name: 'Sở Tài chính' })
  await expect(openKey(admin, { holder: 'agency', pin })).rejects.toEqual(refused('not-allowed', 'key.open'))
  await expect(openKey(hoa, { holder: 'agency', pin })).rejects.toEqual(refused('not-allowed', 'key.open'))
  await expect(changePin(hoa, { holder: 'agency', pin, newPin: other })).rejects.toEqual(refused('not-allowed'))
  const grant = { key: key.id, ownPin: pin, person: clerk.actor.person, newPin: other }
  await expect(grantAgencyKey(stranger, grant)).rejects.toEqual(refused('not-found'))
  await expect(grantAgencyKey(hoa, grant)).rejects.toEqual(refused('not-allowed', 'key.grant'))
  await grantAgencyKey(admin, grant)
  await openKey(clerk, { holder: 'agency', pin: other })
  await expect(clerk.work((work) => revokeKey(work, key.id))).rejects.toEqual(refused('not-allowed', 'key.revoke'))
  await expect(stranger.work((work) => revokeKey(work, key.id))).rejects.toEqual(refused('not-found'))
  const own = await bring(hoa, 'person')
  await expect(clerk.work((work) => revokeKey(work, own.id))).rejects.toEqual(refused('not-found'))
  await expect(admin.work((work) => importAnchors(work, authority.root))).rejects.toEqual(refused('not-allowed', 'anchor.import'))
})

test('a revoked key signs nothing more, not even one already opened', async () => {
  const hoa = await people('specialist')
  const key = await bring(hoa, 'person')
  const signer = await openKey(hoa, { holder: 'person', pin })
  await hoa.work((work) => revokeKey(work, key.id))
  await expect(signer.sign(bytes)).rejects.toEqual(refused('no-key'))
  await expect(openKey(hoa, { holder: 'person', pin })).rejects.toEqual(refused('no-key', 'person'))
  await expect(hoa.work((work) => revokeKey(work, key.id))).rejects.toEqual(refused('wrong-state'))
})

test('a certificate signs only within its dates and only for the person whose name it bears', async () => {
  const hoa = await people('specialist')
  await expect(bring(hoa, 'person', { name: 'Nguyễn Văn Nam' })).rejects.toEqual(refused('foreign-certificate'))
  await bring(hoa, 'person', { name: 'TRAN THI HOA - Chuyên viên' })
  await expect(openKey(ground.later(hoa, '2027-01-05T00:00:00Z'), { holder: 'person', pin })).rejects.toEqual(
    refused('certificate-expired'),
  )
  await expect(openKey(ground.later(hoa, '2025-12-05T00:00:00Z'), { holder: 'person', pin })).rejects.toEqual(
    refused('certificate-not-yet-valid'),
  )
  await expect(bring(ground.later(hoa, '2027-01-05T00:00:00Z'), 'person')).rejects.toEqual(refused('certificate-expired'))
  const soon = (at: string, days: number) => ground.later(hoa, at).work((work) => expiringSoon(work, days))
  expect(await soon('2026-11-01T00:00:00Z', 30)).toEqual([])
  expect(await soon('2026-12-05T00:00:00Z', 30)).toHaveLength(1)
  expect((await hoa.work((work) => certificateOf(work, { holder: 'person' })))?.subject).toBe('TRAN THI HOA - Chuyên viên')
})

test('the database refuses what the code refuses: another agency’s rows, changed uses, a sixth try', async () => {
  const hoa = await people('specialist')
  const key = await bring(hoa, 'person')
  await (await openKey(hoa, { holder: 'person', pin })).sign(bytes)
  const stranger = await ground.desk('Lê Văn B', health, ['recordsClerk', 'unitAdmin'])
  for (const table of ['key', 'key_access', 'use']) {
    const count = sql<{ n: number }>`select count(*)::int as n from ${sql.table(`signing.${table}`)} where agency = ${finance}`
    const { rows } = await stranger.work(({ tx }) => count.execute(tx))
    expect(rows).toEqual([{ n: 0 }])
  }
  for (const forbidden of [
    sql`delete from signing.use`,
    sql`update signing.use set at = app.now()`,
    sql`delete from signing.key`,
    sql`update signing.key set subject = 'x'`,
    sql`update signing.key_access set person = ${stranger.actor.person}`,
  ]) {
    await expect(hoa.work(({ tx }) => forbidden.execute(tx))).rejects.toMatchObject({ code: '42501' })
  }
  const more = sql`update signing.key_access set failed_attempts = 5 where key = ${key.id}`
  await expect(hoa.work(({ tx }) => more.execute(tx))).rejects.toMatchObject({ code: '23514' })
})
