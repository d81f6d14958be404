import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = join(import.meta.dirname, 'main.ts')
const started: ChildProcess[] = []
let dataDir = ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lt start '))
})
afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

type Process = { said: () => string; running: Promise<string>; ended: Promise<number | null>; child: ChildProcess }

/** The program as people start it, in a process of its own. `running` is the address it prints. */
function program(env: Record<string, string>): Process {
  const child = spawn(process.execPath, [main], { env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, ...env } })
  started.push(child)
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const running = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const address = /đang chạy tại (\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    }
    child.stderr?.on('data', hear)
    child.stdout?.on('data', hear)
    ended.then((status) => reject(new Error(`ended with ${status}: ${said}`)))
  })
  running.catch(() => {})
  return { said: () => said, running, ended, child }
}

async function taken(): Promise<{ port: number; free: () => Promise<void> }> {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  return { port, free: () => new Promise((resolve) => other.close(() => resolve())) }
}

test('starts on a new folder, is ready, ends in order on SIGTERM, and starts again on the same data', {
  timeout: 180_000,
}, async () => {
  const free = await taken()
  await free.free()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const one = program({ PORT: String(free.port) })
    const address = await one.running
    expect(address).toBe(`http://127.0.0.1:${free.port}`)
    const ready = await fetch(`${address}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({ checks: { database: { ok: true } } })
    one.child.kill(signal)
    expect(await one.ended).toBe(0)
    await expect(fetch(address)).rejects.toThrow()
  }
  for (const name of await readdir(join(dataDir, 'secrets'))) {
    expect((await stat(join(dataDir, 'secrets', name))).mode & 0o077).toBe(0)
  }
})

test('a wanted port that is taken stops the start with a sentence in two languages; without a wish another is found, aloud', {
  timeout: 120_000,
}, async () => {
  const other = await taken()
  const refused = program({ PORT: String(other.port) })
  expect(await refused.ended).toBe(69)
  expect(refused.said()).toContain(`Cổng ${other.port} đang có chương trình khác dùng`)
  expect(refused.said()).toContain(`Port ${other.port} is taken`)
  expect(refused.said()).not.toMatch(/^\s+at /m)
  await other.free()
})

test('a wrong setting stops the start with a sentence, not a stack', async () => {
  const refused = program({ PORT: 'web' })
  expect(await refused.ended).toBe(69)
  expect(refused.said()).toContain('PORT')
  expect(refused.said()).not.toMatch(/^\s+at /m)
})

test('a first start that was killed while it made the demonstration leaves no half of one: the next start makes it anew', {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lt-half-'))
  const free = await taken()
  await free.free()
  const port = String(free.port)
  try {
    const first = program({ DATA_DIR: folder, PORT: port })
    await expect.poll(first.said, { timeout: 60_000, interval: 5 }).toContain('Đang dựng tỉnh trình diễn')
    first.child.kill('SIGKILL')
    await first.ended
    expect(first.said()).not.toContain('đang chạy tại')

    const second = program({ DATA_DIR: folder, PORT: port })
    const address = await second.running
    expect(second.said()).toContain('dựng lại từ đầu')
    expect(second.said()).toMatch(/Đã có \d+ người/)
    expect(await (await fetch(`${address}/dang-nhap`)).text()).toContain('Lê Thu Na')
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)

    const third = program({ DATA_DIR: folder, PORT: port })
    await third.running
    expect(third.said()).not.toContain('dựng lại từ đầu')
    third.child.kill('SIGTERM')
    await third.ended
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
