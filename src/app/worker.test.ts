import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quickAddJob } from 'graphile-worker'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, visitor } from '#kernel/actor.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { outboxFigures } from '#platform/outbox/dead.ts'
import type { AppGround } from './ground.ts'
import { mostTries } from './hearing.sql.ts'
import type { Module } from './modules.ts'
import { revive } from './revive.ts'
import { systemFacts } from './system.ts'
import { startWorker } from './worker.ts'

let database: TestDatabase
let pool: Pool
let ground: AppGround
let dataDir = ''

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  dataDir = await mkdtemp(join(tmpdir(), 'lt-worker-'))
  const vault = { files: openFiles(dataDir), keySecret: new Uint8Array(32) }
  const deskOf: AppGround['deskOf'] = (actor) => openDesk(pool, actor, { vault })
  ground = {
    kind: 'test',
    dataDir: '',
    blobFolder: dataDir,
    ownerUrl: database.ownerUrl,
    pool,
    vault,
    deskOf,
    close: async () => {},
  }
})
afterAll(async () => {
  await pool.destroy()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

const tell = (name: string) => sql`insert into platform.outbox (name, body) values (${name}, '{"id":"1"}')`.execute(pool)
const waiting = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from platform.outbox where done_at is null order by id`.execute(pool)
  return rows.map(({ name }) => name)
}

test('events reach every listener once, in order; one that fails waits while the others go on', async () => {
  const heard: string[] = []
  const said: string[] = []
  const first: Module = {
    name: 'first',
    listeners: {
      issued: async ({ body }) => {
        heard.push(`first ${body.id}`)
      },
      broken: async () => {
        throw new Error('no')
      },
    },
  }
  const second: Module = {
    name: 'second',
    listeners: {
      issued: async () => {
        heard.push('second')
      },
    },
  }
  for (const name of ['issued', 'broken', 'unknown', 'issued']) await tell(name)
  const worker = await startWorker(ground, { tell: (line) => said.push(line), contents: [first, second], pause: 20 })
  await expect.poll(waiting).toEqual(['broken'])
  expect(heard).toEqual(['first 1', 'second', 'first 1', 'second'])
  expect(said.filter((line) => line.includes('"work":"broken"'))).toHaveLength(1)
  await worker.stop()
})

test('two workers share the outbox: each event is heard by one of them', async () => {
  const heard: number[] = []
  const contents: Module[] = [{ name: 'one', listeners: { counted: async ({ id }) => void heard.push(id) } }]
  for (let told = 0; told < 30; told++) await tell('counted')
  const workers = await Promise.all([1, 2].map(() => startWorker(ground, { tell: () => {}, contents, pause: 20 })))
  await expect.poll(waiting).not.toContain('counted')
  expect(new Set(heard).size).toBe(30)
  expect(heard).toHaveLength(30)
  await Promise.all(workers.map((worker) => worker.stop()))
})

test('jobs of the queue run, chores repeat, and stopping waits for what is under way', async () => {
  const done: unknown[] = []
  let looks = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const contents: Module[] = [
    {
      name: 'one',
      jobs: { report: async (payload) => void done.push(payload) },
      chores: [
        {
          name: 'look',
          seconds: 0.02,
          run: async () => {
            looks++
            if (looks === 3) await held
          },
        },
      ],
    },
  ]
  const worker = await startWorker(ground, { tell: () => {}, contents, pause: 20 })
  await quickAddJob({ connectionString: database.ownerUrl }, 'report', { month: '2026-11' })
  await expect.poll(() => done, { timeout: 10_000 }).toEqual([{ month: '2026-11' }])
  await expect.poll(() => looks).toBe(3)
  let stopped = false
  const stopping = worker.stop().then(() => {
    stopped = true
  })
  await new Promise(setImmediate)
  expect(stopped).toBe(false)
  release()
  await stopping
  expect(looks).toBe(3)
})

const boss: Actor = { ...visitor, roles: ['systemAdmin'] }

test('an event that no listener can take waits longer after every try, then lies dead until an administrator revives it', async () => {
  let broken = true
  const contents: Module[] = [
    {
      name: 'one',
      listeners: {
        poisoned: async () => {
          if (broken) throw Object.assign(new Error('Nguyễn Thị Ánh'), { code: '23505' })
        },
      },
    },
  ]
  const said: string[] = []
  await tell('poisoned')
  const worker = await startWorker(ground, { tell: (line) => said.push(line), contents, pause: 20 })
  const row = async () => {
    const { rows } = await sql<{ id: number; attempts: number; waits: number; dead: boolean; error: string }>`
      select id, attempts, round(extract(epoch from next_at - app.now()))::int as waits, dead_at is not null as dead,
        last_error as error from platform.outbox where name = 'poisoned'`.execute(pool)
    return rows[0]
  }
  await expect.poll(async () => (await row())?.attempts).toBe(1)
  expect((await row())?.waits).toBeGreaterThan(20)
  for (let tries = 2; tries <= mostTries; tries += 1) {
    expect((await row())?.dead).toBe(false)
    await sql`update platform.outbox set next_at = app.now() where name = 'poisoned'`.execute(pool)
    await expect.poll(async () => (await row())?.attempts, { interval: 10 }).toBe(tries)
  }
  const lies = await row()
  expect(lies).toMatchObject({ dead: true, attempts: mostTries })
  expect(lies?.error).toMatch(/^Error 23505 worker\.test\.ts:\d+$/)
  expect(await outboxFigures(pool)).toMatchObject({ dead: 1 })
  const desk = (actor: Actor) => openDesk(pool, actor)
  expect((await desk(boss).work(({ tx }) => systemFacts(tx))).find((one) => one.name === 'Việc nền chờ xử lý')?.alarm).toContain(
    '1',
  )
  const again = (actor: Actor) => desk(actor).work((work) => revive(work, lies?.id ?? 0))
  await expect(again({ ...boss, roles: ['unitAdmin'] })).rejects.toMatchObject({ code: 'not-allowed' })
  broken = false
  await again(boss)
  await expect.poll(waiting).not.toContain('poisoned')
  await expect(again(boss)).rejects.toMatchObject({ code: 'not-found' })
  await worker.stop()
})
