import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { cannotStart } from '#platform/config/problem.ts'
import type { Place } from './embedded-place.ts'
import { asServer } from './embedded-user.ts'

export const superuser = 'postgres'

/**
 * What a new cluster gets in its postgresql.conf; afterwards the file belongs to the administrator. The log carries neither
 * statements nor details nor errors of single statements, because all of them can quote what somebody typed; the program's own
 * log tells such faults by their code.
 */
const settings = {
  max_connections: '100',
  shared_buffers: '256MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  log_line_prefix: "'%m [%p] '",
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** The superuser's password of the cluster under `dataDir`, made at the first call and readable by its owner alone. */
export function clusterPassword(dataDir: string): string {
  const file = path.join(dataDir, 'postgres.password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const made = randomBytes(24).toString('base64url')
  try {
    writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
    return made
  } catch {
    return readFileSync(file, 'utf8').trim()
  }
}

/** The major version of the programs, 18 say. */
export function programVersion(bin: string): number {
  const said = execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  return Number(/\) (\d+)/.exec(said)?.[1])
}

/** Makes the cluster unless it is there; refuses one of another major version. Two processes may try at once: one wins. */
export function ensureCluster(place: Place, password: string): void {
  const { cluster, bin } = place
  const version = programVersion(bin)
  const marker = path.join(cluster, 'PG_VERSION')
  if (!existsSync(marker)) makeCluster(place, password, version)
  keepQuiet(cluster)
  const found = Number(readFileSync(marker, 'utf8'))
  if (found === version) return
  throw cannotStart(
    `Dữ liệu trong ${cluster} thuộc PostgreSQL ${found}, chương trình là PostgreSQL ${version}. Hãy sao lưu bằng phiên bản cũ rồi phục hồi vào DATA_DIR mới (bin/lienthong backup, restore).`,
    `The data in ${cluster} is of PostgreSQL ${found}, the programs are of PostgreSQL ${version}. Back up with the old version and restore into a new DATA_DIR (bin/lienthong backup, restore).`,
  )
}

/** A cluster of an earlier release gets the line that keeps typed values out of its log, unless an administrator wrote one. */
function keepQuiet(cluster: string): void {
  const file = path.join(cluster, 'postgresql.conf')
  if (/^\s*log_min_messages\b/m.test(readIfThere(file) || 'log_min_messages')) return
  appendFileSync(file, `\n# Liên Thông\nlog_min_messages = ${settings.log_min_messages}\n`)
}

function makeCluster({ cluster, bin, as }: Place, password: string, version: number): void {
  // Made beside and renamed, so that an interrupted creation never looks like a database.
  const unfinished = `${cluster}.${process.pid}`
  const secret = `${unfinished}.password`
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(secret, password, { mode: 0o600 })
  if (as.way === 'other') for (const owned of [unfinished, secret]) chownSync(owned, as.uid, as.gid)
  const locale = version >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
  const options = [
    '-D',
    unfinished,
    '-U',
    superuser,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--data-checksums',
  ]
  const { file, args, identity } = asServer(as, path.join(bin, 'initdb'), [...options, ...locale])
  const made = spawnSync(file, args, { ...identity, cwd: '/', encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  rmSync(secret, { force: true })
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw cannotStart(
      `Không tạo được cơ sở dữ liệu trong ${cluster}: ${made.stderr || made.error?.message}`,
      `The database could not be created in ${cluster}; the reason is above.`,
    )
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`)
  appendFileSync(path.join(unfinished, 'postgresql.conf'), `\n# Liên Thông\n${lines.join('')}`)
  try {
    renameSync(unfinished, cluster)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) throw error
  }
}

export type Postmaster = { pid: number; port: number; ready: boolean; programGone: boolean }

/** A process number that no process has. */
const nobody = '2147483647'

/**
 * The server that runs on the cluster now, or null. A postmaster.pid that names a dead process is stale, which PostgreSQL
 * sees by itself. One whose number meanwhile belongs to another program (a container began to count anew) would keep it from
 * starting: the number is replaced, the rest stays, because PostgreSQL looks there for workers that outlived their server.
 */
export function runningPostmaster(cluster: string): Postmaster | null {
  const file = path.join(cluster, 'postmaster.pid')
  const text = readIfThere(file)
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const folder = processLink(pid, 'cwd')
  if (folder === null) return null
  if (folder !== cluster || readIfThere(`/proc/${pid}/comm`) !== 'postgres\n') {
    writeFileSync(file, text.replace(/^\d+/, nobody))
    return null
  }
  const ready = lines[7]?.trim() === 'ready'
  return { pid, port: Number(lines[3]), ready, programGone: processLink(pid, 'exe')?.endsWith(' (deleted)') ?? true }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function processLink(pid: number, name: 'cwd' | 'exe'): string | null {
  try {
    return readlinkSync(`/proc/${pid}/${name}`)
  } catch {
    return null
  }
}

/** True while the process exists, a zombie not counted. */
export function alive(pid: number): boolean {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat !== '' && !/^\d+ \(.*\) [ZX] /s.test(stat)
}
