import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate, migrationsIn } from '#platform/db/migrate.ts'
import { quoted } from './backup.ts'
import { bringFiles } from './bring-files.ts'
import { blobFile, hashOfFile, type Manifest, readManifest, tableFile, unusable } from './manifest.ts'
import { finished, takeBack, takeForRestore } from './unfinished.ts'

export type RestoreTo = {
  ownerUrl: string
  blobFolder: string
  secret: string
  /** Leaves the schema as the backup has it, without the migrations that came since. */
  asTaken?: true
}

type Constraint = { table: string; name: string; definition: string }

/** Checks every file of a backup against its hash. @throws Error naming the first that does not fit */
export async function checkFiles(folder: string, { tables, files }: Manifest): Promise<void> {
  for (const { name, sha256 } of tables) {
    if ((await hashOfFile(tableFile(folder, name))) !== sha256)
      throw unusable(`Bản sao lưu hỏng: bảng ${name} không khớp mã băm.`)
  }
  for (const { sha256 } of files) {
    if ((await hashOfFile(blobFile(folder, sha256))) !== sha256)
      throw unusable(`Bản sao lưu hỏng: tệp ${sha256} không khớp mã băm.`)
  }
}

/** Foreign keys are taken off while tables come in (they point in circles) and put back at the end, which checks every row. */
async function foreignKeys(client: pg.Client): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `select n.nspname || '.' || t.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
     where c.contype = 'f' and n.nspname not in ('pg_catalog', 'graphile_worker')`,
  )
  return rows
}

async function loadTable(client: pg.Client, folder: string, table: Manifest['tables'][number]) {
  const name = quoted(table.name)
  await client.query(`alter table ${name} disable trigger user`)
  await client.query(`delete from ${name}`)
  const list = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const stream = client.query(copyFrom(`copy ${name} (${list}) from stdin`))
  await pipeline(createReadStream(tableFile(folder, table.name)), stream)
  if (stream.rowCount !== table.rows)
    throw unusable(`Bảng ${table.name}: ${stream.rowCount} dòng, bản sao lưu ghi ${table.rows}.`)
  await client.query(`alter table ${name} enable trigger user`)
}

/** Counters of identity columns go on behind the highest number restored. */
const settleSequences = (client: pg.Client) =>
  client.query(`do $$
    declare c record; highest bigint;
    begin
      for c in select n.nspname, t.relname, a.attname, pg_get_serial_sequence(format('%I.%I', n.nspname, t.relname), a.attname) as seq
        from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
        where a.attidentity <> '' and n.nspname not in ('pg_catalog', 'graphile_worker')
      loop
        execute format('select max(%I) from %I.%I', c.attname, c.nspname, c.relname) into highest;
        perform setval(c.seq, coalesce(highest, 1), highest is not null);
      end loop;
    end $$`)

async function load(client: pg.Client, folder: string, manifest: Manifest) {
  await client.query('begin')
  const constraints = await foreignKeys(client)
  for (const { table, name } of constraints)
    await client.query(`alter table ${quoted(table)} drop constraint ${pg.escapeIdentifier(name)}`)
  for (const table of manifest.tables) if (table.name !== 'public.lt_migration') await loadTable(client, folder, table)
  for (const { table, name, definition } of constraints) {
    await client.query(`alter table ${quoted(table)} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
  }
  await settleSequences(client)
  await client.query('commit')
}

/** The manifest of a backup that is whole and that this program knows; nothing is written. @throws Error with a sentence */
export async function restorable(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const known = new Set(migrationsIn().map(({ name }) => name))
  const strange = manifest.migrations.find((name) => !known.has(name))
  if (strange) throw unusable(`Bản sao lưu mới hơn chương trình (có ${strange}): hãy dùng bản chương trình mới hơn.`)
  await checkFiles(folder, manifest)
  return manifest
}

/** The error as a sentence when it is the database's or the disk's, as it is otherwise. */
function told(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message: string }
  if (typeof code !== 'string' || code === 'cannot-start') return error
  return unusable(`Không khôi phục được: ${message} (${code}). Nơi khôi phục đã được trả lại như cũ.`, error)
}

async function bringRows(client: pg.Client, { ownerUrl, secret, asTaken }: RestoreTo, folder: string, manifest: Manifest) {
  try {
    await migrate({ ownerUrl, kind: manifest.kind, secret, only: manifest.migrations })
    await load(client, folder, manifest)
    if (!asTaken) await migrate({ ownerUrl, kind: manifest.kind, secret })
    await finished(client)
  } catch (error) {
    await takeBack(client)
    throw told(error)
  }
}

/**
 * Restores a backup into an empty database and folder: its files, the schema that it was made on, its rows, then the
 * migrations that came since. Checked by hashes before, by row counts and every foreign key after. All or nothing.
 * @throws Error with a Vietnamese sentence; folder and database are then as they were, and it may be tried again. What a restore
 * that was killed has left is taken away first.
 */
export async function restore(to: RestoreTo, folder: string): Promise<Manifest> {
  const manifest = await restorable(folder)
  const client = new pg.Client({ connectionString: to.ownerUrl })
  await client.connect()
  try {
    await takeForRestore(client)
    const files = await bringFiles(folder, to.blobFolder, manifest.files).catch(async (error) => {
      await takeBack(client)
      throw error
    })
    await bringRows(client, to, folder, manifest).catch(async (error) => {
      await files.take()
      throw error
    })
    return manifest
  } finally {
    await client.end()
  }
}

/** Bytes that a backup needs on disk. */
export async function sizeOfBackup(folder: string): Promise<number> {
  const { tables, files } = await readManifest(folder)
  const sizes = await Promise.all(tables.map(async ({ name }) => (await stat(tableFile(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0) + files.reduce((sum, { size }) => sum + size, 0)
}
