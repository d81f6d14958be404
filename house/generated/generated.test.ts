import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repositoryFolder } from '#platform/config/config.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { generated } from './pages.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test.each(Object.entries(generated))('%s is as its sources say (npm run docs, npm run types:db)', async (path, made) => {
  expect(readFileSync(join(repositoryFolder, path), 'utf8')).toBe(await made(database.ownerUrl))
})
