import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts'
import { copyBinaries, embeddedBinaries } from './embedded-binaries.ts'
import { alive } from './embedded-cluster.ts'

const folders: string[] = []
const started: Embedded[] = []

/** A folder whose name has spaces and Vietnamese letters, gone after the test. */
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'lien thông '))
  folders.push(made)
  return made
}

async function start(options: EmbeddedOptions): Promise<Embedded> {
  const embedded = await startEmbedded(options)
  started.push(embedded)
  return embedded
}

afterEach(async () => {
  for (const embedded of started.splice(0)) await embedded.stop()
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

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

/** A process of its own that starts the database, writes one row and then only lives. Resolves when the row is acknowledged. */
async function ownerProcess(options: EmbeddedOptions): Promise<{ child: ChildProcess; pid: number }> {
  const module = path.join(import.meta.dirname, 'embedded.ts')
  const code = `
    import { createRequire } from 'node:module'
    import { startEmbedded } from ${JSON.stringify(module)}
    const { Client } = createRequire(${JSON.stringify(module)})('pg')
    const { url, pid } = await startEmbedded(${JSON.stringify(options)})
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query('create table if not exists kept (what text)')
    await client.query("insert into kept values ('acknowledged')")
    console.log(pid)
    setInterval(() => {}, 1000)`
  const file = path.join(folder(), 'owner.mjs')
  writeFileSync(file, code)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, pid: Number(line) }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a first start makes a cluster with checksums, in UTF-8 and UTC, durable, and only for who has the password', async () => {
  const dataDir = folder()
  const { url } = await start({ dataDir })
  expect(await ask(url, 'show data_checksums')).toBe('on')
  expect(await ask(url, 'show server_encoding')).toBe('UTF8')
  expect(await ask(url, 'show fsync')).toBe('on')
  expect(await ask(url, 'show timezone')).toBe('UTC')
  expect(await ask(url, 'select datlocprovider from pg_database where datname = current_database()')).toBe('b')
  expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1')
  const stranger = Object.assign(new URL(url), { password: 'guess' }).href
  await expect(ask(stranger, 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

test('what was written is there after stop and start; the server ends with stop', async () => {
  const dataDir = folder()
  const first = await start({ dataDir })
  await ask(first.url, `create table kept as select 'x' as what`)
  const { pid } = first
  await first.stop()
  expect(alive(pid)).toBe(false)
  const second = await start({ dataDir })
  expect(await ask(second.url, 'select what from kept')).toBe('x')
})

test('after kill -9 of the application the orphaned server is adopted and keeps what was acknowledged', async () => {
  const dataDir = folder()
  const { child, pid } = await ownerProcess({ dataDir })
  await killed(child)
  expect(alive(pid)).toBe(true)
  const adopted = await start({ dataDir })
  expect(adopted.pid).toBe(pid)
  expect(await ask(adopted.url, 'select what from kept')).toBe('acknowledged')
  await adopted.stop()
  expect(alive(pid)).toBe(false)
})

test('after kill -9 of application and server the next start recovers', async () => {
  const dataDir = folder()
  const { child, pid } = await ownerProcess({ dataDir })
  process.kill(pid, 'SIGKILL')
  await killed(child)
  const again = await start({ dataDir })
  expect(again.pid).not.toBe(pid)
  expect(await ask(again.url, 'select what from kept')).toBe('acknowledged')
})

test('an orphan whose programs were replaced is ended, not adopted', async () => {
  const dataDir = folder()
  const programs = copyBinaries(embeddedBinaries(), path.join(folder(), 'programs'))
  // Within reach of a server that runs as another user; otherwise it would run from a copy.
  chmodSync(path.dirname(programs), 0o755)
  const { child, pid } = await ownerProcess({ dataDir, binaries: programs })
  await killed(child)
  rmSync(programs, { recursive: true })
  const again = await start({ dataDir })
  expect(alive(pid)).toBe(false)
  expect(await ask(again.url, 'select what from kept')).toBe('acknowledged')
})

test('a second process is refused with a sentence that names the first, unless it only joins', async () => {
  const dataDir = folder()
  const { child, pid } = await ownerProcess({ dataDir })
  await expect(startEmbedded({ dataDir, patience: 200 })).rejects.toMatchObject({
    code: 'cannot-start',
    message: expect.stringContaining(`lienthong ${child.pid}`),
  })
  const joined = await startEmbedded({ dataDir, join: true })
  expect(joined.pid).toBe(pid)
  expect(await ask(joined.url, 'select what from kept')).toBe('acknowledged')
  await joined.stop()
  expect(alive(pid)).toBe(true)
  await killed(child)
  await start({ dataDir })
})

test('two starts at once on an empty folder: one has it, the other is refused', async () => {
  const dataDir = folder()
  const both = await Promise.allSettled([startEmbedded({ dataDir, patience: 500 }), startEmbedded({ dataDir, patience: 500 })])
  started.push(...both.filter((one) => one.status === 'fulfilled').map(({ value }) => value))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'cannot-start' })
})

test('a server that dies under us is back on the same port with what was acknowledged', async () => {
  const dataDir = folder()
  const back = Promise.withResolvers<void>()
  const said: string[] = []
  const embedded = await start({
    dataDir,
    onTrouble: (sentence) => {
      said.push(sentence)
      if (sentence.includes('trở lại')) back.resolve()
    },
  })
  await ask(embedded.url, `create table kept as select 'x' as what`)
  const { pid } = embedded
  process.kill(pid, 'SIGKILL')
  await back.promise
  expect(embedded.pid).not.toBe(pid)
  expect(await ask(embedded.url, 'select what from kept')).toBe('x')
  expect(said[0]).toContain('dừng đột ngột')
})

test('a postmaster.pid whose number now belongs to another program does not keep the database from starting', async () => {
  const dataDir = folder()
  const { child, pid } = await ownerProcess({ dataDir })
  process.kill(pid, 'SIGKILL')
  await killed(child)
  const file = path.join(dataDir, 'postgres', 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, `${process.pid}`))
  const again = await start({ dataDir })
  expect(await ask(again.url, 'select what from kept')).toBe('acknowledged')
})

test('data of another major version are refused, untouched', async () => {
  const dataDir = folder()
  await (await startEmbedded({ dataDir })).stop()
  writeFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), '15\n')
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: 'cannot-start',
    message: expect.stringContaining('PostgreSQL 15'),
  })
})

