import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { catalogue } from '../generated/tables.sql.ts'
import { strangers, unkept, unsecured } from './rights.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const found = () => catalogue(database.ownerUrl)

/** A planted mistake in a database of its own. */
async function planted(sql: string) {
  const copy = await testDatabase()
  const client = new pg.Client({ connectionString: copy.ownerUrl })
  await client.connect()
  try {
    await client.query(sql)
    return await catalogue(copy.ownerUrl)
  } finally {
    await client.end()
    await copy.close()
  }
}

test('every table of agency data has row security with a reach policy', async () => {
  expect(unsecured(await found())).toEqual([])
})

test('no function has more rights than its caller but those of the closed list', async () => {
  expect(strangers(await found())).toEqual([])
})

test('what is written for good stays; what is closed is not read', async () => {
  expect(unkept(await found())).toEqual([])
})

test('a new table of agency data without row security is seen, and one whose row security is switched off', async () => {
  const forgotten = await planted(`
    create table documents.planted (id uuid primary key, agency uuid not null); grant select on documents.planted to lt_app;
    alter table documents.outgoing disable row level security`)
  expect(unsecured(forgotten)).toEqual(['documents.outgoing: no reach policy', 'documents.planted: no reach policy'])
})

test('a planted function under a crossing role is seen, and one under the owner', async () => {
  const more = await planted(`
    create function documents.planted() returns int language sql security definer as 'select 1';
    create function documents.planted_owner() returns int language sql security definer as 'select 1';
    grant create on schema documents to lt_crossing; alter function documents.planted() owner to lt_crossing`)
  const owner = decodeURIComponent(new URL(database.ownerUrl).username)
  expect(strangers(more)).toEqual(['lt_crossing: documents.planted()', `${owner}: documents.planted_owner()`])
})

test('a right to change history, audit or a given number is seen, and one to read sums or password hashes', async () => {
  const wide = await planted(`
    grant update on documents.outgoing_history to lt_app; grant delete on platform.audit to lt_app;
    grant update (number) on documents.number to lt_app; grant select on statistics.delta to lt_app;
    grant select on organisation.account to lt_search`)
  expect(unkept(wide)).toEqual([
    'documents.outgoing_history: UPDATE',
    'platform.audit: DELETE',
    expect.stringMatching(/^documents\.number: UPDATE \(.*number/),
    'statistics.delta: SELECT',
    'organisation.account: lt_search SELECT',
  ])
})
