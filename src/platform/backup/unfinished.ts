import pg from 'pg'
import { cannotStart } from '#platform/config/problem.ts'
import { unusable } from './manifest.ts'

/**
 * Stands in a database from the first statement of restoring to the last. It holds what was there before, so that the next try
 * knows what a killed one had made.
 */
const mark = 'public.lt_restore'
/** Any number, the same for every process: held by who restores as long as that process lives. */
const lock = 7_202_613

const ownSchemas = `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')`

async function isThere(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])
  return rows[0]?.there ?? false
}

/** Whether a restore was begun in this database and never came to its end. */
export const isUnfinished = (client: pg.Client): Promise<boolean> => isThere(client, mark)

/** The sentence for whoever meets a place that is half restored. */
export const halfRestored = (where: string) =>
  cannotStart(
    `Việc khôi phục vào ${where} chưa xong. Hãy gõ lại lệnh bin/lienthong restore với cùng DATA_DIR và DATABASE_URL.`,
    `Restoring into ${where} has not ended: type bin/lienthong restore again with the same DATA_DIR and DATABASE_URL.`,
  )

/** Half a restored installation is none: nothing is built on it and nothing is read from it. @throws cannot-start */
export async function refuseHalfRestored(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const half = await isUnfinished(client).finally(() => client.end())
  if (half) throw halfRestored(`cơ sở dữ liệu "${client.database}"`)
}

/** Takes away what restoring made in a database that had none of it; without a mark there is nothing to take. */
export async function takeBack(client: pg.Client): Promise<void> {
  await client.query('rollback')
  if (!(await isUnfinished(client))) return
  const { rows } = await client.query<{ name: string }>(
    `${ownSchemas} and nspname <> all (select unnest(before) from ${mark}) order by 1`,
  )
  const drops = rows.map(({ name }) => `drop schema ${pg.escapeIdentifier(name)} cascade`)
  await client.query(`begin; ${[...drops, 'drop table if exists public.lt_migration', `drop table ${mark}`].join('; ')}; commit`)
}

/**
 * Takes the database for restoring: what a killed restore left goes first, then it must hold no installation.
 * @throws cannot-start when another restore runs or an installation is there; nothing is changed then
 */
export async function takeForRestore(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lock])
  if (!rows[0]?.got) {
    throw unusable(
      'Một lệnh khôi phục khác còn đang chạy trên cơ sở dữ liệu này, hoặc vừa bị dừng và máy chủ chưa kết thúc xong việc của nó. Hãy đợi một phút rồi gõ lại.',
    )
  }
  await takeBack(client)
  if (await isThere(client, 'platform.installation'))
    throw unusable('Nơi khôi phục đã có bản cài: hãy chọn thư mục dữ liệu hoặc cơ sở dữ liệu trống.')
  await client.query(`begin; create table ${mark} (before text[] not null);
    insert into ${mark} select array(${ownSchemas}); commit`)
}

/** The database is whole: nothing speaks of restoring any more. */
export const finished = (client: pg.Client) => client.query(`drop table ${mark}`)
