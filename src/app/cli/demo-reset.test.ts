import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { insertPerson } from '#organisation'
import { readConfig } from '#platform/config/config.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { type AppGround, openGround } from '../ground.ts'
import { command } from './demo-reset.ts'
import { readTyped } from './typed.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'lt-reset-'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const reset = (words: string[], env: Record<string, string>) =>
  command.run(readTyped(command, words, { DATA_DIR: folder, ...env }))

test('nothing is dropped without a word of consent, nor where nothing is', async () => {
  await expect(reset([], {})).rejects.toMatchObject({ code: 'wrong-use' })
  await expect(reset(['--yes'], {})).rejects.toMatchObject({ code: 'cannot-start' })
})

test('what is not a demonstration is refused and stays whole', async () => {
  await expect(reset(['--yes'], { DATABASE_URL: database.ownerUrl })).rejects.toMatchObject({ code: 'cannot-start' })
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query(
    `select count(*)::int as kinds from pg_namespace where nspname in ('documents', 'platform')`,
  )
  await client.end()
  expect(rows).toEqual([{ kinds: 2 }])
})

test('a demonstration that was changed is as new after it, and what ran on it stops it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lt-reset-demo-'))
  const env = { DATA_DIR: dataDir, DEMO_HISTORY: 'no' }
  const people = (ground: AppGround) =>
    ground.deskOf(visitor).work(({ tx }) => tx.selectFrom('organisation.person').select('full_name as name').execute())
  const open = () => openGround(readConfig(env), () => undefined)
  const first = await open()
  const before = (await people(first)).length
  const sort = { fullName: 'Người Mới Thêm', sortKey: 'them moi nguoi' }
  await first.deskOf(visitor).work(({ tx }) => insertPerson(tx, sort))
  await expect(reset(['--yes'], env)).rejects.toMatchObject({ code: expect.stringMatching(/wrong-use|cannot-start/) })
  await first.close()
  expect(await reset(['--yes'], env)).toMatchObject({ status: 0, json: { dataDir } })
  const again = await open()
  const after = await people(again)
  await again.close()
  await rm(dataDir, { recursive: true, force: true })
  expect(after).toHaveLength(before)
  expect(after.map(({ name }) => name)).not.toContain('Người Mới Thêm')
}, 240_000)
