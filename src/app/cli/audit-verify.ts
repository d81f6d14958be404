import { auditKey } from '#platform/audit/seal.ts'
import { type AuditReport, type Fault, verifyAudit } from '#platform/audit/verify.ts'
import { witnessOf } from '#platform/audit/witness.ts'
import type { Command } from './command.ts'
import { atInstallation } from './installation.ts'

/** What was found at the place, for a person. */
const faults: Record<Fault, (at: number) => string> = {
  'row-changed': (at) => `dòng của mắt xích ${at} đã bị sửa`,
  'row-removed': (at) => `dòng của mắt xích ${at} đã bị xóa`,
  'link-removed': (at) => `mắt xích ${at} đã bị xóa`,
  'head-forged': (at) => `chữ ký đầu chuỗi ở mắt xích ${at} không phải của bản cài này`,
  'row-inserted': (at) => `dòng số ${at} bị chen vào, không thuộc mắt xích nào`,
  'end-removed': (at) => `phần cuối bị cắt: đầu chuỗi đã ký ở mắt xích ${at} không còn`,
  'chain-rewritten': (at) => `chuỗi đã bị tính lại: mắt xích ${at} khác đầu chuỗi đã ký`,
  'head-unreadable': () => 'tệp audit.head trong thư mục dữ liệu không đọc được nên không biết phần cuối có bị cắt hay không',
}

function inWords({ whole, links, heads, brokenAt, why, unsealed }: AuditReport): string {
  const tail = `Chưa niêm: ${unsealed.rows} dòng${unsealed.oldest ? `, cũ nhất ${unsealed.oldest}` : ''}.`
  if (whole || !why) return `Chuỗi nhật ký nguyên vẹn: ${links} mắt xích, ${heads} đầu chuỗi đã ký. ${tail}`
  return `Chuỗi nhật ký GÃY: ${faults[why](brokenAt ?? 0)}. ${tail}`
}

export const command: Command = {
  name: 'audit verify',
  summary:
    'Kiểm tra toàn bộ chuỗi nhật ký: từng mắt xích, từng chữ ký đầu chuỗi, dòng chen vào, phần cuối bị cắt, phần chưa niêm.',
  exits: { 1: 'chuỗi bị gãy, chỗ gãy và cách gãy được nêu' },
  examples: ['bin/lienthong audit verify --json'],
  run: (typed) =>
    atInstallation(typed, async ({ pool, config }) => {
      // Read before the chain, so that it is never newer than what is compared with it.
      const witness = await witnessOf(config.dataDir)
      const report = await verifyAudit(pool, await auditKey(config.dataDir), witness)
      return { status: report.whole ? 0 : 1, json: report, text: inWords(report) }
    }),
}
