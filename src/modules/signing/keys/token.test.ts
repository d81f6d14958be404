import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { type Desk, openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { openTokens } from '#platform/token/token.ts'
import { certificateOf, changePin, grantAgencyKey, importTokenKey, openKey } from '#signing'
import { certify } from '../pdf/certify.ts'
import { fillNumber } from '../pdf/fill.ts'
import { judgePdf } from '../pdf/judge.ts'
import { seal } from '../pdf/seal.ts'
import { preparedLetter, type TestAuthority, testAuthority } from '../pdf/testing.ts'
import type { SignerAlgorithm } from '../signer.ts'
import { type Ground, testGround } from '../testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-token-'))
const driver = '/usr/lib/softhsm/libsofthsm2.so'
const pin = '876543'
let ground: Ground
let pool: Pool
let authority: TestAuthority
let agency: string
const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })

/** A token of SoftHSM with one key and its certificate, by Debian's own programs. */
function tokenWith(label: string, name: string, algorithm: SignerAlgorithm): void {
  authority.issue(name, { algorithm })
  const [key, pem] = [join(authority.folder, `${name}.key`), join(authority.folder, `${name}.pem`)]
  const [p8, der] = [join(folder, 'key.p8'), join(folder, 'leaf.der')]
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--so-pin', '12345678', '--pin', pin], {
    stdio: 'pipe',
  })
  execFileSync('openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', key, '-out', p8])
  execFileSync('softhsm2-util', ['--import', p8, '--token', label, '--label', 'ky', '--id', 'a1', '--pin', pin], {
    stdio: 'pipe',
  })
  execFileSync('openssl', ['x509', '-in', pem, '-outform', 'DER', '-out', der])
  const written = ['--login', '--pin', pin, '--write-object', der, '--type', 'cert', '--id', 'a1']
  execFileSync('pkcs11-tool', ['--module', driver, '--token-label', label, ...written], { stdio: 'pipe' })
}

