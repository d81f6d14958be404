import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, issue, sign, submit } from '#documents'
import { visitor } from '#kernel/actor.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents/documents.testing.ts'
import { demonstrationDocuments } from './documents.sql.ts'

let province: TestProvince
let pool: Pool
beforeAll(async () => {
  province = await testProvince()
  pool = openPool(roleUrl(province.ownerUrl, 'lt_app'))
})
afterAll(async () => {
  await pool.destroy()
  await province.close()
})

const counted = () => openDesk(pool, visitor).work(({ tx }) => demonstrationDocuments(tx))

test('who is not signed in learns how many documents were issued and nothing else of them', async () => {
  const id = await province.as('anh.nguyenthi').work((work) => create(work, draftFor(province, ['H99'])))
  await province.as('anh.nguyenthi').work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], '12345678')
  const before = await counted()
  await issue(province.as('na.lethu'), [id], '12345678')
  expect(await counted()).toBe((before ?? 0) + 1)
  const seen = await openDesk(pool, visitor).work(({ tx }) => tx.selectFrom('documents.outgoing').select('id').execute())
  expect(seen).toEqual([])
})

test('a real installation tells nobody', async () => {
  const owner = openPool(province.ownerUrl)
  await owner.transaction().execute(async (tx) => {
    await sql`alter table platform.installation disable trigger all`.execute(tx)
    await sql`update platform.installation set kind = 'real'`.execute(tx)
  })
  await owner.destroy()
  expect(await counted()).toBeNull()
})
