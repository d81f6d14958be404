import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cannotStart } from '#platform/config/problem.ts'
import { alive, type Postmaster, runningPostmaster } from './embedded-cluster.ts'
import type { Place } from './embedded-place.ts'
import { asServer } from './embedded-user.ts'

/** A port of the loopback that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

const largestLog = 10 * 1024 * 1024

/** The server's log, appended to; the one before is kept once when it has grown past 10 MB. */
export function logFile(dataDir: string): string {
  const file = path.join(dataDir, 'log', 'postgres.log')
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`)
  return file
}

function readFrom(file: string, start: number): string {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(Math.min(8192, Math.max(0, statSync(file).size - start)))
    readSync(handle, buffer, 0, buffer.length, start)
    return buffer.toString('utf8')
  } finally {
    closeSync(handle)
  }
}

export type Launch = { place: Place; dataDir: string; port: number | undefined; settings: Readonly<Record<string, string>> }

/**
 * What a failed start may get over by trying again: the port was taken meanwhile, or the workers of a killed server are
 * still going away.
 */
const passing = /could not bind|Address already in use|pre-existing shared memory block|lock file .* already exists/

/** Starts the server on the cluster and waits until it takes connections. Throws `cannot-start` with the log's last lines. */
export async function launch(wanted: Launch): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const port = wanted.port ?? (await freePort())
    const outcome = await launchOnce(wanted, port)
    if ('pid' in outcome) return outcome
    if (attempt >= 20 || !passing.test(outcome.said)) {
      throw cannotStart(
        `Cơ sở dữ liệu không khởi động được. Nhật ký ${logFile(wanted.dataDir)} nói:\n${outcome.said.trim()}`,
        'The database did not start; the lines above are from its log.',
      )
    }
    const other = runningPostmaster(wanted.place.cluster)
    if (other) return other
    await wait(250)
  }
}

async function launchOnce({ place, dataDir, settings }: Launch, port: number): Promise<Postmaster | { said: string }> {
  const log = logFile(dataDir)
  const handle = openSync(log, 'a', 0o600)
  const before = statSync(log).size
  const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings }
  const options = Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, identity } = asServer(place.as, path.join(place.bin, 'postgres'), [
    '-D',
    place.cluster,
    '-p',
    `${port}`,
    ...options,
  ])
  // A session of its own: Ctrl-C in the terminal reaches the application, which ends the server when its work is done.
  const child = spawn(file, args, { ...identity, cwd: '/', detached: true, stdio: ['ignore', handle, handle] })
  closeSync(handle)
  child.unref()
  const failed = await ended(child, place.cluster)
  if (failed) return { said: `${failed}\n${readFrom(log, before)}` }
  return runningPostmaster(place.cluster) ?? { said: readFrom(log, before) }
}

/** Waits until the server is ready (null) or gone (a sentence). Recovery after a crash may take minutes. */
async function ended(child: ChildProcess, cluster: string): Promise<string | null> {
  let gone: string | null = null
  child.once('error', (error) => {
    gone = error.message
  })
  child.once('exit', (code, signal) => {
    gone = `postgres: ${signal ?? code}`
  })
  while (gone === null) {
    const found = runningPostmaster(cluster)
    if (found?.ready && found.pid === child.pid) return null
    await wait(25)
  }
  return gone
}

/**
 * Ends a server: SIGINT rolls back what is open and writes a checkpoint; after `patience` milliseconds SIGQUIT ends it at once
 * (the next start recovers from the log).
 */
export async function endServer(pid: number, patience = 60_000): Promise<void> {
  if (!alive(pid)) return
  process.kill(pid, 'SIGINT')
  const late = Date.now() + patience
  let pressed = false
  while (alive(pid)) {
    if (!pressed && Date.now() > late) {
      pressed = true
      process.kill(pid, 'SIGQUIT')
    }
    await wait(25)
  }
}
