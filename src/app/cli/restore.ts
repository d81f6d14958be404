import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { restore } from '#platform/backup/restore.ts'
import { readConfig } from '#platform/config/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { installationSecrets } from '../secrets.ts'
import { type Command, wrongUse } from './command.ts'
import { blobFolderOf } from './installation.ts'

export const command: Command = {
  name: 'restore',
  summary: 'Khôi phục một bản sao lưu vào thư mục dữ liệu (hoặc cơ sở dữ liệu) còn trống.',
  operands: [{ name: 'DIR', means: 'thư mục của bản sao lưu' }],
  examples: ['DATA_DIR=/srv/lienthong-moi bin/lienthong restore /mnt/sao-luu/2026-11-21'],
  async run(typed) {
    const config = readConfig(typed.env)
    const folder = resolve(typed.operand('DIR') ?? '')
    if (!config.databaseUrl && existsSync(join(config.dataDir, 'postgres'))) {
      throw wrongUse(`Thư mục dữ liệu ${config.dataDir} đã có bản cài. Hãy đặt DATA_DIR là thư mục khác.`)
    }
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
    const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir })
    try {
      const { database } = await installationSecrets(config.dataDir)
      const to = { ownerUrl: config.databaseUrl ?? embedded?.url ?? '', blobFolder: blobFolderOf(config), secret: database }
      const { at, tables, files } = await restore(to, folder)
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      return {
        status: 0,
        json: { folder, at, rows, files: files.length, dataDir: config.dataDir },
        text: `Đã khôi phục bản sao lưu ${at}: ${rows} dòng, ${files.length} tệp. Trước khi chạy, chép thư mục secrets đã cất riêng vào ${config.dataDir} nếu chưa có.`,
      }
    } finally {
      await embedded?.stop()
    }
  },
}
