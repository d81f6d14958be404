import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { cannotStart } from '#platform/config/problem.ts'
import { embeddedBinaries } from './embedded-binaries.ts'
import { alive, clusterPassword, ensureCluster, type Postmaster, runningPostmaster, superuser } from './embedded-cluster.ts'
import { type Place, preparePlace } from './embedded-place.ts'
import { endServer, launch } from './embedded-server.ts'
import type { RunAs } from './embedded-user.ts'

export const databaseName = 'lienthong'

export type EmbeddedOptions = {
  /** Folder of the installation's data; the cluster is its subfolder `postgres`. */
  dataDir: string
  /** Loopback port; without it any free one. */
  port?: number
  /** Settings of the server that outweigh its postgresql.conf, `{ fsync: 'off' }` in tests. */
  settings?: Readonly<Record<string, string>>
  /** Folder with `bin/postgres`; without it the PostgreSQL that comes as a package. */
  binaries?: string
  /** True for a command that may work beside a running application: it uses that one's server and leaves it running. */
  join?: boolean
  /** Milliseconds to wait for another owner of the data folder to end; 10,000 without it. */
  patience?: number
  /** As whom the server runs; decided by itself except in tests. */
  runAs?: RunAs
  /** Told when the server died under us and when it is back. */
  onTrouble?: (sentence: string) => void
}

export type Embedded = {
  /** Connection of the superuser, who owns everything, to the installation's database. */
  url: string
  /** The server's process now; another one after it died and was started again. */
  readonly pid: number
  /** Ends the server in order (a joined one stays). */
  stop(): Promise<void>
}

/** What one start knows; `hold` is the connection whose advisory lock says "this data folder is taken". */
type Holding = {
  launchAgain: () => Promise<Postmaster>
  server: Postmaster
  hold: Client
  stopping: boolean
  reviving: Promise<void>
}

const lockKey = 7_410_001

/**
 * Starts PostgreSQL on the data folder, or adopts the server that a killed process left behind. One process at a time owns a
 * data folder; a second one waits ten seconds for the first to end and is then refused. If the server dies while we live it is
 * started again on the same port.
 * Throws `cannot-start` with a sentence that says what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { place, password } = prepare(options)
  const wanted = { place, dataDir: options.dataDir, settings: options.settings ?? {} }
  const urlAt = (port: number, database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
  const { server, hold } = await own(options, place.cluster, {
    start: () => launch({ ...wanted, port: options.port }),
    urlAt: (port) => urlAt(port, 'postgres'),
  })
  await ensureDatabase(urlAt(server.port, 'postgres'))
  const url = urlAt(server.port, databaseName)
  if (!hold) return { url, pid: server.pid, stop: async () => {} }
  const launchAgain = () => launch({ ...wanted, port: server.port })
  const holding: Holding = { launchAgain, server, hold, stopping: false, reviving: Promise.resolve() }
  watch(holding, urlAt(server.port, 'postgres'), options.onTrouble ?? (() => {}))
  return {
    url,
    get pid() {
      return holding.server.pid
    },
    stop: () => stop(holding),
  }
}

function prepare({ dataDir, binaries = embeddedBinaries(), runAs }: EmbeddedOptions): { place: Place; password: string } {
  try {
    const place = preparePlace(dataDir, binaries, runAs)
    const password = clusterPassword(dataDir)
    ensureCluster(place, password)
    return { place, password }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!code || !['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST'].includes(code)) throw error
    throw cannotStart(
      `Không dùng được thư mục dữ liệu ${dataDir} (${message}). Hãy kiểm tra quyền và chỗ trống của thư mục, hoặc chọn DATA_DIR khác.`,
      `The data folder ${dataDir} cannot be used (${message}). Check its permissions and free space, or choose another DATA_DIR.`,
    )
  }
}

async function stop(holding: Holding): Promise<void> {
  holding.stopping = true
  await holding.reviving
  // The lock is given back by the server's end, never before it: nobody adopts a server that is about to go.
  await endServer(holding.server.pid)
  await holding.hold.end().catch(() => {})
}

type Owned = { server: Postmaster; hold: Client | null }
type Means = { start: () => Promise<Postmaster>; urlAt: (port: number) => string }

/** Finds or launches the server and takes its lock. `hold` is null when it is another process's and joining is allowed. */
async function own({ join, patience = 10_000 }: EmbeddedOptions, cluster: string, { start, urlAt }: Means): Promise<Owned> {
  const late = Date.now() + patience
  for (;;) {
    const server = runningPostmaster(cluster) ?? (await start())
    // Not ready: one that is starting, recovering or ending.
    const hold = server.ready ? await connect(urlAt(server.port)) : null
    if (hold) {
      if (await takeLock(hold)) {
        if (!server.programGone) return { server, hold }
        // Left behind by a version whose programs were since replaced: it could not load its libraries any more.
        await endServer(server.pid)
        continue
      }
      const owner = await lockOwner(hold)
      await hold.end()
      if (join) return { server, hold: null }
      if (Date.now() > late) throw taken(cluster, owner)
    }
    await wait(100)
  }
}

