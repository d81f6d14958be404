import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { auditKey } from '#platform/audit/seal.ts'
import type { Pool } from '#platform/db/desk.ts'
import { backup } from './backup.ts'
import { proveBackup } from './prove.ts'
import { type Routine, record, routineOf } from './routine.ts'

export type BackupPlace = { pool: Pool; ownerUrl: string; dataDir: string; blobFolder: string }

/** Days for which daily backups stay on this machine; copies elsewhere are the operator's (docs/operate/backup.md). */
const kept = 7
const routine = 'backup.daily'

/** Folder of a backup made now: `backups/2026-11-21T02-00-00Z-daily`. */
export const backupFolder = (dataDir: string, at: Date, why: string) =>
  join(dataDir, 'backups', `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${why}`)

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
export async function dailyBackup(place: BackupPlace): Promise<string> {
  const { rows } = await sql<{ now: Date }>`select app.now() as now`.execute(place.pool)
  const folder = backupFolder(place.dataDir, rows[0]?.now ?? new Date(Number.NaN), 'daily')
  await record(place.pool, routine, null, { folder })
  try {
    await backup(place, folder)
    const proof = await proveBackup(folder, await auditKey(place.dataDir))
    await forgetOld(place.dataDir)
    await record(place.pool, routine, true, { folder, ...proof })
    return folder
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    await record(place.pool, routine, false, { folder, error: (error as Error).message })
    throw error
  }
}

/** How the last daily backup ended; null when there was none yet. */
export const lastBackup = (pool: Pool): Promise<Routine | null> => routineOf(pool, routine)
