import { createHash, createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { cannotStart } from '#platform/config/problem.ts'
import { ownsPasswords } from './other-installation.ts'

const folder = join(import.meta.dirname, '../../../db/migrations')
/** Any number, the same for every process: two starting programs migrate one after the other. */
const lock = 7_202_611

export type InstallationKind = 'demo' | 'test' | 'real'
export type MigrateOptions = {
  /** URL of the role that owns everything; it must be allowed to create roles. */
  ownerUrl: string
  kind: InstallationKind
  /** The installation's secret, from which the passwords of the serving roles follow. */
  secret?: string
  /** Another folder of migrations; for tests of failing upgrades. */
  from?: string
  /** Only these; to make the schema that a backup was taken on. */
  only?: readonly string[]
  /** The server's databases share one secret, as those of a test run do: nobody can be locked out. */
  oneSecret?: true
}

type Migration = { name: string; sql: string; hash: string }

/** The plain SQL files in order of their numbers. */
export function migrationsIn(from: string = folder): Migration[] {
  return readdirSync(from)
    .filter((name) => /^\d{4}_[a-z]+_\w+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(from, name), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    })
}

/** URL of a serving role (lt_app, lt_seed) for the database behind `ownerUrl`. */
export function roleUrl(ownerUrl: string, role: 'lt_app' | 'lt_seed', secret = 'test'): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = createHmac('sha256', secret).update(role).digest('hex')
  return url.href
}

async function appliedIn(client: pg.Client): Promise<Map<string, string>> {
  await client.query(
    'create table if not exists public.lt_migration (name text primary key, hash text not null, at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from public.lt_migration order by name')
  return new Map(rows.map((row) => [row.name, row.hash]))
}

/** The migrations that the database still lacks. @throws cannot-start when the database is newer than this code or a file was altered. */
function missing(migrations: Migration[], applied: Map<string, string>): Migration[] {
  const known = new Map(migrations.map((one) => [one.name, one.hash]))
  for (const [name, hash] of applied) {
    if (!known.has(name)) {
      throw cannotStart(
        `Cơ sở dữ liệu mới hơn chương trình (có ${name}): hãy chạy bản chương trình mới hơn, hoặc khôi phục bản sao lưu cũ.`,
        `The database is newer than this program (it has ${name}): run the newer program, or restore an older backup.`,
      )
    }
    if (known.get(name) !== hash)
      throw cannotStart(
        `Tệp ${name} đã bị sửa sau khi chạy: hãy lấy lại tệp gốc của bản phát hành.`,
        `The file ${name} was altered after it had run: bring back the release's own file.`,
      )
  }
  return migrations.filter((one) => !applied.has(one.name))
}

async function setPasswords(client: pg.Client, secret: string) {
  for (const role of ['lt_app', 'lt_seed'] as const) {
    const { password } = new URL(roleUrl('postgres://x@x/x', role, secret))
    await client.query(`alter role ${role} password '${password}'`)
  }
}

async function runOne(client: pg.Client, migration: Migration) {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into public.lt_migration (name, hash) values ($1, $2)', [migration.name, migration.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Nâng cấp dừng ở ${migration.name}, lược đồ cũ được giữ nguyên: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Names of migrations that `migrate` would run now; for the backup before an upgrade. */
export async function pendingMigrations(ownerUrl: string, from?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return missing(migrationsIn(from), await appliedIn(client)).map((one) => one.name)
  } finally {
    await client.end()
  }
}

/**
 * Brings the database to this code's schema: each file in a transaction of its own, under an advisory lock.
 * Returns the names of the files that ran; a failure leaves the schema as the last whole file made it.
 * @throws cannot-start on a server whose serving roles are another installation's, or with a database that does not fit this code
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const { ownerUrl, kind, secret = 'test', from, only, oneSecret } = options
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    const ours = oneSecret || (await ownsPasswords(client, roleUrl(ownerUrl, 'lt_app', secret)))
    const todo = missing(migrationsIn(from), await appliedIn(client)).filter(({ name }) => only?.includes(name) ?? true)
    for (const migration of todo) await runOne(client, migration)
    if (ours) await setPasswords(client, secret)
    await client.query('insert into platform.installation (kind) values ($1) on conflict do nothing', [kind])
    const { rows } = await client.query<{ kind: string }>('select kind from platform.installation')
    if (rows[0]?.kind !== kind) {
      throw new Error(
        `Thư mục dữ liệu này là bản cài "${rows[0]?.kind}", không thể chạy như bản "${kind}": hãy chọn thư mục dữ liệu khác.`,
      )
    }
    return todo.map((one) => one.name)
  } finally {
    await client.end()
  }
}
