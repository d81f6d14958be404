import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditKey, sealAudit } from '#platform/audit/seal.ts'
import { dailyBackup } from '#platform/backup/daily.ts'
import { lookAtSpace } from '#platform/backup/space.ts'
import { clearFiles } from '#platform/blobs/clear.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { schemaCheck } from '#platform/db/schema-check.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { modules } from './modules.ts'
import { systemFacts } from './system.ts'
import { version } from './version.ts'
import { workName } from './work-names.vi.ts'

let database: TestDatabase
let pool: Pool
let dataDir = ''

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  dataDir = await mkdtemp(join(tmpdir(), 'lt-system-'))
})
afterAll(async () => {
  await pool.destroy()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

const facts = () => pool.transaction().execute((tx) => systemFacts(tx))
const fact = async (name: string) => (await facts()).find((one) => one.name === name)
const place = () => ({ pool, ownerUrl: database.ownerUrl, dataDir, blobFolder: join(dataDir, 'blobs') })

test('before the first backup administrators are told so, and that nothing is scanned', async () => {
  expect(await fact('Sao lưu hằng ngày')).toMatchObject({ value: 'Chưa có lần nào', alarm: expect.any(String) })
  expect(await fact('Quét mã độc')).toMatchObject({ value: 'Không quét', alarm: expect.any(String) })
  expect(await fact('Phiên bản')).toMatchObject({ value: version })
})

test('the daily backup is proven and its result shown; one that fails is shown with its reason and leaves nothing', {
  timeout: 120_000,
}, async () => {
  await sql`insert into platform.audit (verb, about) values ('test.one', 'one')`.execute(pool)
  await sealAudit(pool, await auditKey(dataDir))
  const folder = await dailyBackup(place())
  expect((await stat(join(folder, 'manifest.json'))).isFile()).toBe(true)
  expect(await fact('Sao lưu hằng ngày')).toMatchObject({ value: expect.stringContaining('Đạt, đã thử khôi phục'), alarm: null })

  const elsewhere = { ...place(), ownerUrl: Object.assign(new URL(database.ownerUrl), { pathname: 'not-there' }).href }
  await expect(dailyBackup(elsewhere)).rejects.toThrow()
  expect(await fact('Sao lưu hằng ngày')).toMatchObject({ alarm: expect.stringContaining('không đạt') })
})

test('the space left is looked at and written down', async () => {
  await lookAtSpace(place())
  expect((await fact('Chỗ trống cho dữ liệu'))?.value).toMatch(/^\d+\u00a0% \(\d+,\d GB\), đo lúc \d\d\/\d\d\/\d{4}/)
  await sql`update platform.routine set detail = jsonb_set(detail, '{data,free}', '14') where name = 'disk.look'`.execute(pool)
  expect((await fact('Chỗ trống cho dữ liệu'))?.alarm).toContain('chỉ còn 14\u00a0%')
})

test('what the clearing away of unread files did last is shown, and why it could not be done', async () => {
  expect(await fact('Dọn tệp không dùng')).toMatchObject({ value: expect.stringContaining('Chưa có lần nào'), alarm: null })
  await clearFiles(place())
  expect((await fact('Dọn tệp không dùng'))?.value).toMatch(/bỏ 0 tệp không văn bản nào dùng \(0 MB\), 0 tệp gửi dở$/)
  const elsewhere = { ...place(), ownerUrl: Object.assign(new URL(database.ownerUrl), { pathname: 'not-there' }).href }
  await expect(clearFiles(elsewhere)).rejects.toThrow()
  expect(await fact('Dọn tệp không dùng')).toMatchObject({ alarm: expect.stringContaining('không xong') })
})

test('whatever work in the background can stop has a name that an administrator understands', () => {
  const followed = modules.flatMap(({ listeners }) => Object.keys(listeners ?? {}))
  expect(followed.length).toBeGreaterThan(0)
  expect(followed.filter((name) => workName(name) === null)).toEqual([])
})

test('what is not sealed yet is counted', async () => {
  await sql`insert into platform.audit (verb, about) values ('test.two', 'two')`.execute(pool)
  expect((await fact('Nhật ký chưa niêm'))?.value).toMatch(/^1 dòng, cũ nhất/)
})

test('the version is that of the package', async () => {
  expect(JSON.parse(await readFile(join(repositoryFolder, 'package.json'), 'utf8')).version).toBe(version)
})

test('ready means that the database has exactly the schema of this program', async () => {
  const check = schemaCheck(pool)
  expect(await check()).toEqual({ ok: true })
  const owner = openPool(database.ownerUrl, 1)
  const folder = join(dataDir, 'newer')
  await cp(join(repositoryFolder, 'db/migrations'), folder, { recursive: true })
  await writeFile(join(folder, '9999_platform_later.sql'), 'select 1;')
  expect(await schemaCheck(pool, folder)()).toMatchObject({ ok: false, note: expect.stringContaining('thiếu 1 bước') })
  await sql`insert into public.lt_migration (name, hash) values ('9999_platform_later.sql', 'x')`.execute(owner)
  expect(await check()).toMatchObject({ ok: false, note: expect.stringContaining('mới hơn') })
  await sql`delete from public.lt_migration where name = '9999_platform_later.sql'`.execute(owner)
  await owner.destroy()
})
