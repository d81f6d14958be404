import { statfs } from 'node:fs/promises'
import type { Pool } from '#platform/db/desk.ts'
import { record } from './routine.ts'

/** Administrators are warned below this share of free space, in percent. */
export const lowSpace = 15
export const spaceRoutine = 'disk.look'

/** Room on the disk of a folder: `free` in whole percent, `bytes` that this program may still write. */
export type Space = { folder: string; free: number; bytes: number }

export async function spaceOf(folder: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { folder, free: blocks === 0 ? 100 : Math.floor((bavail * 100) / blocks), bytes: bavail * bsize }
}

type Places = { pool: Pool; dataDir: string; blobFolder: string }

/** Looks how much room is left for database and files and writes it down where administrators see it. */
export async function lookAtSpace({ pool, dataDir, blobFolder }: Places): Promise<void> {
  const [data, files] = await Promise.all([
    spaceOf(dataDir),
    // The folder of files is made with the first file.
    spaceOf(blobFolder).catch(() => null),
  ])
  await record(pool, spaceRoutine, Math.min(data.free, files?.free ?? 100) >= lowSpace, { data, files })
}
