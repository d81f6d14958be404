import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pool } from './desk.ts'
import { openPreparedPool } from './pool.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await testDatabase()
  // One connection: what one transaction leaves behind, the next one meets.
  pool = openPreparedPool(database.ownerUrl, 1)
  await sql`create table public.pile (id int primary key)`.execute(pool)
})
afterAll(async () => {
  await pool.destroy()
  await database.close()
})

const put = (over: Pool, id: number | string) => sql`insert into public.pile (id) values (${id})`.execute(over)
const count = async (over: Pool) =>
  (await sql<{ n: number }>`select count(*)::int as n from public.pile`.execute(over)).rows[0]?.n
const keep = (...ids: (number | string)[]) =>
  pool.transaction().execute(async (tx) => {
    for (const id of ids) await put(tx, id)
  })

test('what is put in without waiting stands in its order, and after the commit for everybody', async () => {
  const before = await pool.transaction().execute(async (tx) => {
    await put(tx, 1)
    await put(tx, 2)
    return count(tx)
  })
  expect(before).toBe(2)
  await keep(3, 4)
  expect(await count(pool)).toBe(4)
})

test('outside a transaction an insert is waited for', async () => {
  await put(pool, 5)
  await expect(put(pool, 5)).rejects.toMatchObject({ code: '23505' })
  expect(await count(pool)).toBe(5)
})

test('a fault is thrown with its own code by the next statement or by the commit, and nothing of the transaction is kept', async () => {
  await expect(keep(6, 1)).rejects.toMatchObject({ code: '23505' })
  await expect(keep(6, 'six', 7)).rejects.toMatchObject({ code: '22P02' })
  const asked = pool.transaction().execute(async (tx) => {
    await put(tx, 6)
    await put(tx, 2)
    await put(tx, 7)
    return count(tx)
  })
  await expect(asked).rejects.toMatchObject({ code: '23505', detail: expect.stringContaining('(2)') })
  expect(await count(pool)).toBe(5)
})

test('a fault of one transaction is not the next one’s, nor beyond the point gone back to', async () => {
  await expect(keep(1)).rejects.toMatchObject({ code: '23505' })
  const trx = await pool.startTransaction().execute()
  await put(trx, 8)
  const here = await trx.savepoint('here').execute()
  await put(here, 1)
  await expect(count(here)).rejects.toMatchObject({ code: '23505' })
  await here.rollbackToSavepoint('here').execute()
  await put(trx, 9)
  await trx.commit().execute()
  expect(await count(pool)).toBe(7)
})

test('what answers rows or may change nothing is waited for', async () => {
  await pool.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: number }>`insert into public.pile (id) values (10) returning id`.execute(tx)
    expect(rows).toEqual([{ id: 10 }])
    const twice = await sql`insert into public.pile (id) values (10) on conflict do nothing`.execute(tx)
    expect(twice.numAffectedRows).toBe(0n)
  })
})
