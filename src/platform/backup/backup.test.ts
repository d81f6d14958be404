import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { note } from '#platform/audit/audit.ts'
import { sealAudit } from '#platform/audit/seal.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { emptyDatabase, type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { backup } from './backup.ts'
import { blobFile, tableFile } from './manifest.ts'
import { restore } from './restore.ts'

const { privateKey } = generateKeyPairSync('ed25519')
let source: TestDatabase
let pool: Pool
let folder: string
const at = (name: string) => join(folder, name)
const large = randomBytes(300_000)

beforeAll(async () => {
  source = await testDatabase()
  pool = openPool(roleUrl(source.ownerUrl, 'lt_app'))
  folder = await mkdtemp(join(tmpdir(), 'lt-backup-'))
  const files = openFiles(at('blobs'))
  await openDesk(pool, visitor).work(async (work) => {
    await files.keep(work.tx, large, 'application/pdf')
    await files.keep(work.tx, Buffer.from('nhỏ'), 'text/plain')
    await note(work, 'test.before', 'a')
  })
})
afterAll(async () => {
  await pool.destroy()
  await source.close()
  await rm(folder, { recursive: true, force: true })
})

const from = () => ({ ownerUrl: source.ownerUrl, blobFolder: at('blobs') })

test('a backup taken under traffic restores into a second instance: rows, files, chain, counters', async () => {
  let stopped = false
  let acknowledged = 0
  const traffic = (async () => {
    while (!stopped) {
      await openDesk(pool, visitor).work((work) => note(work, 'test.traffic', String(acknowledged)))
      acknowledged += 1
      if (acknowledged % 20 === 0) await sealAudit(pool, privateKey)
    }
  })()
  const before = acknowledged
  const manifest = await backup(from(), at('one'))
  stopped = true
  await traffic
  const target = await emptyDatabase()
  try {
    await restore({ ownerUrl: target.ownerUrl, blobFolder: at('restored'), secret: 'test' }, at('one'))
    const restored = openPool(roleUrl(target.ownerUrl, 'lt_app'))
    const second = openDesk(restored, visitor)
    const bytes = await second.work(({ tx }) => openFiles(at('restored')).bytes(tx, manifest.files[0]?.sha256 ?? ''))
    expect(bytes.equals(large)).toBe(true)
    const rows = manifest.tables.find(({ name }) => name === 'platform.audit')?.rows ?? 0
    expect(rows).toBeGreaterThan(before)
    expect(rows).toBeLessThanOrEqual(acknowledged + 1)
    // The chain goes on where it stood, in a cluster with other transaction numbers.
    await second.work((work) => note(work, 'test.after', 'z'))
    await sealAudit(restored, privateKey)
    expect(await verifyAudit(restored, privateKey)).toMatchObject({ whole: true, links: rows + 1, unsealed: { rows: 0 } })
    await restored.destroy()
  } finally {
    await target.close()
  }
})

test('a damaged backup is refused before anything is restored', async () => {
  await backup(from(), at('table'))
  await appendFile(tableFile(at('table'), 'platform.audit'), 'x')
  const { files } = await backup(from(), at('file'))
  await appendFile(blobFile(at('file'), files[0]?.sha256 ?? ''), 'x')
  const target = await emptyDatabase()
  const to = { ownerUrl: target.ownerUrl, blobFolder: at('never'), secret: 'test' }
  try {
    await expect(restore(to, at('table'))).rejects.toThrow('platform.audit không khớp')
    await expect(restore(to, at('file'))).rejects.toThrow('không khớp mã băm')
    await expect(restore(to, at('blobs'))).rejects.toThrow('không phải bản sao lưu')
    const client = new pg.Client({ connectionString: target.ownerUrl })
    await client.connect()
    const { rows } = await client.query(`select to_regclass('platform.audit') as there`)
    await client.end()
    expect(rows[0].there).toBeNull()
  } finally {
    await target.close()
  }
})

test('a folder with anything in it, and a place with an installation, are refused', async () => {
  await expect(backup(from(), at('one'))).rejects.toThrow('không trống')
  await expect(restore({ ...from(), secret: 'test' }, at('one'))).rejects.toThrow('đã có bản cài')
})
