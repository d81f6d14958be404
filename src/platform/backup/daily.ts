import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { auditKey } from '#platform/audit/seal.ts'
import type { Pool } from '#platform/db/desk.ts'
import { backup } from './backup.ts'
import { proveBackup } from './prove.ts'

export type BackupPlace = { pool: Pool; ownerUrl: string; dataDir: string; blobFolder: string }

/** Days for which daily backups stay on this machine; copies elsewhere are the operator's (docs/operate/backup.md). */
const kept = 7
const routine = 'backup.daily'

/** Folder of a backup made now: `backups/2026-11-21T02-00-00Z-daily`. */
export const backupFolder = (dataDir: string, at: Date, why: string) =>
  join(dataDir, 'backups', `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${why}`)

async function record(pool: Pool, ok: boolean | null, detail: Record<string, unknown>) {
  await sql`insert into platform.routine (name, started_at, ended_at, ok, detail)
    values (${routine}, app.now(), ${ok === null ? sql`null` : sql`app.now()`}, ${ok}, ${JSON.stringify(detail)})
    on conflict (name) do update set started_at = case when excluded.ok is null then excluded.started_at else routine.started_at end,
      ended_at = excluded.ended_at, ok = excluded.ok, detail = excluded.detail`.execute(pool)
}

async function forgetOld(dataDir: string) {
  const folder = join(dataDir, 'backups')
  const daily = (await readdir(folder)).filter((name) => name.endsWith('-daily')).toSorted()
  for (const name of daily.slice(0, Math.max(0, daily.length - kept)))
    await rm(join(folder, name), { recursive: true, force: true })
}

/**
 * The daily backup that S1 clause 5 orders: taken, proven by restoring it into a second instance, its result kept where
 * administrators see it. A failed one throws after it is recorded, so that the queue tries again.
 */
export async function dailyBackup(place: BackupPlace, at: Date): Promise<string> {
  const folder = backupFolder(place.dataDir, at, 'daily')
  await record(place.pool, null, { folder })
  try {
    await backup(place, folder)
    const proof = await proveBackup(folder, await auditKey(place.dataDir))
    await forgetOld(place.dataDir)
    await record(place.pool, true, { folder, ...proof })
    return folder
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    await record(place.pool, false, { folder, error: (error as Error).message })
    throw error
  }
}

export type RoutineResult = { startedAt: Date; endedAt: Date | null; ok: boolean | null; detail: Record<string, unknown> }

/** How the last daily backup ended; null when there was none yet. */
export async function lastBackup(pool: Pool): Promise<RoutineResult | null> {
  const { rows } = await sql<RoutineResult>`
    select started_at as "startedAt", ended_at as "endedAt", ok, detail from platform.routine where name = ${routine}`.execute(
    pool,
  )
  return rows[0] ?? null
}
