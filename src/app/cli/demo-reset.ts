import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { blobFolderOf, type Config, readConfig } from '#platform/config/config.ts'
import { cannotStart } from '#platform/config/problem.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { emptyDemonstration } from '../demonstration.ts'
import { openGround } from '../ground.ts'
import { type Command, wrongUse } from './command.ts'

async function empty(config: Config): Promise<void> {
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir })
  try {
    const ownerUrl = config.databaseUrl ?? embedded?.url ?? ''
    await emptyDemonstration({ dataDir: config.dataDir, ownerUrl, blobFolder: blobFolderOf(config) })
  } finally {
    await embedded?.stop()
  }
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
