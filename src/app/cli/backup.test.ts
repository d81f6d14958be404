import { execFile, spawn } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditKey, sealAudit } from '#platform/audit/seal.ts'
import { readConfig } from '#platform/config/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { openGround } from '../ground.ts'

type Ended = { status: number; out: string; err: string }

let folder = ''
const at = (name: string) => join(folder, name)

/** Types a command line as an operator would, in a process of its own. */
function lienthong(words: readonly string[], dataDir = at('data'), more: Record<string, string> = {}): Promise<Ended> {
  const file = join(import.meta.dirname, 'cli.ts')
  return new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: dataDir, ...more }
    const child = execFile(process.execPath, [file, ...words], { env }, (_, out, err) => {
      resolve({ status: child.exitCode ?? -1, out, err })
    })
  })
}

async function json(words: readonly string[], dataDir?: string) {
  const { status, out } = await lienthong([...words, '--json'], dataDir)
  return { status, answer: JSON.parse(out) }
}

async function sqlOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function sqlAt(dataDir: string, statement: string): Promise<void> {
  const embedded = await startEmbedded({ dataDir })
  await sqlOn(embedded.url, statement)
  await embedded.stop()
}

/** A small installation: people, books and keys through their actions, with a sealed audit. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lt-cli-'))
  const ground = await openGround(readConfig({ DATA_DIR: at('data'), DEMO_HISTORY: 'no' }), () => {})
  await sealAudit(ground.pool, await auditKey(at('data')))
  await ground.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('backup, backup verify and restore end with 0 and carry everything over; into a filled place both refuse', {
  timeout: 180_000,
}, async () => {
  const made = await json(['backup', at('one')])
  expect(made).toMatchObject({
    status: 0,
    answer: { folder: at('one'), rows: expect.any(Number), keepApart: at('data/secrets') },
  })
  const proof = await json(['backup', 'verify', at('one')])
  expect(proof).toMatchObject({ status: 0, answer: { ok: true, rows: made.answer.rows, audit: { whole: true } } })

  // Secrets are kept apart and brought back by hand.
  await mkdir(at('second'))
  await cp(at('data/secrets'), at('second/secrets'), { recursive: true })
  const restored = await json(['restore', at('one')], at('second'))
  expect(restored).toMatchObject({ status: 0, answer: { rows: made.answer.rows, dataDir: at('second') } })
  const [first, second] = [await json(['audit', 'verify']), await json(['audit', 'verify'], at('second'))]
  expect(first).toMatchObject({ status: 0, answer: { whole: true, unsealed: { rows: 0 } } })
  expect(second).toEqual(first)

  const again = await json(['restore', at('one')], at('second'))
  expect(again).toMatchObject({ status: 69, answer: { error: { message: expect.stringContaining('đã có bản cài') } } })
  const full = await json(['backup', at('one')])
  expect(full).toMatchObject({ status: 69, answer: { error: { message: expect.stringContaining('không trống') } } })
})

test('a backup that was altered, or is none, ends verify with 1 and a sentence', { timeout: 60_000 }, async () => {
  await cp(at('one'), at('altered'), { recursive: true })
  await appendFile(at('altered/tables/organisation.person.copy'), 'x')
  const altered = await lienthong(['backup', 'verify', at('altered')])
  expect(altered).toMatchObject({ status: 1, out: expect.stringContaining('organisation.person không khớp mã băm') })
  await mkdir(at('none'))
  await writeFile(at('none/readme.txt'), 'nothing')
  expect(await json(['backup', 'verify', at('none')])).toMatchObject({ status: 1, answer: { ok: false } })
  expect(await json(['restore', at('none')], at('third'))).toMatchObject({ status: 69 })
  expect(await lienthong(['restore', at('altered')], at('third'))).toMatchObject({ status: 69 })
  await expect(readdir(at('third'))).rejects.toThrow()
})

test('a restore that fails leaves nothing, and the next one into the same place works', { timeout: 180_000 }, async () => {
  const blobs = { BLOB_URL: pathToFileURL(at('one/manifest.json/files')).href }
  const failed = await lienthong(['restore', at('one')], at('fourth'), blobs)
  expect(failed).toMatchObject({ status: 69, err: expect.stringContaining('Không chép được tệp') })
  expect(failed.err).not.toContain('    at ')
  expect(await readdir(at('fourth'))).toEqual([])
  // What a power cut leaves: a mark, and half a database. The program builds no demonstration on it.
  await mkdir(at('fourth/postgres'))
  await writeFile(at('fourth/restore.unfinished'), '')
  await expect(openGround(readConfig({ DATA_DIR: at('fourth') }), () => {})).rejects.toThrow('chưa xong')
  expect(await lienthong(['restore', at('one')], at('fourth'))).toMatchObject({ status: 0 })
  expect(await readdir(at('fourth'))).not.toContain('restore.unfinished')
})

async function seen(url: string, statement: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ seen: boolean }>(`select (${statement}) as seen`)
  await client.end()
  return rows[0]?.seen ?? false
}

test('a restore into an external database that was killed half way: nothing is built on it, and the next one begins anew', {
  timeout: 180_000,
}, async () => {
  const server = await startEmbedded({ dataDir: at('server'), settings: { fsync: 'off' } })
  try {
    const external = { DATABASE_URL: server.url }
    await mkdir(at('external'))
    await cp(at('data/secrets'), at('external/secrets'), { recursive: true })
    // Somebody else's tables in the same database are nobody's business.
    await sqlOn(server.url, 'create schema other; create table other.thing (id int)')
    const env = { ...process.env, DATA_DIR: at('external'), ...external }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), 'restore', at('one')], { env, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await expect
      .poll(() => seen(server.url, `to_regclass('documents.outgoing') is not null`), { timeout: 60_000, interval: 20 })
      .toBe(true)
    child.kill('SIGKILL')
    await ended
    const config = { DATA_DIR: at('elsewhere'), ...external }
    await expect(openGround(readConfig(config), () => {})).rejects.toThrow('Việc khôi phục vào cơ sở dữ liệu')
    // Also from another data folder, where no mark stands.
    expect(await lienthong(['backup', at('half')], at('elsewhere'), external)).toMatchObject({ status: 69 })
    await expect
      .poll(async () => (await lienthong(['restore', at('one')], at('external'), external)).status, { timeout: 60_000 })
      .toBe(0)
    expect(await seen(server.url, `to_regclass('public.lt_restore') is null and to_regclass('other.thing') is not null`)).toBe(
      true,
    )
    expect(await lienthong(['audit', 'verify'], at('external'), external)).toMatchObject({ status: 0 })
  } finally {
    await server.stop()
  }
})

test('audit verify ends with 1 at a changed row and names the link', { timeout: 60_000 }, async () => {
  await sqlAt(
    at('data'),
    `update platform.audit set about = 'forged' where id = (select audit from platform.audit_link where seq = 3)`,
  )
  const broken = await json(['audit', 'verify'])
  expect(broken).toMatchObject({ status: 1, answer: { whole: false, brokenAt: 3 } })
  const made = await json(['backup', at('broken')])
  expect(made.status).toBe(0)
  expect(await json(['backup', 'verify', at('broken')])).toMatchObject({
    status: 1,
    answer: { ok: false, reason: expect.stringContaining('chuỗi nhật ký gãy') },
  })
})

test('a folder that cannot be written is said with a sentence, and a backup that fails half way leaves nothing', {
  timeout: 60_000,
}, async () => {
  await writeFile(at('file'), '')
  const refused = await lienthong(['backup', at('file/within')])
  expect(refused).toMatchObject({ status: 69, err: expect.stringContaining('Không sao lưu được vào') })
  expect(refused.err).not.toContain('    at ')
  // A large file of the store is gone: the rows say that it is there.
  await sqlAt(
    at('data'),
    `insert into platform.blob (sha256, size, media_type, content) values (repeat('a', 64), 300000, 'application/pdf', null)`,
  )
  const half = await lienthong(['backup', at('half')])
  expect(half).toMatchObject({ status: 69, err: expect.stringContaining('ENOENT') })
  expect(await readdir(at('half'))).toEqual([])
  await sqlAt(at('data'), `delete from platform.blob where sha256 = repeat('a', 64)`)
})

test('where there is no installation, commands end with 69 and say what to set', async () => {
  for (const words of [
    ['backup', at('x')],
    ['audit', 'verify'],
  ]) {
    expect(await json(words, at('nowhere'))).toMatchObject({
      status: 69,
      answer: { error: { message: expect.stringContaining('DATA_DIR') } },
    })
  }
})
