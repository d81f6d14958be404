import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '#platform/db/testing.ts'

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(question)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

test('each test database is migrated, alone and gone after use', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()])
  await ask(one.ownerUrl, 'create table public.mine (id int)')
  expect(await ask(one.ownerUrl, 'select kind from platform.installation')).toBe('test')
  expect(await ask(other.ownerUrl, `select to_regclass('public.mine')`)).toBeNull()
  await Promise.all([one.close(), other.close()])
  await expect(ask(one.ownerUrl, 'select 1')).rejects.toMatchObject({ code: '3D000' })
})

test('process and database stand in a zone that is not Vietnam’s', async () => {
  const database = await testDatabase()
  expect(await ask(database.ownerUrl, 'show timezone')).toBe('America/Los_Angeles')
  expect(new Date('2026-01-01T00:00:00Z').getHours()).toBe(16)
  await database.close()
})

test('the run asked for decides the server', async () => {
  const database = await testDatabase()
  const version = Number(await ask(database.ownerUrl, 'show server_version_num'))
  const wanted = process.env.TEST_PG === 'external' || process.env.TEST_DATABASE_URL ? 150_000 : 180_000
  expect(version).toBeGreaterThanOrEqual(wanted)
  await database.close()
})
