import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { cannotStart } from '#platform/config/problem.ts'
import { embeddedBinaries } from './embedded-binaries.ts'
import { clusterPassword, ensureCluster, type Postmaster, runningPostmaster, superuser } from './embedded-cluster.ts'
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
type Holding = { launchAgain: () => Promise<Postmaster>; server: Postmaster; hold: Client; stopping: boolean }

const lockKey = 7_410_001
const patienceForOther = 10_000

/**
 * Starts PostgreSQL on the data folder, or adopts the server that a killed process left behind. One process at a time owns a
 * data folder; a second one waits ten seconds for the first to end and is then refused. If the server dies while we live it is
 * started again on the same port.
 * Throws `cannot-start` with a sentence that says what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = preparePlace(options.dataDir, options.binaries ?? embeddedBinaries(), options.runAs)
  const password = clusterPassword(options.dataDir)
  ensureCluster(place, password)
  const wanted = { place, dataDir: options.dataDir, settings: options.settings ?? {} }
  const urlAt = (port: number, database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
  const started = await own(
    place,
    () => launch({ ...wanted, port: options.port }),
    (port) => urlAt(port, 'postgres'),
    options.join,
  )
  const { server } = started
  await ensureDatabase(urlAt(server.port, 'postgres'))
  const url = urlAt(server.port, databaseName)
  if (!started.hold) return { url, pid: server.pid, stop: async () => {} }
  const launchAgain = () => launch({ ...wanted, port: server.port })
  const holding: Holding = { launchAgain, server, hold: started.hold, stopping: false }
  watch(holding, urlAt(server.port, 'postgres'), options.onTrouble ?? (() => {}))
  return {
    url,
    get pid() {
      return holding.server.pid
    },
    stop: () => stop(holding),
  }
}

async function stop(holding: Holding): Promise<void> {
  holding.stopping = true
  // The lock is given back by the server's end, never before it: nobody adopts a server that is about to go.
  await endServer(holding.server.pid)
  await holding.hold.end().catch(() => {})
}

type Owned = { server: Postmaster; hold: Client | null }

/** Finds or launches the server and takes its lock. `hold` is null when it is another process's and joining is allowed. */
async function own(
  { cluster }: Place,
  start: () => Promise<Postmaster>,
  urlAt: (port: number) => string,
  join = false,
): Promise<Owned> {
  const late = Date.now() + patienceForOther
  for (;;) {
    let server = runningPostmaster(cluster)
    if (server?.programGone) {
      await endServer(server.pid)
      server = null
    }
    server ??= await start()
    const hold = await connect(urlAt(server.port))
    if (hold) {
      if (await takeLock(hold)) return { server, hold }
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
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    // 57P03: starting up, shutting down or in recovery.
    if (['57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(code) || /terminated/.test(`${error}`)) return null
    throw error
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
  holding.hold.on('end', async () => {
    if (holding.stopping) return
    tell('Máy chủ cơ sở dữ liệu đã dừng đột ngột, đang khởi động lại.')
    while (!holding.stopping) {
      try {
        await endServer(holding.server.pid, 0)
        holding.server = await holding.launchAgain()
        const hold = await connect(url)
        if (hold && (await takeLock(hold))) {
          holding.hold = hold
          watch(holding, url, tell)
          tell('Cơ sở dữ liệu đã hoạt động trở lại.')
          return
        }
        await hold?.end()
      } catch (error) {
        tell(`Chưa khởi động lại được cơ sở dữ liệu: ${error instanceof Error ? error.message : error}`)
      }
      await wait(500)
    }
  })
}