function taken(cluster: string, owner: string): Error {
  return cannotStart(
    `Dữ liệu trong ${cluster} đang được một tiến trình khác dùng (${owner}). Hãy dừng tiến trình đó trước, hoặc chọn DATA_DIR khác.`,
    `The data in ${cluster} is in use by another process (${owner}). Stop that one first, or choose another DATA_DIR.`,
  )
}

/** A connection that does not keep the process alive, or null while the server starts, stops or recovers. */
async function connect(url: string): Promise<Client | null> {
  const client = new Client({ connectionString: url, application_name: `lienthong ${process.pid}` })
  // The end of the connection is what matters; the error that comes before it says nothing more.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    // 57P03: starting up, shutting down or in recovery.
    if (['57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(code) || /terminated/.test(`${error}`)) return null
    if (code !== '28P01') throw error
    throw cannotStart(
      'Mật khẩu trong tệp postgres.password của thư mục dữ liệu không mở được cơ sở dữ liệu. Hãy lấy lại tệp đó từ bản sao lưu của thư mục.',
      'The password in the file postgres.password of the data folder does not open the database. Bring that file back from a copy of the folder.',
    )
  }
  return client
}

async function takeLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lockKey])
  return rows[0]?.got === true
}

async function lockOwner(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and objid = $1 and granted`,
    [lockKey],
  )
  return rows[0]?.name ?? '?'
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName} template template0`)
  } finally {
    await client.end()
  }
}

/** Starts the server again when it dies under us: its end is seen by the end of the connection that holds the lock. */
function watch(holding: Holding, url: string, tell: (sentence: string) => void): void {
  holding.hold.on('end', () => {
    if (!holding.stopping) holding.reviving = reviveUntilBack(holding, url, tell)
  })
}

async function reviveUntilBack(holding: Holding, url: string, tell: (sentence: string) => void): Promise<void> {
  tell('Cơ sở dữ liệu dừng đột ngột, đang khởi động lại.')
  for (let pause = 100; !holding.stopping; pause = Math.min(pause * 2, 10_000)) {
    const hold = await revive(holding, url).catch((error: Error) => tell(`Chưa khởi động lại được: ${error.message}`))
    if (hold) {
      holding.hold = hold
      watch(holding, url, tell)
      tell('Cơ sở dữ liệu đã hoạt động trở lại.')
      return
    }
    await wait(pause)
  }
}

/** One attempt to have the server back with its lock; null when it must be tried again. */
async function revive(holding: Holding, url: string): Promise<Client | null> {
  // The lock's connection may have ended alone: a server that still lives is kept.
  if (!alive(holding.server.pid)) holding.server = await holding.launchAgain()
  const hold = await connect(url)
  if (!hold || (await takeLock(hold))) return hold
  await hold.end()
  return null
}
