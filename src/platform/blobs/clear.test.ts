import { createHash, randomBytes } from 'node:crypto'
import { access, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { routineOf } from '#platform/backup/routine.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { openFiles, pathOf } from './blobs.ts'
import { clearFiles, clearRoutine } from './clear.ts'
import { filesLock } from './lock.ts'

let database: TestDatabase
let pool: Pool
let owner: pg.Client
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  folder = await mkdtemp(join(tmpdir(), 'lt-clear-'))
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  // A table that refers to files, as those of the modules do; the clearing away finds it by itself.
  await owner.query('create table public.paper (sha256 text not null references platform.blob)')
  await owner.query('grant insert on public.paper to lt_app')
})
afterAll(async () => {
  await owner.end()
  await pool.destroy()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const files = () => openFiles(folder)
const desk = () => openDesk(pool, visitor)
const place = () => ({ pool, ownerUrl: database.ownerUrl, blobFolder: folder })
const keep = (bytes: Buffer) => desk().work(({ tx }) => files().keep(tx, bytes, 'application/pdf'))
const refer = (sha256: string) => owner.query('insert into public.paper values ($1)', [sha256])
const there = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
/** Whether row and file of a hash are there; a small file has a row alone. */
const stands = async (sha256: string) => [
  (await owner.query('select from platform.blob where sha256 = $1', [sha256])).rowCount === 1,
  await there(pathOf(folder, sha256)),
]
const age = async (sha256: string, hours: number) => {
  await owner.query(`update platform.blob set stored_at = now() - $2 * interval '1 hour' where sha256 = $1`, [sha256, hours])
  const then = new Date(Date.now() - hours * 3_600_000)
  await utimes(pathOf(folder, sha256), then, then).catch(() => undefined)
}

test('what nothing refers to goes after two days, with its file; what is referred to or younger stays', async () => {
  const [used, unused, young, small] = [
    await keep(randomBytes(100_000)),
    await keep(randomBytes(100_000)),
    await keep(randomBytes(100_000)),
    await keep(Buffer.from('một tệp nhỏ')),
  ]
  await refer(used.sha256)
  for (const { sha256 } of [used, unused, small]) await age(sha256, 49)
  await age(young.sha256, 47)
  expect(await clearFiles(place())).toEqual({ files: 2, bytes: unused.size + small.size, unfinished: 0 })
  expect(await stands(used.sha256)).toEqual([true, true])
  expect(await stands(young.sha256)).toEqual([true, true])
  expect(await stands(unused.sha256)).toEqual([false, false])
  expect(await stands(small.sha256)).toEqual([false, false])
  expect(await routineOf(pool, clearRoutine)).toMatchObject({ ok: true, detail: { files: 2 } })
})

test('files without a row and files that never came in whole go when they are old, not before', async () => {
  const bytes = randomBytes(70_000)
  const orphan = pathOf(folder, createHash('sha256').update(bytes).digest('hex'))
  const unfinished = join(folder, 'incoming', 'nua-chung')
  for (const path of [orphan, unfinished]) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
  expect(await clearFiles(place())).toEqual({ files: 0, bytes: 0, unfinished: 0 })
  const then = new Date(Date.now() - 49 * 3_600_000)
  for (const path of [orphan, unfinished]) await utimes(path, then, then)
  expect(await clearFiles(place())).toEqual({ files: 1, bytes: 70_000, unfinished: 1 })
  expect([await there(orphan), await there(unfinished)]).toEqual([false, false])
})

test('one who sends the same file while it would be cleared away keeps it', async () => {
  const bytes = randomBytes(100_000)
  const { sha256 } = await keep(bytes)
  await age(sha256, 60)
  await desk().work(async ({ tx }) => {
    await files().keep(tx, bytes, 'application/pdf')
    // In the middle of the other's transaction, whose reference nobody sees yet.
    expect(await clearFiles(place())).toMatchObject({ files: 0 })
    await sql`insert into public.paper values (${sha256})`.execute(tx)
  })
  await age(sha256, 60)
  expect(await clearFiles(place())).toMatchObject({ files: 0 })
  expect(await desk().work(({ tx }) => files().bytes(tx, sha256))).toEqual(bytes)
})

test('a form that comes back with a file of old finds it stored as of today', async () => {
  const bytes = randomBytes(100_000)
  const { sha256 } = await keep(bytes)
  await age(sha256, 60)
  await keep(bytes)
  expect(await clearFiles(place())).toMatchObject({ files: 0 })
  await refer(sha256)
  expect(await stands(sha256)).toEqual([true, true])
})

test('sending and clearing away at the same time: who is told that the file is kept can read it, every time', async () => {
  const lost: number[] = []
  for (let round = 0; round < 25; round += 1) {
    const bytes = randomBytes(round % 3 === 0 ? 1000 : 90_000)
    const { sha256 } = await keep(bytes)
    await age(sha256, 60)
    const sending = desk().work(async ({ tx }) => {
      await files().keep(tx, bytes, 'application/pdf')
      await sql`insert into public.paper values (${sha256})`.execute(tx)
    })
    await Promise.all([sending, clearFiles(place())])
    const read = await desk().work(({ tx }) => files().bytes(tx, sha256))
    if (!read.equals(bytes)) lost.push(round)
  }
  expect(lost).toEqual([])
})

test('while a backup runs nothing is cleared away, and administrators read why', async () => {
  const { sha256 } = await keep(randomBytes(100_000))
  await age(sha256, 60)
  await owner.query('select pg_advisory_lock_shared($1, 0)', [filesLock])
  await expect(clearFiles(place())).rejects.toThrow('đang sao lưu')
  expect(await stands(sha256)).toEqual([true, true])
  expect(await routineOf(pool, clearRoutine)).toMatchObject({ ok: false, detail: { error: expect.stringContaining('sao lưu') } })
  await owner.query('select pg_advisory_unlock_shared($1, 0)', [filesLock])
  expect(await clearFiles(place())).toMatchObject({ files: 1 })
})