test('a lost password file is named, not replaced in silence', async () => {
  const dataDir = folder()
  await (await startEmbedded({ dataDir })).stop()
  rmSync(path.join(dataDir, 'postgres.password'))
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: 'cannot-start',
    message: expect.stringContaining('postgres.password'),
  })
})

test('a data folder that is a file is refused with a sentence', async () => {
  const dataDir = path.join(folder(), 'file')
  writeFileSync(dataDir, '')
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: 'cannot-start',
    message: expect.stringContaining(dataDir),
  })
})

const asRoot = process.getuid?.() === 0
const nobody = { way: 'other', uid: 65534, gid: 65534 } as const

test.runIf(asRoot)('needs root; without namespaces: the server runs as another user, inside the data folder', async () => {
  const dataDir = folder()
  chmodSync(dataDir, 0o755)
  const { url, pid } = await start({ dataDir, runAs: nobody })
  expect(await ask(url, 'select 1')).toBe(1)
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\s+65534/m)
  expect(existsSync(path.join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true)
})

test.runIf(asRoot)(
  'needs root; without namespaces, the data folder in a closed home: the cluster lies outside and is linked',
  async () => {
    const home = folder()
    const dataDir = path.join(home, 'data')
    mkdirSync(dataDir, { recursive: true })
    chmodSync(home, 0o700)
    const first = await start({ dataDir, runAs: nobody })
    await ask(first.url, `create table kept as select 'x' as what`)
    const outside = readlinkSync(path.join(dataDir, 'postgres'))
    folders.push(path.dirname(outside))
    await first.stop()
    // The owner of the data decides from then on.
    const second = await start({ dataDir })
    expect(await ask(second.url, 'select what from kept')).toBe('x')
    expect(readFileSync(`/proc/${second.pid}/status`, 'utf8')).toMatch(/^Uid:\s+65534/m)
  },
)

test.runIf(asRoot)('needs root: data made inside a namespace go on where namespaces are forbidden', async () => {
  const dataDir = folder()
  chmodSync(dataDir, 0o755)
  const first = await start({ dataDir })
  await ask(first.url, `create table kept as select 'x' as what`)
  await first.stop()
  const second = await start({ dataDir, runAs: nobody })
  expect(await ask(second.url, 'select what from kept')).toBe('x')
})
