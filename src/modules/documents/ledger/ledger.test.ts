import { generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { forgetWitness, witnessOf } from '#platform/audit/witness.ts'
import { routineOf } from '#platform/backup/routine.ts'
import type { Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { create, issue, sign, submit } from '../index.ts'
import { appendIssued, logKey, logRoutine } from './append.ts'
import { headMessage, leafOf, publicBytes } from './leaf.ts'
import { leafHash } from './merkle.ts'
import { verifyLog } from './verify.ts'

let province: TestProvince
let pool: Pool
let owner: pg.Client
let dataDir: string
const pin = '12345678'

/** Seven documents in three heads: 3, 5, 7 leaves. */
beforeAll(async () => {
  province = await testProvince()
  pool = openPool(roleUrl(province.ownerUrl, 'lt_app'), 4)
  owner = new pg.Client({ connectionString: province.ownerUrl })
  await owner.connect()
  dataDir = await mkdtemp(join(tmpdir(), 'lt-log-'))
  for (const many of [3, 2, 2]) {
    for (let n = 0; n < many; n += 1) await issued()
    expect(await append()).toBe(many)
  }
}, 120_000)
afterAll(async () => {
  await Promise.all([pool.destroy(), owner.end()])
  await province.close()
  await rm(dataDir, { recursive: true, force: true })
})

const place = () => ({ pool, dataDir, deskOf: province.deskOf })
const append = () => appendIssued(place())

async function signed(): Promise<string> {
  const id = await province.as('anh.nguyenthi').work((work) => create(work, draftFor(province, ['H99'])))
  await province.as('anh.nguyenthi').work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  return id
}
async function issued(): Promise<string> {
  const id = await signed()
  expect(await issue(province.as('na.lethu'), [id], pin)).toEqual([{ id, refused: null }])
  return id
}

const verified = async () => {
  const [kept, key] = [await witnessOf(dataDir, 'log'), await logKey(dataDir)]
  return province.deskOf(visitor).work(({ tx }) => verifyLog(tx, key, kept))
}

/** As the superuser does who wants no foreign key in the way; mended afterwards. */
async function forged(statements: string, then: () => Promise<void>) {
  const tables = ['log_leaf', 'log_node', 'log_head', 'outgoing', 'outgoing_file', 'check_code']
  await owner.query('begin; set local session_replication_role = replica')
  for (const table of tables) await owner.query(`create table public.kept_${table} as table documents.${table}`)
  await owner.query(`${statements}; commit`)
  try {
    await then()
  } finally {
    await owner.query('begin; set local session_replication_role = replica')
    for (const table of ['log_leaf', 'log_node', 'log_head']) {
      await owner.query(`delete from documents.${table}; insert into documents.${table} table public.kept_${table}`)
    }
    await owner.query(`update documents.outgoing o set promulgation_date = k.promulgation_date, code_number = k.code_number,
      issued_at = k.issued_at from public.kept_outgoing k where k.id = o.id`)
    await owner.query(
      'update documents.outgoing_file f set sha256 = k.sha256 from public.kept_outgoing_file k where k.id = f.id and k.sha256 <> f.sha256',
    )
    await owner.query(
      'update documents.check_code c set code = k.code from public.kept_check_code k where k.outgoing = c.outgoing',
    )
    for (const table of tables) await owner.query(`drop table public.kept_${table}`)
    await owner.query('commit')
  }
}

test('what was issued stands in the log once, in the order of release, and what only was signed does not', async () => {
  const waits = await signed()
  expect(await append()).toBe(0)
  const { rows } = await owner.query<{ index: number; outgoing: string; same: boolean }>(
    `select l.index::int, l.outgoing, o.issued_at = max(o.issued_at) over (order by l.index) as same
     from documents.log_leaf l join documents.outgoing o on o.id = l.outgoing order by l.index`,
  )
  expect(rows.map((row) => row.index)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(rows.every((row) => row.same)).toBe(true)
  expect(rows.map((row) => row.outgoing)).not.toContain(waits)
  expect(await verified()).toMatchObject({ whole: true, leaves: 7, heads: 3, why: null, waiting: { rows: 0 } })
  expect(await routineOf(pool, logRoutine)).toMatchObject({ ok: true })
})

test('a leaf is canonical: identifiers and hashes alone, no subject and no name', async () => {
  const { rows } = await owner.query<{ leaf: string; subject: string }>(
    'select l.leaf, o.subject from documents.log_leaf l join documents.outgoing o on o.id = l.outgoing',
  )
  for (const { leaf, subject } of rows) {
    expect(Object.keys(JSON.parse(leaf))).toEqual(['agency', 'code', 'date', 'files', 'issued', 'symbol'])
    expect(leaf).toBe(JSON.stringify(JSON.parse(leaf)))
    expect(leaf).not.toContain(subject)
    expect(leaf).not.toContain('Lê Văn An')
  }
  const blank = { codeNumber: null, codeSuffix: '', codeNotation: null, promulgationDate: null }
  expect(leafOf({ code: 'C', organId: 'H', ...blank, issuedAt: new Date(0), files: ['f'] })).toBe(
    '{"agency":"H","code":"C","date":null,"files":["f"],"issued":"1970-01-01T00:00:00.000Z","symbol":null}',
  )
})

test('several workers append at once: each document once, and the log is whole', async () => {
  await Promise.all([issued(), issued(), issued()])
  const counts = await Promise.all([append(), append(), append()])
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(3)
  expect(await verified()).toMatchObject({ whole: true, leaves: 10, waiting: { rows: 0 } })
})

const other = generateKeyPairSync('ed25519').privateKey
const rewrittenHead = () => {
  const head = { size: 5, root: Buffer.alloc(32, 7), at: new Date(0) }
  const hex = (bytes: Uint8Array) => `'\\x${Buffer.from(bytes).toString('hex')}'`
  return `update documents.log_head set root = ${hex(head.root)}, at = to_timestamp(0), key = ${hex(publicBytes(other))},
    signature = ${hex(signBytes(null, headMessage(head), other))} where size = 5`
}
const forgedLeaf = `{"agency":"H99.11","code":"X","date":null,"files":[],"issued":"x","symbol":null}`

test.each([
  ['a leaf’s text changed', `update documents.log_leaf set leaf = '${forgedLeaf}' where index = 2`, 'leaf-changed', 2],
  [
    'a leaf and its hash changed',
    `update documents.log_leaf set leaf = '${forgedLeaf}', hash = '\\x${leafHash(forgedLeaf).toString('hex')}' where index = 2`,
    'document-changed',
    2,
  ],
  ['a leaf removed in the middle', 'delete from documents.log_leaf where index = 3', 'leaf-removed', 3],
  ['the last leaves removed', 'delete from documents.log_leaf where index >= 7', 'end-removed', 10],
  [
    'the last leaves removed with their nodes and their head',
    'delete from documents.log_leaf where index >= 7; delete from documents.log_head where size > 7; delete from documents.log_node where (position + 1) << level > 7',
    'end-removed',
    10,
  ],
  ['every head removed', 'delete from documents.log_head', 'head-removed', 10],
  ['everything removed', 'truncate documents.log_leaf, documents.log_node, documents.log_head', 'end-removed', 10],
  [
    'a node changed',
    `update documents.log_node set hash = '\\x${'00'.repeat(32)}' where level = 1 and position = 1`,
    'node-changed',
    2,
  ],
  ['a node removed', 'delete from documents.log_node where level = 2 and position = 0', 'node-changed', 0],
  ['a head of another key', rewrittenHead(), 'head-forged', 5],
  ['a head’s instant changed', `update documents.log_head set at = at - interval '1 day' where size = 7`, 'head-forged', 7],
  [
    'a document given another date',
    'update documents.outgoing set promulgation_date = promulgation_date - 1 where id = (select outgoing from documents.log_leaf where index = 4)',
    'document-changed',
    4,
  ],
  [
    'a document given another code',
    'update documents.check_code set code = documents.new_check_code() where outgoing = (select outgoing from documents.log_leaf where index = 1)',
    'document-changed',
    1,
  ],
  [
    'its file exchanged',
    `update documents.outgoing_file f set sha256 = (select s.sha256 from documents.outgoing_file s where s.outgoing = f.outgoing and s.role = 'SIGNED')
     where f.role = 'SEALED' and f.outgoing = (select outgoing from documents.log_leaf where index = 6)`,
    'document-changed',
    6,
  ],
] as const)('%s is found, and said what it is', async (_, statements, why, brokenAt) => {
  await forged(statements, async () => {
    expect(await verified()).toMatchObject({ whole: false, why, brokenAt })
  })
  expect(await verified()).toMatchObject({ whole: true, leaves: 10 })
})

test('a log that was cut or rewritten is not grown on: administrators are told, and what was issued waits', async () => {
  await issued()
  const cut =
    'delete from documents.log_leaf where index >= 7; delete from documents.log_head where size > 7; delete from documents.log_node where (position + 1) << level > 7'
  await forged(cut, async () => {
    expect(await append()).toBe(0)
    expect(await routineOf(pool, logRoutine)).toMatchObject({ ok: false, detail: { standing: 'cut', kept: { seq: 10 } } })
  })
  await forged(`update documents.log_node set hash = '\\x${'00'.repeat(32)}' where level = 3`, async () => {
    expect(await append()).toBe(0)
  })
  expect(await append()).toBe(1)
  expect(await verified()).toMatchObject({ whole: true, leaves: 11 })
})

test('a remembered head that cannot be read is said, never passed over', async () => {
  await writeFile(join(dataDir, 'log.head'), '{')
  expect(await verified()).toMatchObject({ whole: false, why: 'head-unreadable' })
  await forgetWitness(dataDir)
  expect(await verified()).toMatchObject({ whole: true })
})

test('the serving role neither reads nor writes the tables of the log, and no code is changed', async () => {
  const app = new pg.Client({ connectionString: roleUrl(province.ownerUrl, 'lt_app') })
  await app.connect()
  for (const statement of [
    'select leaf from documents.log_leaf',
    'select hash from documents.log_node',
    'select root from documents.log_head',
    "insert into documents.log_node values (0, 99, sha256(''))",
    'delete from documents.log_leaf',
    'update documents.check_code set logged = false',
    'update documents.check_code set code = documents.new_check_code()',
  ]) {
    await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  }
  await app.end()
})
