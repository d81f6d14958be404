import { createHash } from 'node:crypto'
import { constants, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { filesLock } from '#platform/blobs/lock.ts'
import { blobFile, type Manifest, manifestFile, tableFile, unusable } from './manifest.ts'

/** Schemas that come back by themselves: the job queue makes its own. */
const leftOut = ['pg_catalog', 'information_schema', 'graphile_worker']

type Table = { name: string; columns: string[] }

/** Every table with the columns that are stored (generated ones compute themselves), in a fixed order. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname || '.' || c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname <> all ($1) and n.nspname not like 'pg\\_%' order by 1`,
    [leftOut],
  )
  return rows
}

export const quoted = (name: string) =>
  name
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.')

/** Writes a stream to a file, synced, and answers its hash. */
async function keep(source: NodeJS.ReadableStream, path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  const hash = createHash('sha256')
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(source, tap, createWriteStream(path, { mode: 0o600, flush: true }))
  return hash.digest('hex')
}

async function copyTable(client: pg.Client, folder: string, { name, columns }: Table): Promise<Manifest['tables'][number]> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const stream = client.query(copyTo(`copy ${quoted(name)} (${list}) to stdout`))
  const sha256 = await keep(stream, tableFile(folder, name))
  return { name, columns, rows: stream.rowCount, sha256 }
}

/** The large files that the snapshot's rows refer to; they never change, so copying them after the snapshot is consistent. */
async function copyFiles(client: pg.Client, folder: string, blobFolder: string): Promise<Manifest['files']> {
  const { rows } = await client.query<{ sha256: string; size: number }>(
    'select sha256, size::float8 as size from platform.blob where content is null order by sha256',
  )
  for (const { sha256 } of rows) {
    const to = blobFile(folder, sha256)
    await mkdir(dirname(to), { recursive: true })
    await copyFile(join(blobFolder, sha256.slice(0, 2), sha256.slice(2, 4), sha256), to, constants.COPYFILE_FICLONE)
  }
  return rows
}

async function facts(client: pg.Client): Promise<Pick<Manifest, 'at' | 'kind' | 'installation' | 'migrations'>> {
  const { rows } = await client.query<{ at: Date; kind: Manifest['kind']; id: string }>(
    'select transaction_timestamp() as at, kind, id from platform.installation',
  )
  const migrations = await client.query<{ name: string }>('select name from public.lt_migration order by name')
  const [row] = rows
  if (!row) throw unusable('Cơ sở dữ liệu chưa có bản cài nào để sao lưu.')
  return { at: row.at.toISOString(), kind: row.kind, installation: row.id, migrations: migrations.rows.map(({ name }) => name) }
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

async function mustBeEmpty(folder: string) {
  // One step where one is enough: in folders that are no real ones (/proc) making the whole way never ends.
  if (await isThere(dirname(folder))) await mkdir(folder, { mode: 0o700 }).catch(ignoring('EEXIST'))
  else await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw unusable(`${folder} không trống: hãy chọn thư mục mới cho bản sao lưu này.`)
}

const ignoring = (code: string) => (error: { code?: string }) => {
  if (error.code !== code) throw error
}

/** What the disk says becomes a sentence; anything else stays what it is. */
function told(error: unknown, folder: string): unknown {
  const { code, syscall, path } = error as { code?: string; syscall?: string; path?: string }
  if (!syscall || !code || !/^E[A-Z]+$/.test(code) || syscall === 'connect') return error
  return unusable(
    `Không sao lưu được vào ${folder} (${code}${path && path !== folder ? `, ${path}` : ''}): hãy xem thư mục có ghi được và còn chỗ trống không, hoặc chọn thư mục khác.`,
    error,
  )
}

export type BackupFrom = { ownerUrl: string; blobFolder: string }

/**
 * Backs up database and files as of one instant into an empty folder, without stopping anybody: one REPEATABLE READ snapshot,
 * every table by COPY, then the files it refers to. The manifest is written last: without it the folder is no backup.
 * Secrets (folder `secrets` of the data folder) are not in it and must be kept apart. A failure leaves the folder empty.
 */
export async function backup(from: BackupFrom, folder: string): Promise<Manifest> {
  await mustBeEmpty(folder).catch((error) => {
    throw told(error, folder)
  })
  try {
    return await taken(from, folder)
  } catch (error) {
    // The folder was empty: what is in it is the half of a backup that nobody can use.
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
    throw told(error, folder)
  }
}

async function taken({ ownerUrl, blobFolder }: BackupFrom, folder: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // Files of the snapshot are copied long after it was taken: none is cleared away meanwhile.
    await client.query('select pg_advisory_lock_shared($1, 0)', [filesLock])
    await client.query('begin isolation level repeatable read read only')
    const about = await facts(client)
    const tables: Manifest['tables'] = []
    for (const table of await tablesOf(client)) tables.push(await copyTable(client, folder, table))
    const files = await copyFiles(client, folder, blobFolder)
    await client.query('commit')
    const manifest: Manifest = { format: 1, ...about, tables, files }
    const unfinished = `${manifestFile(folder)}.part`
    await writeFile(unfinished, `${JSON.stringify(manifest, null, 1)}\n`, { flush: true, mode: 0o600 })
    await rename(unfinished, manifestFile(folder))
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
    return manifest
  } finally {
    await client.end()
  }
}
