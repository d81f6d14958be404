import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { forgetWitness } from '#platform/audit/witness.ts'
import { type Config, readConfig } from '#platform/config/config.ts'
import { cannotStart } from '#platform/config/problem.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { openGround } from '../ground.ts'
import { type Command, wrongUse } from './command.ts'
import { blobFolderOf } from './installation.ts'

const everything = `
  select format('drop schema %I cascade', nspname) as drop from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
  union all select format('drop table public.%I cascade', tablename) from pg_tables where schemaname = 'public'`

/** What the database was made as; everything in it is dropped only when that is a demonstration. Another program on it stops this. */
async function emptied(ownerUrl: string): Promise<void> {
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

async function empty(config: Config): Promise<void> {
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir })
  try {
    await emptied(config.databaseUrl ?? embedded?.url ?? '')
  } finally {
    await embedded?.stop()
  }
  await rm(blobFolderOf(config), { recursive: true, force: true })
  await forgetWitness(config.dataDir)
}

export const command: Command = {
  name: 'demo reset',
  summary: 'Xóa và dựng lại tỉnh trình diễn. Bản cài thật bị từ chối.',
  options: [{ name: 'yes', means: 'đồng ý xóa toàn bộ dữ liệu trình diễn' }],
  examples: ['bin/lienthong demo reset --yes'],
  async run(typed) {
    const config = readConfig(typed.env)
    if (!typed.has('yes')) throw wrongUse('Lệnh này xóa toàn bộ dữ liệu trình diễn. Thêm --yes nếu đồng ý.')
    if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres'))) {
      throw cannotStart(
        `Thư mục dữ liệu ${config.dataDir} chưa có bản trình diễn nào.`,
        `No demonstration in ${config.dataDir}: set DATA_DIR or DATABASE_URL.`,
      )
    }
    await empty(config)
    const ground = await openGround(config, typed.progress)
    await ground.close()
    return { status: 0, json: { dataDir: config.dataDir }, text: 'Đã dựng lại tỉnh trình diễn.' }
  },
}
