import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { repositoryFolder } from '#platform/config/config.ts'
import { alive } from '#platform/db/embedded-cluster.ts'

const folders: string[] = []
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

const platform = `node-${process.platform}-${process.arch}`

/** A repository with our launcher and an application of one file, in a path with spaces. */
function repository(main: string): string {
  const root = mkdtempSync(path.join(tmpdir(), 'kho mã '))
  folders.push(root)
  cpSync(path.join(repositoryFolder, 'bin'), path.join(root, 'bin'), { recursive: true })
  mkdirSync(path.join(root, 'src'))
  mkdirSync(path.join(root, 'node_modules', platform, 'bin'), { recursive: true })
  const pinned = path.join(repositoryFolder, 'node_modules', platform, 'bin', 'node')
  symlinkSync(pinned, path.join(root, 'node_modules', platform, 'bin', 'node'))
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'small', version: '1.0.0', type: 'module' }))
  writeLock(root, '1.0.0')
  copyFileSync(path.join(root, 'package-lock.json'), path.join(root, 'node_modules', '.package-lock.json'))
  writeFileSync(path.join(root, 'src', 'main.ts'), main)
  writeFileSync(path.join(root, 'begin.mjs'), begin)
  return root
}

function writeLock(root: string, version: string) {
  const lock = {
    name: 'small',
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'small', version: '1.0.0' } },
  }
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify(lock))
}

const begin = `
  import { handOver } from './bin/lib/hand-over.mjs'
  import { installIfStale } from './bin/lib/install.mjs'
  await installIfStale()
  handOver('src/main.ts', process.argv.slice(2), { alone: true })`

/** An application that says its process number and what it was given, tells each signal, and ends with 7 on SIGTERM. */
const patient = `
  let heard = 0
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {
    heard += 1
    console.log(signal, heard)
    if (signal === 'SIGTERM') process.exit(7)
  })
  setInterval(() => {}, 1000)
  console.log(process.pid, process.version, process.env.GREETING ?? '', process.argv.slice(2).join('|'))`

type Launched = { launcher: ChildProcess; lines: AsyncIterator<string>; said: Interface }

function launch(root: string, args: string[] = [], env: Record<string, string> = {}): Launched {
  const launcher = spawn(process.execPath, [path.join(root, 'begin.mjs'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = createInterface({ input: launcher.stdout })
  return { launcher, said, lines: said[Symbol.asyncIterator]() }
}

const next = async ({ lines }: Launched): Promise<string> => (await lines.next()).value

test('the application runs on the pinned Node.js, with the words it was given', async () => {
  const launched = launch(repository(patient), ['một hai', '--three'])
  expect(await next(launched)).toMatch(/^\d+ v24\.\S+ {2}một hai\|--three$/)
  launched.launcher.kill('SIGTERM')
  await once(launched.launcher, 'exit')
})

test('SIGTERM reaches it once, and its exit status comes back', async () => {
  const launched = launch(repository(patient))
  await next(launched)
  launched.launcher.kill('SIGTERM')
  expect(await next(launched)).toBe('SIGTERM 1')
  expect(await once(launched.launcher, 'exit')).toEqual([7, null])
})

test('one Ctrl-C that arrives twice is passed once', async () => {
  const launched = launch(repository(patient))
  await next(launched)
  launched.launcher.kill('SIGINT')
  launched.launcher.kill('SIGINT')
  expect(await next(launched)).toBe('SIGINT 1')
  launched.launcher.kill('SIGINT')
  launched.launcher.kill('SIGTERM')
  expect(await next(launched)).toBe('SIGTERM 2')
  await once(launched.launcher, 'exit')
})

test('kill -9 of the launcher stops the application in order', async () => {
  const launched = launch(repository(patient))
  const pid = Number((await next(launched)).split(' ')[0])
  launched.launcher.kill('SIGKILL')
  expect(await next(launched)).toBe('SIGTERM 1')
  await once(launched.said, 'close')
  await expect.poll(() => alive(pid)).toBe(false)
})

test('the end of npm’s shell, which passes no signal on, stops the application in order', async () => {
  const root = repository(patient)
  const line = '"$0" "$1"; exit 0'
  const shell = spawn('/bin/sh', ['-c', line, process.execPath, path.join(root, 'begin.mjs')], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = createInterface({ input: shell.stdout })
  const launched = { launcher: shell, said, lines: said[Symbol.asyncIterator]() }
  await next(launched)
  shell.kill('SIGTERM')
  expect(await next(launched)).toBe('SIGTERM 1')
  await once(said, 'close')
})

test('kill -9 of the application is the end of the launcher, by the same signal', async () => {
  const launched = launch(repository(patient))
  process.kill(Number((await next(launched)).split(' ')[0]), 'SIGKILL')
  expect(await once(launched.launcher, 'exit')).toEqual([null, 'SIGKILL'])
})

test('lienthong.env sets what the environment does not', async () => {
  const root = repository(patient)
  writeFileSync(path.join(root, 'lienthong.env'), 'GREETING=chào\n')
  const fromFile = launch(root)
  expect(await next(fromFile)).toContain(' chào ')
  const fromShell = launch(root, [], { GREETING: 'hello' })
  expect(await next(fromShell)).toContain(' hello ')
  for (const { launcher } of [fromFile, fromShell]) {
    launcher.kill('SIGTERM')
    await once(launcher, 'exit')
  }
})

test('packages are installed when the lock file changed, and only then', async () => {
  const root = repository('console.log(process.pid)')
  const marker = path.join(root, 'node_modules', '.lienthong-lock')
  const run = async () => {
    const { launcher } = launch(root)
    await once(launcher, 'exit')
    return readFileSync(marker, 'utf8')
  }
  const first = await run()
  // Nothing was installed: what stood there by hand still stands.
  expect(existsSync(path.join(root, 'node_modules', platform))).toBe(true)
  expect(await run()).toBe(first)
  writeLock(root, '1.0.1')
  // npm's record of what is there still agrees, so nothing is thrown away.
  expect(await run()).not.toBe(first)
  expect(existsSync(path.join(root, 'node_modules', platform))).toBe(true)
})
