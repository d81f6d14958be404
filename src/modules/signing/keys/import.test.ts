import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { type Authority, importKey, issueCertificate, makeAuthority, openKey } from '#signing'
import { type Ground, testGround } from '../testing.ts'
import { unwrap } from './wrapping.ts'

let ground: Ground
let authority: Authority
let hoa: Desk
let folder: string
const [pin, password] = ['12345678', 'from-the-vendor']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lt-import-'))
  ground = testGround(await testDatabase())
  authority = await makeAuthority('Tỉnh An Hòa', 'ECDSA-P256-SHA256')
  const agency = await ground.agency('Sở Tài chính tỉnh An Hòa')
  const soon = new Date(Date.now() + 60_000).toISOString()
  hoa = ground.later(await ground.desk('Trần Thị Hòa', agency, ['specialist']), soon)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await ground.close()
})

const span = { validFrom: new Date('2024-01-01T00:00:00Z'), validTo: new Date('2049-12-30T00:00:00Z') }
const demonstrations = () =>
  issueCertificate(
    authority,
    { subject: { commonName: 'Trần Thị Hòa', organisation: 'Sở Tài chính' }, kind: 'person', ...span },
    password,
  )

/** A key whose certificate no demonstration authority has made. */
function others(): Uint8Array {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const plain = ['-addext', 'basicConstraints=critical,CA:FALSE']
  openssl('req', '-x509', ...curve, '-nodes', '-subj', '/CN=Tran Thi Hoa', ...plain, '-keyout', 'own.key', '-out', 'own.pem')
  openssl('pkcs12', '-export', '-inkey', 'own.key', '-in', 'own.pem', '-out', 'own.p12', '-passout', `pass:${password}`)
  return readFileSync(join(folder, 'own.p12'))
}

const imported = (file: Uint8Array, published: boolean) => importKey(hoa, { file, password, pin, holder: 'person', published })

/** How often the PIN is derived to open what is kept of the key in use, as its container says. */
async function rounds(): Promise<number | undefined> {
  const { wrapped, chain } = await hoa.work(({ tx, actor }) =>
    tx
      .selectFrom('signing.key_access as a')
      .innerJoin('signing.key as k', 'k.id', 'a.key')
      .select(['a.wrapped', 'k.chain'])
      .where('k.holder', '=', actor.person)
      .where('k.replaced_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
  const leaf = chain[0] ?? new Uint8Array()
  const container = Buffer.from(unwrap(hoa.vault.keySecret, wrapped, { leaf, person: hoa.actor.person }))
  return [1000, 210_000].find((count) => container.includes(Buffer.from(count === 1000 ? '020203e8' : '0203033450', 'hex')))
}

test('a PIN that is printed for everybody opens a demonstration’s key without the long derivation', async () => {
  await imported(await demonstrations(), true)
  expect(await rounds()).toBe(1000)
  expect(await openKey(hoa, { holder: 'person', pin })).toMatchObject({ demonstration: true })
  await expect(openKey(hoa, { holder: 'person', pin: '87654321' })).rejects.toMatchObject({ code: 'wrong-pin' })
})

test('every other PIN is derived slowly, and that of a real certificate whatever is said of it', async () => {
  await imported(await demonstrations(), false)
  expect(await rounds()).toBe(210_000)
  await imported(others(), true)
  expect(await rounds()).toBe(210_000)
})
