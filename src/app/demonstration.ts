import { access, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { forgetWitness } from '#platform/audit/witness.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import { cannotStart } from '#platform/config/problem.ts'
import type { Pool, Vault } from '#platform/db/desk.ts'
import { openPreparedPool } from '#platform/db/pool.ts'
import type { Tell } from './tell.ts'

/** Where a demonstration lives: its data folder, its database, its folder of files. */
export type DemonstrationPlace = { dataDir: string; ownerUrl: string; blobFolder: string }

const everything = `
  select format('drop schema %I cascade', nspname) as drop from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
  union all select format('drop table public.%I cascade', tablename) from pg_tables where schemaname = 'public'`

/** What the database was made as; everything in it is dropped only when that is a demonstration. Another program on it stops this. */
async function emptyDatabase(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: there } = await client.query<{ there: boolean }>(
      `select to_regclass('platform.installation') is not null as there`,
    )
    if (!there[0]?.there) return
    const { rows } = await client.query<{ kind: string }>('select kind from platform.installation')
    if (rows[0]?.kind !== 'demo') {
      throw cannotStart(
        'Đây không phải bản trình diễn. Lệnh này không xóa dữ liệu thật.',
        'This is no demonstration: this command never deletes real data.',
      )
    }
    const { rows: others } = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    )
    if (others.length > 0) {
      throw cannotStart(
        'Ứng dụng đang chạy trên dữ liệu này. Hãy dừng ứng dụng rồi gõ lại lệnh.',
        'The application is running on this data: stop it and type the command again.',
      )
    }
    const { rows: found } = await client.query<{ drop: string }>(everything)
    // All or nothing: a power cut leaves the old demonstration, never half of one.
    await client.query(`begin; ${found.map(({ drop }) => drop).join('; ')}; commit`)
  } finally {
    await client.end()
  }
}

/** Takes a demonstration away, database, files and memory of its audit. @throws cannot-start for real data, or while it runs */
export async function emptyDemonstration({ dataDir, ownerUrl, blobFolder }: DemonstrationPlace): Promise<void> {
  await emptyDatabase(ownerUrl)
  await rm(blobFolder, { recursive: true, force: true })
  await forgetWitness(dataDir)
}

/** Stands in the data folder while a demonstration is being made, and names the database in which. */
const markIn = (dataDir: string) => join(dataDir, 'demonstration.unfinished')

/** The database without its password. The embedded one takes another port at every start. */
function nameOf(ownerUrl: string, embedded: boolean): string {
  const { host, pathname } = new URL(ownerUrl)
  return embedded ? 'embedded' : host + pathname
}

type Making = DemonstrationPlace & { embedded: boolean }

/**
 * A demonstration whose making was broken off (Ctrl-C at the first start, a power cut) is taken away, to be made anew: half a
 * province would be believed. Nobody has worked in it: it is served only when it is whole.
 */
export async function clearUnfinished(place: Making, tell: Tell): Promise<void> {
  const begun = await readFile(markIn(place.dataDir), 'utf8').catch(() => null)
  if (begun !== nameOf(place.ownerUrl, place.embedded)) return
  tell('Lần dựng tỉnh trình diễn trước bị ngắt giữa chừng: dựng lại từ đầu.')
  await emptyDemonstration(place)
}

export const markUnfinished = (place: Making): Promise<void> =>
  writeFile(markIn(place.dataDir), nameOf(place.ownerUrl, place.embedded), { flush: true })

type Seeding = { vault: Vault; tell: Tell; history: boolean }

async function fill(seedUrl: string, file: string, parts: Seeding): Promise<void> {
  const { seed } = (await import(file)) as { seed: (of: Seeding & { pool: Pool }) => Promise<void> }
  // Nobody is told of any of these 16,000 deeds, so none of them waits for the disk: the first one afterwards brings all with it.
  const pool = openPreparedPool(`${seedUrl}?options=${encodeURIComponent('-c synchronous_commit=off')}`)
  try {
    await seed({ pool, ...parts })
  } finally {
    await pool.destroy()
  }
}

/** Fills a new demonstration; the seeding itself sees whether anything is there already. From here on it is whole. */
export async function seedDemonstration(seedUrl: string, { dataDir, ...parts }: Seeding & { dataDir: string }): Promise<void> {
  const file = join(repositoryFolder, 'demo/seed.ts')
  const there = await access(file).then(
    () => true,
    () => false,
  )
  if (there) await fill(seedUrl, file, parts)
  await rm(markIn(dataDir), { force: true })
}
