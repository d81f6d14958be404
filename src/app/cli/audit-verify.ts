import { auditKey, verifyAudit } from '#platform/audit/seal.ts'
import type { Command } from './command.ts'
import { atInstallation } from './installation.ts'

export const command: Command = {
  name: 'audit verify',
  summary: 'Kiểm tra toàn bộ chuỗi nhật ký: từng mắt xích, từng chữ ký đầu chuỗi, và phần chưa niêm.',
  exits: { 1: 'chuỗi bị gãy, chỗ gãy được nêu' },
  examples: ['bin/lienthong audit verify --json'],
  run: (typed) =>
    atInstallation(typed, async ({ pool, config }) => {
      const report = await verifyAudit(pool, await auditKey(config.dataDir))
      const tail = `Chưa niêm: ${report.unsealed.rows} dòng${report.unsealed.oldest ? `, cũ nhất ${report.unsealed.oldest}` : ''}.`
      const text = report.whole
        ? `Chuỗi nhật ký nguyên vẹn: ${report.links} mắt xích, ${report.heads} đầu chuỗi đã ký. ${tail}`
        : `Chuỗi nhật ký GÃY ở mắt xích ${report.brokenAt}. ${tail}`
      return { status: report.whole ? 0 : 1, json: report, text }
    }),
}
