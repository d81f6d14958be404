import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { openFiles } from '#platform/blobs/blobs.ts'
import type { Pool, Vault } from '#platform/db/desk.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { freePort } from '#platform/db/embedded-server.ts'
import { migrate, roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { seed } from '../demo/seed.ts'
import { installationSecrets } from '../src/app/secrets.ts'

const main = join(import.meta.dirname, '../src/app/main.ts')

/** An installation under test: its data, and the program that serves it in a process of its own. */
export type Installation = {
  dataDir: string
  vault: Vault
  address: string
  /** Starts the program and waits until it is ready. */
  start: () => Promise<void>
  killProgram: () => Promise<void>
  /** The program's process, while it runs. */
  pid: () => number
  killDatabase: () => void
  /** Waits until the program says that it is ready, or starts it again when it is gone. */
  recover: () => Promise<void>
  /** A connection of the superuser, for the auditor and for standing in the program's way. */
  connect: () => Promise<pg.Client>
  openPool: (max?: number) => Pool
  stop: () => Promise<void>
}

type Postmaster = { pid: number; port: number }

function postmaster(dataDir: string): Postmaster | null {
  try {
    const lines = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]) }
  } catch {
    return null
  }
}

const parentOf = (pid: string): number => {
  try {
    return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}

const kill = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** Ends the database as a power cut would: the server first, then all that it started. */
function killDatabase(dataDir: string): void {
  const found = postmaster(dataDir)
  if (!found || readFileSync(`/proc/${found.pid}/comm`, 'utf8') !== 'postgres\n') return
  const workers = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === found.pid)
  kill(found.pid)
  for (const worker of workers) kill(Number(worker))
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()))

async function ready(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/readyz`).catch(() => null)
  await answer?.arrayBuffer()
  return answer?.status === 200
}

async function fill(dataDir: string): Promise<{ vault: Vault; secret: string }> {
  await mkdir(dataDir, { recursive: true })
  const { database: secret, keys } = await installationSecrets(dataDir)
  const vault: Vault = { files: openFiles(join(dataDir, 'blobs')), keySecret: keys }
  const embedded = await startEmbedded({ dataDir })
  await migrate({ ownerUrl: embedded.url, kind: 'demo', secret })
  const pool = openPool(roleUrl(embedded.url, 'lt_seed', secret))
  await seed({ pool, vault, tell: () => {}, history: false })
  await pool.destroy()
  await embedded.stop()
  return { vault, secret }
}

type Program = Pick<Installation, 'address' | 'start' | 'recover' | 'killProgram' | 'pid' | 'stop'>

/** The program on a data folder, as `npm start` runs it, listening on a port of its own. */
function programOn(dataDir: string, port: number): Program {
  const address = `http://127.0.0.1:${port}`
  const env = { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' }
  let child: ChildProcess | null = null
  const lives = () => (child && child.exitCode === null && child.signalCode === null ? child : null)
  /** The end of what it wrote, for whoever reads of a failure on another machine. */
  const said = () => readFileSync(join(dataDir, 'program.log'), 'utf8').trimEnd().split('\n').slice(-15).join(' | ')
  const untilReady = async () => {
    const late = Date.now() + 60_000
    while (!(await ready(address))) {
      if (!lives() || Date.now() > late) throw new Error(`the program does not come back (exit ${child?.exitCode}): ${said()}`)
      await wait(20)
    }
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const living = lives()
    if (!living) return
    const over = ended(living)
    living.kill(signal)
    await over
  }
  const start = () => {
    const log = openSync(join(dataDir, 'program.log'), 'a')
    child = spawn(process.execPath, [main], { env, stdio: ['ignore', log, log] })
    closeSync(log)
    return untilReady()
  }
  const recover = () => (lives() ? untilReady() : start())
  const pid = () => lives()?.pid ?? 0
  return { address, start, recover, pid, killProgram: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** Makes an installation with people, books and keys in an empty folder. */
export async function makeInstallation(dataDir: string): Promise<Installation> {
  const { vault, secret } = await fill(dataDir)
  const url = () => {
    const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim()
    return `postgres://postgres:${password}@127.0.0.1:${postmaster(dataDir)?.port}/lienthong`
  }
  return {
    ...programOn(dataDir, await freePort()),
    dataDir,
    vault,
    killDatabase: () => killDatabase(dataDir),
    connect: async () => {
      const client = new pg.Client({ connectionString: url() })
      client.on('error', () => {})
      await client.connect()
      return client
    },
    openPool: (max = 4) => openPool(roleUrl(url(), 'lt_app', secret), max),
  }
}
