import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
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
  await expect(reset(['--yes'], { DATABASE_URL: database.ownerUrl })).rejects.toMatchObject({ code: 'wrong-use' })
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query(
    `select count(*)::int as kinds from pg_namespace where nspname in ('documents', 'platform')`,
  )
  await client.end()
  expect(rows).toEqual([{ kinds: 2 }])
})