beforeAll(async () => {
  mkdirSync(join(folder, 'tokens'))
  writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`)
  process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf')
  const database = await testDatabase()
  ground = testGround(database)
  pool = openPool(roleUrl(database.ownerUrl, 'lt_seed'), 4)
  authority = testAuthority()
  agency = await ground.agency('Sở Tài chính')
  tokenWith('Thẻ của Hòa', 'Trần Thị Hòa', 'RSA-SHA256')
  tokenWith('HSM Sở Tài chính', 'Sở Tài chính', 'ECDSA-P384-SHA384')
}, 120_000)
afterAll(async () => {
  await pool.destroy()
  await ground.close()
  authority.remove()
  rmSync(folder, { recursive: true })
})

const vault = { keySecret: new Uint8Array(32), files: openFiles(folder), tokens: openTokens(driver) }
async function desk(name: string, ...roles: Role[]): Promise<Desk> {
  return openDesk(pool, (await ground.desk(name, agency, roles)).actor, { seedNow: '2026-11-20T03:00:00Z', vault })
}

test('keys on tokens sign a document as the person and seal it as the agency; neither key nor PIN lies in the database', async () => {
  const [hoa, clerk] = [await desk('Trần Thị Hòa', 'agencyLeader'), await desk('Lê Thu Na', 'recordsClerk')]
  const own = await importTokenKey(hoa, { token: 'Thẻ của Hòa', pin, holder: 'person' })
  const ours = await importTokenKey(clerk, { token: 'HSM Sở Tài chính', pin, holder: 'agency' })
  expect([own.algorithm, ours.algorithm]).toEqual(['RSA-SHA256', 'ECDSA-P384-SHA384'])
  const at = new Date('2026-11-20T03:00:00Z')
  const person = await openKey(hoa, { holder: 'person', pin })
  const signed = await certify(await preparedLetter(), { signer: person, at, name: 'Trần Thị Hòa' })
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  const sealed = await seal(numbered, { signer: await openKey(clerk, { holder: 'agency', pin }), at, name: 'Sở Tài chính' })
  // Only the leaf lies on the token; the judge has the authorities from elsewhere.
  const issuing = execFileSync('openssl', ['x509', '-in', join(authority.folder, 'Thử Issuing.pem'), '-outform', 'DER'])
  const judged = await judgePdf(sealed, { anchors: [authority.root, new Uint8Array(issuing)], at: null })
  expect(judged.signatures.map(({ signer, integrity, verdict }) => [signer, integrity, verdict])).toEqual([
    ['Trần Thị Hòa', 'intact', 'valid'],
    ['Sở Tài chính', 'intact', 'valid'],
  ])
  const { rows } = await sql<{ size: number; on: boolean }>`select octet_length(wrapped) as size, on_token as on
    from signing.key_access`.execute(ground.owner)
  expect(rows.map(({ on }) => on)).toEqual([true, true])
  for (const { size } of rows) expect(size).toBeLessThan(150)
  const used = await sql<{ n: number }>`select count(*)::int as n from signing.use`.execute(ground.owner)
  expect(used.rows).toEqual([{ n: 2 }])
})

test('a wrong PIN is counted; a token that is not there, or not one’s own, is refused by name', async () => {
  const hoa = await desk('Trần Thị Hòa', 'specialist')
  await expect(importTokenKey(hoa, { token: 'Thẻ của Hòa', pin: '000000', holder: 'person' })).rejects.toEqual(
    refused('token-unreachable', 'wrong-pin'),
  )
  await expect(importTokenKey(hoa, { token: 'Không có', pin, holder: 'person' })).rejects.toEqual(
    refused('token-unreachable', 'no-token'),
  )
  await expect(importTokenKey(hoa, { token: 'HSM Sở Tài chính', pin, holder: 'person' })).rejects.toEqual(
    refused('foreign-certificate', 'person'),
  )
  await expect(importTokenKey(hoa, { token: 'HSM Sở Tài chính', pin, holder: 'agency' })).rejects.toEqual(
    refused('not-allowed', 'key.import'),
  )
  await importTokenKey(hoa, { token: 'Thẻ của Hòa', pin, holder: 'person' })
  await expect(openKey(hoa, { holder: 'person', pin: '000000' })).rejects.toEqual(refused('wrong-pin', '4'))
  expect(await hoa.work((work) => certificateOf(work, { holder: 'person' }))).toMatchObject({ onToken: true, triesLeft: 4 })
  expect(await openKey(hoa, { holder: 'person', pin })).toMatchObject({ algorithm: 'RSA-SHA256' })
})

test('what lies on a token is neither copied nor put under another PIN here, and without a driver nothing opens', async () => {
  const [clerk, other] = [await desk('Đỗ Thị Hoa', 'recordsClerk'), await desk('Ngô Văn Thư', 'recordsClerk')]
  const key = await importTokenKey(clerk, { token: 'HSM Sở Tài chính', pin, holder: 'agency' })
  await expect(changePin(clerk, { holder: 'agency', pin, newPin: 'khác-hẳn-1' })).rejects.toEqual(refused('key-on-token'))
  const grant = { key: key.id, ownPin: pin, newPin: 'khác-hẳn-1', person: other.actor.person }
  await expect(grantAgencyKey(clerk, grant)).rejects.toEqual(refused('key-on-token'))
  const { tokens: _, ...without } = vault
  const bare = openDesk(pool, clerk.actor, { seedNow: '2026-11-20T03:00:00Z', vault: without })
  await expect(openKey(bare, { holder: 'agency', pin })).rejects.toEqual(refused('token-unreachable', 'no-driver'))
  await expect(importTokenKey(bare, { token: 'HSM Sở Tài chính', pin, holder: 'agency' })).rejects.toEqual(
    refused('token-unreachable', 'no-driver'),
  )
})
