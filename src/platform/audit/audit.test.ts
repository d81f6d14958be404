import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, visitor } from '#kernel/actor.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { note } from './audit.ts'
import { sealAudit } from './seal.ts'
import { verifyAudit } from './verify.ts'

const clerk: Actor = {
  ...visitor,
  person: '00000000-0000-4000-8000-000000000001',
  post: '00000000-0000-4000-8000-000000000002',
  agency: '00000000-0000-4000-8000-000000000003',
}
const { privateKey } = generateKeyPairSync('ed25519')
let database: TestDatabase
let pool: Pool
let owner: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await Promise.all([pool.destroy(), owner.end()])
  await database.close()
})

const act = (about: string) => openDesk(pool, clerk).work((work) => note(work, 'test.act', about, { n: 1 }))

test('what is committed is linked in order, the head is signed, a rolled back act leaves nothing', async () => {
  await act('a')
  await openDesk(pool, clerk)
    .work(async (work) => {
      await note(work, 'test.act', 'never')
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await Promise.all(Array.from({ length: 20 }, (_, n) => act(`b${n}`)))
  expect(await verifyAudit(pool, privateKey)).toMatchObject({ whole: true, links: 0, unsealed: { rows: 21 } })
  expect(await sealAudit(pool, privateKey)).toBe(21)
  expect(await verifyAudit(pool, privateKey)).toEqual({
    whole: true,
    links: 21,
    heads: 1,
    brokenAt: null,
    why: null,
    unsealed: { rows: 0, oldest: null },
  })
})

test('a row that commits late, below the highest linked one, is linked at the next sealing', async () => {
  await owner.query('begin')
  await owner.query(`insert into platform.audit (verb, about) values ('test.late', 'late')`)
  await act('early')
  expect(await sealAudit(pool, privateKey)).toBe(1)
  await owner.query('commit')
  expect(await sealAudit(pool, privateKey)).toBe(1)
  for (const n of [1, 2, 3]) {
    await act(`after ${n}`)
    expect(await sealAudit(pool, privateKey)).toBe(1)
  }
  expect(await verifyAudit(pool, privateKey)).toMatchObject({ whole: true, unsealed: { rows: 0 } })
})

test('the serving role may neither change nor delete nor link by hand', async () => {
  const app = new pg.Client({ connectionString: roleUrl(database.ownerUrl, 'lt_app') })
  await app.connect()
  for (const statement of [
    `update platform.audit set verb = 'x'`,
    'delete from platform.audit',
    `insert into platform.audit_link values (999, 1, '\\x00')`,
    'delete from platform.audit_head',
    'select * from platform.audit_settled',
  ]) {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
  }
  await app.end()
})

test.each([
  [
    'a changed row',
    `update platform.audit set about = 'forged' where id = 3`,
    `update platform.audit set about = 'b1' where id = 3`,
  ],
  [
    'another detail',
    `update platform.audit set detail = '{"n":2}' where id = 4`,
    `update platform.audit set detail = '{"n":1}' where id = 4`,
  ],
])('%s is found by the verifier', async (_, forge, mend) => {
  const { rows } = await owner.query('select about, detail from platform.audit where id in (3, 4) order by id')
  await owner.query(forge)
  expect(await verifyAudit(pool, privateKey)).toMatchObject({ whole: false })
  await owner.query(mend.replace(`'b1'`, `'${rows[0].about}'`))
  expect(await verifyAudit(pool, privateKey)).toMatchObject({ whole: true })
})

test('a chain linked anew by somebody without the key does not carry the signature', async () => {
  const other = generateKeyPairSync('ed25519').privateKey
  expect(await verifyAudit(pool, other)).toMatchObject({ whole: false })
})
