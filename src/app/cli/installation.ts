import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { refuseHalfRestored } from '#platform/backup/unfinished.ts'
import { blobFolderOf, type Config, readConfig } from '#platform/config/config.ts'
import { cannotStart } from '#platform/config/problem.ts'
import type { Pool } from '#platform/db/desk.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { hasSecrets, installationSecrets, secretsMissing } from '../secrets.ts'
import type { Typed } from './command.ts'

export type Installation = { config: Config; ownerUrl: string; pool: Pool; blobFolder: string; secret: string }

/** Opens the installation that the settings name, beside the running program or alone. @throws cannot-start when there is none */
export async function atInstallation<Done>(typed: Typed, act: (installation: Installation) => Promise<Done>): Promise<Done> {
  const config = readConfig(typed.env)
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres'))) {
    throw cannotStart(
      `Thư mục dữ liệu ${config.dataDir} chưa có bản cài nào. Hãy đặt DATA_DIR hoặc DATABASE_URL đúng bản cài.`,
      `No installation in ${config.dataDir}: set DATA_DIR or DATABASE_URL.`,
    )
  }
  if (!hasSecrets(config.dataDir)) throw secretsMissing(config.dataDir)
  const { database } = await installationSecrets(config.dataDir)
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir, join: true })
  const ownerUrl = config.databaseUrl ?? embedded?.url ?? ''
  const pool = openPool(roleUrl(ownerUrl, 'lt_app', database), 4)
  try {
    await refuseHalfRestored(ownerUrl)
    return await act({ config, ownerUrl, pool, blobFolder: blobFolderOf(config), secret: database })
  } finally {
    await pool.destroy()
    await embedded?.stop()
  }
}
