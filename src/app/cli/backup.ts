import { resolve } from 'node:path'
import { backup } from '#platform/backup/backup.ts'
import type { Command } from './command.ts'
import { atInstallation } from './installation.ts'

export const command: Command = {
  name: 'backup',
  summary: 'Sao lưu cơ sở dữ liệu và tệp tại một thời điểm vào thư mục trống, không dừng hệ thống.',
  operands: [{ name: 'DIR', means: 'thư mục trống hoặc chưa có' }],
  examples: ['bin/lienthong backup /mnt/sao-luu/2026-11-21'],
  run: (typed) =>
    atInstallation(typed, async ({ ownerUrl, blobFolder, config }) => {
      const folder = resolve(typed.operand('DIR') ?? '')
      const { at, tables, files } = await backup({ ownerUrl, blobFolder }, folder)
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      const secrets = resolve(config.dataDir, 'secrets')
      return {
        status: 0,
        json: { folder, at, tables: tables.length, rows, files: files.length, keepApart: secrets },
        text: [
          `Đã sao lưu ${rows} dòng của ${tables.length} bảng và ${files.length} tệp lớn vào ${folder}, tại ${at}.`,
          `Thư mục ${secrets} không nằm trong bản sao lưu: hãy cất riêng một bản, thiếu nó không mở được khóa ký.`,
        ].join('\n'),
      }
    }),
}
