import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditKey } from '#platform/audit/seal.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { readManifest } from '#platform/backup/manifest.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { readConfig, repositoryFolder } from '#platform/config/config.ts'
import { type Embedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate, migrationsIn, pendingMigrations, roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { seed } from '../../demo/seed.ts'
import { openGround } from './ground.ts'
import { installationSecrets } from './secrets.ts'
import { upgrade } from './upgrade.ts'

let folder = ''
const at = (name: string) => join(folder, name)
const all = migrationsIn().map(({ name }) => name)
/** For a checkout without history: the schema before drafting came (0070 to 0089), filled by the actions that it carries (keys need 0211, 0212 and 0250). */
const early = all.filter((name) => name < '0070' || (name >= '0090' && name < '0100') || /^(021[12]|0250)_signing/.test(name))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lt-upgrade-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const git = (...args: string[]) => execFileSync('git', args, { cwd: repositoryFolder, encoding: 'utf8', maxBuffer: 1 << 30 })

/** The commit of a release when it is in this checkout (a shallow one, or none at all, lacks it). */
function commitOf(line: string): string | null {
  try {
    return git('rev-parse', '--verify', '--quiet', `${line.split(' ')[1]}^{commit}`).trim() || null
  } catch {
    return null
  }
}

/** The newest release in db/releases whose data lack a migration of this program; without such a one, the newest. */
function previousRelease(): string | null {
  const lines = readFileSync(join(repositoryFolder, 'db/releases'), 'utf8').split('\n')
  const commits = lines.filter((line) => /^v\d/.test(line)).flatMap((line) => commitOf(line) ?? [])
  const lacks = (commit: string) => {
    const there = git('ls-tree', '--name-only', `${commit}:db/migrations`).split('\n')
    return all.some((name) => !there.includes(name))
  }
  return commits.findLast(lacks) ?? commits.at(-1) ?? null
}

/** The data folder that the program of a release leaves behind after its first start. */
async function dataOfRelease(commit: string, dataDir: string): Promise<void> {
  const program = at(commit)
  await mkdir(program)
  const archive = at(`${commit}.tar`)
  git('archive', '-o', archive, commit)
  execFileSync('tar', ['-xf', archive, '-C', program])
  await symlink(join(repositoryFolder, 'node_modules'), join(program, 'node_modules'))
  const env = { ...process.env, DATA_DIR: dataDir, ROLE: 'worker', DEMO_HISTORY: 'no' }
  const child = spawn(process.execPath, [join(program, 'src/app/main.ts')], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.stderr.on('data', (said: Buffer) => {
    if (said.includes('đang chạy')) child.kill('SIGTERM')
  })
  expect(await ended).toBe(0)
}

/** The same of the early schema. */
async function dataOfEarlySchema(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const { database: secret, keys } = await installationSecrets(dataDir)
  const embedded = await startEmbedded({ dataDir })
  await migrate({ ownerUrl: embedded.url, kind: 'demo', secret, only: early })
  const pool = openPool(roleUrl(embedded.url, 'lt_seed', secret))
  await seed({ pool, vault: { files: openFiles(join(dataDir, 'blobs')), keySecret: keys }, tell: () => {}, history: false })
  await pool.destroy()
  await embedded.stop()
}

async function counts(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ people: number; keys: number; books: number; audit: number }>(
    `select (select count(*)::int from organisation.person) as people, (select count(*)::int from signing.key) as keys,
      (select count(*)::int from documents.book) as books, (select count(*)::int from platform.audit) as audit`,
  )
  await client.end()
  return rows[0] ?? {}
}

async function onCluster<Done>(dataDir: string, look: (embedded: Embedded) => Promise<Done>): Promise<Done> {
  const embedded = await startEmbedded({ dataDir })
  return look(embedded).finally(() => embedded.stop())
}

test('the data of the previous version comes to this one, after a backup that was proven', { timeout: 300_000 }, async () => {
  const dataDir = at('previous')
  const release = previousRelease()
  await (release ? dataOfRelease(release, dataDir) : dataOfEarlySchema(dataDir))
  const { before, pending } = await onCluster(dataDir, async ({ url }) => ({
    before: await counts(url),
    pending: await pendingMigrations(url),
  }))
  const said: string[] = []
  const ground = await openGround(readConfig({ DATA_DIR: dataDir, DEMO_HISTORY: 'no' }), (sentence) => said.push(sentence))
  try {
    expect(await pendingMigrations(ground.ownerUrl)).toEqual([])
    const after = await counts(ground.ownerUrl)
    for (const [name, count] of Object.entries(before)) expect(after[name], name).toBeGreaterThanOrEqual(count)
    expect(await verifyAudit(ground.pool, await auditKey(dataDir))).toMatchObject({ whole: true })
    const backups = await readdir(join(dataDir, 'backups')).catch(() => [])
    if (pending.length > 0) {
      expect(said.join('\n')).toContain('Đang sao lưu vào')
      expect(backups).toHaveLength(1)
      expect((await readManifest(join(dataDir, 'backups', backups[0] ?? ''))).migrations).toEqual(
        all.filter((name) => !pending.includes(name)),
      )
    }
  } finally {
    await ground.close()
  }
})

test('a migration that fails leaves data and schema, names the backup and the way back; old code refuses a newer schema', {
  timeout: 300_000,
}, async () => {
  const dataDir = at('failing')
  await dataOfEarlySchema(dataDir)
  const { database: secret } = await installationSecrets(dataDir)
  const newer = at('migrations')
  await mkdir(newer)
  for (const { name, sql } of migrationsIn()) if (early.includes(name)) await writeFile(join(newer, name), sql)
  await writeFile(join(newer, '0098_platform_good.sql'), 'create table platform.good (id int);')
  await writeFile(join(newer, '0099_platform_broken.sql'), 'create table platform.half (id int); select 1 / 0;')
  await onCluster(dataDir, async ({ url }) => {
    const before = await counts(url)
    const of = { ownerUrl: url, kind: 'demo' as const, secret, dataDir, blobFolder: join(dataDir, 'blobs'), tell: () => {} }
    const failed: Error = await upgrade({ ...of, from: newer }).then(
      () => new Error('it did not fail'),
      (error) => error,
    )
    expect(failed).toMatchObject({ code: 'cannot-start' })
    expect(failed.message).toContain('0099_platform_broken.sql')
    expect(failed.message).toContain(join(dataDir, 'backups'))
    expect(failed.message).toContain('bin/lienthong restore')
    // The copy of the backup failed first: not even the migration before the broken one touched the data.
    expect(await pendingMigrations(url, newer)).toEqual(['0098_platform_good.sql', '0099_platform_broken.sql'])
    expect(await counts(url)).toEqual(before)

    await rm(join(newer, '0099_platform_broken.sql'))
    expect(await upgrade({ ...of, from: newer })).toEqual(['0098_platform_good.sql'])
    await expect(upgrade(of)).rejects.toMatchObject({
      code: 'cannot-start',
      message: expect.stringContaining('mới hơn chương trình (có 0098_platform_good.sql)'),
    })
  })
})
