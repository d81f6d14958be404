import { type LogFault, type LogReport, logKey, verifyLog } from '#documents'
import { visitor } from '#kernel/actor.ts'
import { witnessOf } from '#platform/audit/witness.ts'
import { openDesk } from '#platform/db/desk.ts'
import type { Command } from './command.ts'
import { atInstallation } from './installation.ts'

/** What was found at the place, for a person. */
const faults: Record<LogFault, (at: number) => string> = {
  'leaf-removed': (at) => `dòng ${at} đã bị xóa`,
  'leaf-changed': (at) => `dòng ${at} đã bị sửa`,
  'document-changed': (at) => `văn bản của dòng ${at} không còn như lúc ghi: mã, số, ngày, giờ phát hành hoặc tệp đã khác`,
  'node-changed': (at) => `nút của cây từ dòng ${at} đã bị sửa hoặc xóa`,
  'head-forged': (at) => `chữ ký của đầu nhật ký ${at} dòng không phải của bản cài này`,
  'head-removed': (at) => `nhật ký có ${at} dòng nhưng phần cuối không còn đầu đã ký`,
  'log-rewritten': (at) => `nhật ký đã bị tính lại: đầu đã ký ở ${at} dòng không còn khớp`,
  'end-removed': (at) => `phần cuối bị cắt: đầu đã ký ở ${at} dòng không còn đủ dòng`,
  'head-unreadable': () => 'tệp log.head trong thư mục dữ liệu không đọc được nên không biết phần cuối có bị cắt hay không',
}

function inWords({ whole, leaves, heads, root, brokenAt, why, waiting }: LogReport): string {
  const tail = `Chờ ghi: ${waiting.rows} văn bản${waiting.oldest ? `, cũ nhất ${waiting.oldest}` : ''}.`
  if (!whole && why) return `Nhật ký công khai BỊ SỬA: ${faults[why](brokenAt ?? 0)}. ${tail}`
  return `Nhật ký công khai nguyên vẹn: ${leaves} văn bản, ${heads} đầu đã ký${root ? `, gốc ${root}` : ''}. ${tail}`
}

export const command: Command = {
  name: 'log verify',
  summary:
    'Tính lại toàn bộ nhật ký công khai văn bản đã phát hành: từng dòng với văn bản của nó, từng nút, từng đầu đã ký, phần cuối bị cắt.',
  exits: { 1: 'nhật ký đã bị sửa, chỗ sửa và cách sửa được nêu' },
  examples: ['bin/lienthong log verify --json'],
  run: (typed) =>
    atInstallation(typed, async ({ pool, config }) => {
      // Read before the log, so that it is never newer than what is compared with it.
      const kept = await witnessOf(config.dataDir, 'log')
      const key = await logKey(config.dataDir)
      const report = await openDesk(pool, visitor).work(({ tx }) => verifyLog(tx, key, kept))
      return { status: report.whole ? 0 : 1, json: report, text: inWords(report) }
    }),
}
