import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { auditKey } from '#platform/audit/seal.ts'
import { proveBackup } from '#platform/backup/prove.ts'
import { readConfig } from '#platform/config/config.ts'
import type { Command } from './command.ts'

export const command: Command = {
  name: 'backup verify',
  summary: 'Chứng minh một bản sao lưu dùng được: khôi phục vào một bản thứ hai rồi kiểm tra.',
  operands: [{ name: 'DIR', means: 'thư mục của bản sao lưu' }],
  exits: { 1: 'bản sao lưu không dùng được, lý do được nêu' },
  examples: ['bin/lienthong backup verify /mnt/sao-luu/2026-11-21 --json'],
  async run(typed) {
    const folder = resolve(typed.operand('DIR') ?? '')
    const { dataDir } = readConfig(typed.env)
    const key = existsSync(join(dataDir, 'secrets', 'audit.key')) ? await auditKey(dataDir) : null
    try {
      const proof = await proveBackup(folder, key)
      const chain = proof.audit
        ? ` Chuỗi nhật ký nguyên vẹn (${proof.audit.links} mắt xích).`
        : ' Không có khóa niêm nhật ký ở đây nên chuỗi chưa được kiểm.'
      return {
        status: 0,
        json: { ok: true, folder, ...proof },
        text: `Bản sao lưu ${proof.at} khôi phục được: ${proof.rows} dòng, ${proof.files} tệp.${chain}`,
      }
    } catch (error) {
      const { message } = error as Error
      return { status: 1, json: { ok: false, folder, reason: message }, text: message }
    }
  },
}
