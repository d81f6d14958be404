import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { record } from '#platform/backup/routine.ts'
import type { Pool } from '#platform/db/desk.ts'
import { pathOf } from './blobs.ts'
import { fileLock, filesLock } from './lock.ts'
import { incomingFolder } from './received.ts'

export const clearRoutine = 'files.clear'

export type ClearPlace = { pool: Pool; ownerUrl: string; blobFolder: string }
export type Cleared = { files: number; bytes: number; unfinished: number }

const hour = 3_600_000
/** Hours after which a file that nothing refers to goes: whoever filled in a form has come back to it by then. */
const unread = 48
/** Hours after which a file that never came in whole goes: no request lasts as long. */
const broken = 6

/** Columns that refer to a file, as the database itself knows them. */
async function references(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select conrelid::regclass::text as table, quote_ident(attname) as column
     from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'f' and confrelid = 'platform.blob'::regclass`,
  )
  return rows.map(({ table, column }) => `not exists (select from ${table} r where r.${column} = b.sha256)`)
}

/** Runs `act` with the lock of one file alone; not at all while somebody keeps it. */
async function alone<Done>(client: pg.Client, sha256: string, act: () => Promise<Done>): Promise<Done | null> {
  const lock = [fileLock, sha256]
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', lock)
  if (!rows[0]?.got) return null
  try {
    return await act()
  } finally {
    await client.query('select pg_advisory_unlock($1, hashtext($2))', lock)
  }
}

/** Rows that nothing refers to, each with its file: the row first, so that no row is ever without its file. */
async function clearRows(client: pg.Client, folder: string): Promise<{ files: number; bytes: number }> {
  const free = ["b.stored_at < now() - $1 * interval '1 hour'", ...(await references(client))].join(' and ')
  const { rows } = await client.query<{ sha256: string }>(`select b.sha256 from platform.blob b where ${free}`, [unread])
  const cleared = { files: 0, bytes: 0 }
  for (const { sha256 } of rows)
    await alone(client, sha256, async () => {
      const sql = `delete from platform.blob b where ${free} and b.sha256 = $2 returning b.size::float8 as size`
      const [gone] = (await client.query<{ size: number }>(sql, [unread, sha256])).rows
      if (!gone) return
      await rm(pathOf(folder, sha256), { force: true })
      cleared.files += 1
      cleared.bytes += gone.size
    })
  return cleared
}

async function ageOf(path: string): Promise<{ hours: number; size: number } | null> {
  const found = await stat(path).catch(() => null)
  return found ? { hours: (Date.now() - found.mtimeMs) / hour, size: found.size } : null
}

/** Files of which there is no row: what kept them was given up, or ended between row and file. */
async function clearOrphans(client: pg.Client, folder: string): Promise<{ files: number; bytes: number }> {
  const cleared = { files: 0, bytes: 0 }
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const { name: sha256 } of all.filter((one) => one.isFile() && /^[0-9a-f]{64}$/.test(one.name))) {
    const path = pathOf(folder, sha256)
    if (((await ageOf(path))?.hours ?? 0) < unread) continue
    await alone(client, sha256, async () => {
      const { rowCount } = await client.query('select from platform.blob where sha256 = $1', [sha256])
      // Looked at again under the lock: somebody may have sent the same file meanwhile.
      const age = await ageOf(path)
      if (rowCount !== 0 || !age || age.hours < unread) return
      await rm(path, { force: true })
      cleared.files += 1
      cleared.bytes += age.size
    })
  }
  return cleared
}

async function clearUnfinished(folder: string): Promise<number> {
  const names = await readdir(incomingFolder(folder)).catch(() => [])
  let cleared = 0
  for (const name of names) {
    const path = join(incomingFolder(folder), name)
    if (((await ageOf(path))?.hours ?? 0) < broken) continue
    await rm(path, { force: true })
    cleared += 1
  }
  return cleared
}

async function clear({ ownerUrl, blobFolder }: ClearPlace): Promise<Cleared> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, 0) as got', [filesLock])
    if (!rows[0]?.got) throw new Error('đang sao lưu, sẽ dọn lại sau')
    const unfinished = await clearUnfinished(blobFolder)
    const unreferred = await clearRows(client, blobFolder)
    const orphans = await clearOrphans(client, blobFolder)
    return { files: unreferred.files + orphans.files, bytes: unreferred.bytes + orphans.bytes, unfinished }
  } finally {
    await client.end()
  }
}

/**
 * Clears away what nothing refers to: files of forms that were given up, two days old, and what broke off on its way in. Its result
 * is kept where administrators see it. One that cannot be done throws after it is recorded, so that the queue tries again.
 */
export async function clearFiles(place: ClearPlace): Promise<Cleared> {
  await record(place.pool, clearRoutine, null, {})
  try {
    const cleared = await clear(place)
    await record(place.pool, clearRoutine, true, cleared)
    return cleared
  } catch (error) {
    await record(place.pool, clearRoutine, false, { error: (error as Error).message })
    throw error
  }
}
